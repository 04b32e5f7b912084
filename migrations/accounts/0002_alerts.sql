CREATE TABLE `alert_matches` (
	`saved_search_id` integer NOT NULL,
	`offer_id` integer NOT NULL,
	`candidate_id` integer NOT NULL,
	`due_at` text NOT NULL,
	`state` text NOT NULL,
	`mail_id` text,
	PRIMARY KEY(`saved_search_id`, `offer_id`),
	FOREIGN KEY (`saved_search_id`) REFERENCES `saved_searches`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alert_matches_due` ON `alert_matches` (`due_at`,`candidate_id`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `alert_matches_candidate` ON `alert_matches` (`candidate_id`,`state`);--> statement-breakpoint
CREATE INDEX `alert_matches_mail` ON `alert_matches` (`mail_id`);--> statement-breakpoint
CREATE TABLE `alert_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_offer_id` integer NOT NULL,
	`to_offer_id` integer NOT NULL,
	`state` text NOT NULL,
	`slices` integer NOT NULL,
	`offers` integer NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_runs_from` ON `alert_runs` (`from_offer_id`);--> statement-breakpoint
CREATE INDEX `alert_runs_open` ON `alert_runs` (`id`) WHERE state <> 'done';--> statement-breakpoint
CREATE TABLE `alert_slices` (
	`run_id` integer NOT NULL,
	`slice` integer NOT NULL,
	PRIMARY KEY(`run_id`, `slice`)
);
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mailed_offers` (
	`candidate_id` integer NOT NULL,
	`offer_id` integer NOT NULL,
	`mail_id` text NOT NULL,
	PRIMARY KEY(`candidate_id`, `offer_id`),
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mailed_offers_mail` ON `mailed_offers` (`mail_id`);--> statement-breakpoint
CREATE TABLE `provider_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `provider_events_at` ON `provider_events` (`at`);--> statement-breakpoint
CREATE TABLE `saved_searches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`candidate_id` integer NOT NULL,
	`name` text NOT NULL,
	`criteria` text NOT NULL,
	`match` text NOT NULL,
	`text_version` integer NOT NULL,
	`cadence` text,
	`since_offer_id` integer NOT NULL,
	`seen_offer_id` integer NOT NULL,
	`broken` text,
	`created_at` text NOT NULL,
	`deleted_at` text,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_searches_criteria` ON `saved_searches` (`candidate_id`,`criteria`);--> statement-breakpoint
CREATE INDEX `saved_searches_version` ON `saved_searches` (`text_version`);--> statement-breakpoint
CREATE INDEX `saved_searches_deleted` ON `saved_searches` (`deleted_at`) WHERE deleted_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `search_tokens` (
	`token` text NOT NULL,
	`saved_search_id` integer NOT NULL,
	PRIMARY KEY(`token`, `saved_search_id`),
	FOREIGN KEY (`saved_search_id`) REFERENCES `saved_searches`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `search_tokens_search` ON `search_tokens` (`saved_search_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`mail_id` text PRIMARY KEY NOT NULL,
	`candidate_id` integer NOT NULL,
	`offer_ids` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `snapshots_candidate` ON `snapshots` (`candidate_id`);--> statement-breakpoint
CREATE INDEX `snapshots_created` ON `snapshots` (`created_at`);--> statement-breakpoint
CREATE TABLE `suppressions` (
	`email_key` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL
);
