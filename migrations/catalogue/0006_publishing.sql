CREATE TABLE `offer_counts` (
	`offer_id` integer NOT NULL,
	`week` text NOT NULL,
	`kind` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`offer_id`, `week`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `scheduled_offers` (
	`reference` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`administration` text,
	`posting` text NOT NULL,
	`publishes_at` text NOT NULL,
	`last_seen_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `scheduled_offers_due` ON `scheduled_offers` (`publishes_at`);--> statement-breakpoint
CREATE INDEX `scheduled_offers_source` ON `scheduled_offers` (`source`,`last_seen_at`);--> statement-breakpoint
CREATE INDEX `scheduled_offers_administration` ON `scheduled_offers` (`administration`);--> statement-breakpoint
CREATE TABLE `sources` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`kind` text NOT NULL,
	`every_minutes` integer NOT NULL,
	`full` integer NOT NULL,
	`paused` integer DEFAULT false NOT NULL,
	`force` integer DEFAULT false NOT NULL,
	`due_at` text NOT NULL,
	`lease_until` text,
	`etag` text,
	`last_modified` text,
	`tried_at` text,
	`succeeded_at` text,
	`changed_at` text,
	`failures` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`failure_told_at` text,
	`silence_told_at` text,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_name_unique` ON `sources` (`name`);--> statement-breakpoint
CREATE INDEX `sources_due` ON `sources` (`due_at`) WHERE paused = 0;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `administration` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `label` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `last_used_on` text;--> statement-breakpoint
CREATE INDEX `api_keys_administration` ON `api_keys` (`administration`);--> statement-breakpoint
ALTER TABLE `offers` ADD `closed_by_hand` text;--> statement-breakpoint
ALTER TABLE `offers` ADD `changed_at` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `offers_administration` ON `offers` (`administration_id`,`id`);--> statement-breakpoint
CREATE INDEX `offers_changed` ON `offers` (`changed_at`,`id`);--> statement-breakpoint
UPDATE `offers` SET `changed_at` = max(`updated_at`, `published_at`, coalesce(`withdrawn_at`, `updated_at`));