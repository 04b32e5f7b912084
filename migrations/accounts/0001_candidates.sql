CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`candidate_id` integer NOT NULL,
	`event` text NOT NULL,
	`device` text,
	`at` text NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `audit_candidate` ON `audit` (`candidate_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE TABLE `candidates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text NOT NULL,
	`username_key` text NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`password_hash` text NOT NULL,
	`civility` text,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`phone` text,
	`level` integer,
	`domain` text,
	`available_on` text,
	`consented_at` text NOT NULL,
	`created_at` text NOT NULL,
	`last_login_at` text NOT NULL,
	`retention_warned_at` text,
	`kept_offer_notices` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `candidates_username` ON `candidates` (`username_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `candidates_email` ON `candidates` (`email_key`);--> statement-breakpoint
CREATE INDEX `candidates_last_login` ON `candidates` (`last_login_at`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`candidate_id` integer,
	`draft` text,
	`kind` text NOT NULL,
	`slot` integer NOT NULL,
	`name` text NOT NULL,
	`format` text NOT NULL,
	`size` integer NOT NULL,
	`storage` text NOT NULL,
	`scan` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "documents_one_holder" CHECK((candidate_id IS NULL) <> (draft IS NULL)),
	CONSTRAINT "documents_three_slots" CHECK(slot BETWEEN 1 AND 3)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_candidate` ON `documents` (`candidate_id`,`kind`,`slot`);--> statement-breakpoint
CREATE UNIQUE INDEX `documents_draft` ON `documents` (`draft`,`kind`,`slot`);--> statement-breakpoint
CREATE INDEX `documents_pending` ON `documents` (`created_at`) WHERE storage = 'pending';--> statement-breakpoint
CREATE INDEX `documents_unscanned` ON `documents` (`created_at`) WHERE scan IN ('not_scanned', 'error');--> statement-breakpoint
CREATE TABLE `kept_offers` (
	`candidate_id` integer NOT NULL,
	`offer_id` integer NOT NULL,
	`reference` text NOT NULL,
	`title` text NOT NULL,
	`kept_at` text NOT NULL,
	`closing_told_at` text,
	`withdrawn_told_at` text,
	PRIMARY KEY(`candidate_id`, `offer_id`),
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`priority` integer NOT NULL,
	`candidate_id` integer,
	`registration_id` integer,
	`recipient` text NOT NULL,
	`details` text NOT NULL,
	`subject` text,
	`html` text,
	`text` text,
	`headers` text,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`due_at` text NOT NULL,
	`lease_until` text,
	`first_tried_at` text,
	`created_at` text NOT NULL,
	`done_at` text
);
--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`state`,`priority`,`due_at`);--> statement-breakpoint
CREATE INDEX `mails_candidate` ON `mails` (`candidate_id`);--> statement-breakpoint
CREATE INDEX `mails_registration` ON `mails` (`registration_id`);--> statement-breakpoint
CREATE INDEX `mails_done` ON `mails` (`done_at`);--> statement-breakpoint
CREATE TABLE `r2_garbage` (
	`key` text PRIMARY KEY NOT NULL,
	`since` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `registrations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text NOT NULL,
	`username_key` text NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`password_hash` text NOT NULL,
	`civility` text,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`phone` text,
	`level` integer,
	`domain` text,
	`available_on` text,
	`consented_at` text NOT NULL,
	`created_at` text NOT NULL,
	`draft` text NOT NULL,
	`expires_at` text NOT NULL,
	`token_hash` text,
	`token_expires_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `registrations_username` ON `registrations` (`username_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `registrations_draft` ON `registrations` (`draft`);--> statement-breakpoint
CREATE UNIQUE INDEX `registrations_token` ON `registrations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `registrations_email` ON `registrations` (`email_key`);--> statement-breakpoint
CREATE INDEX `registrations_expires` ON `registrations` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`candidate_id` integer NOT NULL,
	`device` text NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`confirmed_at` text NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_candidate` ON `sessions` (`candidate_id`);--> statement-breakpoint
CREATE INDEX `sessions_created` ON `sessions` (`created_at`);--> statement-breakpoint
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`ends_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `throttles_ends` ON `throttles` (`ends_at`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`candidate_id` integer NOT NULL,
	`email` text,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_candidate` ON `tokens` (`candidate_id`,`kind`);--> statement-breakpoint
CREATE INDEX `tokens_expires` ON `tokens` (`expires_at`);