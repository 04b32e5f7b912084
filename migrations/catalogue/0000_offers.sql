CREATE TABLE `administrations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`label` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `administrations_slug_unique` ON `administrations` (`slug`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_name_unique` ON `api_keys` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash_unique` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE TABLE `facet_counts` (
	`dimension` text NOT NULL,
	`code` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`dimension`, `code`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`run` text NOT NULL,
	`full` integer NOT NULL,
	`parts` integer NOT NULL,
	`parts_done` text NOT NULL,
	`state` text NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`created` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`withdrawn` integer DEFAULT 0 NOT NULL,
	`quarantined` integer DEFAULT 0 NOT NULL,
	`doubts` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `imports_run` ON `imports` (`source`,`run`);--> statement-breakpoint
CREATE TABLE `offer_domains` (
	`offer_id` integer NOT NULL,
	`domain` text NOT NULL,
	PRIMARY KEY(`offer_id`, `domain`),
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `offers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`reference` text NOT NULL,
	`type` text NOT NULL,
	`title` text NOT NULL,
	`administration_id` integer,
	`employer` text,
	`service` text,
	`level` integer,
	`region` text,
	`department` text,
	`country` text NOT NULL,
	`city` text,
	`description` text,
	`profile` text,
	`employer_description` text,
	`more` text,
	`starts_on` text,
	`duration_min_months` integer,
	`duration_max_months` integer,
	`contacts` text NOT NULL,
	`published_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`expires_on` text,
	`last_seen_at` text NOT NULL,
	`withdrawn_at` text,
	`source` text NOT NULL,
	`content_hash` text NOT NULL,
	`indexed` integer NOT NULL,
	FOREIGN KEY (`administration_id`) REFERENCES `administrations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `offers_reference` ON `offers` (`reference`);--> statement-breakpoint
CREATE INDEX `offers_starts_on` ON `offers` (`starts_on`,`id`) WHERE withdrawn_at IS NULL;--> statement-breakpoint
CREATE INDEX `offers_source` ON `offers` (`source`,`last_seen_at`) WHERE withdrawn_at IS NULL;--> statement-breakpoint
CREATE INDEX `offers_expiring` ON `offers` (`expires_on`) WHERE indexed = 1;--> statement-breakpoint
CREATE INDEX `offers_last_seen` ON `offers` (`last_seen_at`) WHERE withdrawn_at IS NULL;--> statement-breakpoint
CREATE TABLE `quarantine` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`reference` text,
	`reason` text NOT NULL,
	`raw` text NOT NULL,
	`raw_hash` text NOT NULL,
	`first_seen_at` text NOT NULL,
	`last_seen_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `quarantine_raw` ON `quarantine` (`source`,`raw_hash`);--> statement-breakpoint
CREATE INDEX `quarantine_reference` ON `quarantine` (`source`,`reference`);