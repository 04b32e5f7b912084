CREATE TABLE `draft_references` (
	`reference` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL,
	FOREIGN KEY (`draft_id`) REFERENCES `drafts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `draft_references_draft` ON `draft_references` (`draft_id`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`administration` text NOT NULL,
	`recruiter_id` integer,
	`state` text NOT NULL,
	`typed` text NOT NULL,
	`title` text NOT NULL,
	`version` integer NOT NULL,
	`refs` text NOT NULL,
	`released_version` integer,
	`answer` text,
	`reminded` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`released_at` text,
	`remind_at` text,
	FOREIGN KEY (`administration`) REFERENCES `publishers`(`administration`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recruiter_id`) REFERENCES `recruiters`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `drafts_administration` ON `drafts` (`administration`,`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `drafts_recruiter` ON `drafts` (`recruiter_id`);--> statement-breakpoint
CREATE INDEX `drafts_releasing` ON `drafts` (`updated_at`) WHERE state = 'releasing';--> statement-breakpoint
CREATE INDEX `drafts_remind` ON `drafts` (`remind_at`) WHERE remind_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `publisher_domains` (
	`domain` text PRIMARY KEY NOT NULL,
	`administration` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`administration`) REFERENCES `publishers`(`administration`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `publisher_domains_administration` ON `publisher_domains` (`administration`);--> statement-breakpoint
CREATE TABLE `publishers` (
	`administration` text PRIMARY KEY NOT NULL,
	`label` text NOT NULL,
	`review` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `publishing_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`administration` text NOT NULL,
	`actor` text NOT NULL,
	`event` text NOT NULL,
	`subject` text,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `publishing_events_administration` ON `publishing_events` (`administration`,`id`);--> statement-breakpoint
CREATE INDEX `publishing_events_subject` ON `publishing_events` (`subject`,`id`);--> statement-breakpoint
CREATE INDEX `publishing_events_at` ON `publishing_events` (`at`);--> statement-breakpoint
CREATE TABLE `recruiter_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`recruiter_id` integer NOT NULL,
	`device` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`recruiter_id`) REFERENCES `recruiters`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `recruiter_sessions_recruiter` ON `recruiter_sessions` (`recruiter_id`);--> statement-breakpoint
CREATE INDEX `recruiter_sessions_created` ON `recruiter_sessions` (`created_at`);--> statement-breakpoint
CREATE TABLE `recruiter_tokens` (
	`email_key` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`email` text NOT NULL,
	`administration` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recruiter_tokens_hash` ON `recruiter_tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `recruiter_tokens_expires` ON `recruiter_tokens` (`expires_at`);--> statement-breakpoint
CREATE TABLE `recruiters` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`administration` text NOT NULL,
	`role` text NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`name` text,
	`created_at` text NOT NULL,
	`last_login_at` text,
	FOREIGN KEY (`administration`) REFERENCES `publishers`(`administration`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recruiters_email` ON `recruiters` (`email_key`);--> statement-breakpoint
CREATE INDEX `recruiters_administration` ON `recruiters` (`administration`,`id`);--> statement-breakpoint
CREATE TABLE `used_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `used_links_at` ON `used_links` (`at`);