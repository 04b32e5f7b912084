CREATE TABLE `operator_audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`operator_id` integer,
	`actor` text NOT NULL,
	`event` text NOT NULL,
	`subject_kind` text,
	`subject` text,
	`reason` text,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `operator_audit_actor` ON `operator_audit` (`actor`,`id`);--> statement-breakpoint
CREATE INDEX `operator_audit_subject` ON `operator_audit` (`subject_kind`,`subject`,`id`);--> statement-breakpoint
CREATE INDEX `operator_audit_at` ON `operator_audit` (`at`);--> statement-breakpoint
CREATE TABLE `operator_challenges` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`operator_id` integer NOT NULL,
	`proposed_secret` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operator_challenges_operator` ON `operator_challenges` (`operator_id`);--> statement-breakpoint
CREATE TABLE `operator_rescue_codes` (
	`hash` text PRIMARY KEY NOT NULL,
	`operator_id` integer NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `operator_rescue_codes_operator` ON `operator_rescue_codes` (`operator_id`);--> statement-breakpoint
CREATE TABLE `operator_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`operator_id` integer NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operator_sessions_operator` ON `operator_sessions` (`operator_id`);--> statement-breakpoint
CREATE TABLE `operator_tokens` (
	`operator_id` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operator_tokens_hash` ON `operator_tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `operators` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`totp_secret` text,
	`totp_step` integer,
	`created_at` text NOT NULL,
	`last_login_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operators_email` ON `operators` (`email_key`);--> statement-breakpoint
-- What operators did is written once: no row is changed, replaced, or deleted before twelve months have passed.
CREATE TRIGGER `operator_audit_is_not_changed` BEFORE UPDATE ON `operator_audit`
BEGIN SELECT RAISE(ABORT, 'operator_audit is written once'); END;--> statement-breakpoint
CREATE TRIGGER `operator_audit_is_not_replaced` BEFORE INSERT ON `operator_audit`
WHEN EXISTS (SELECT 1 FROM `operator_audit` WHERE `id` = NEW.`id`)
BEGIN SELECT RAISE(IGNORE); END;--> statement-breakpoint
CREATE TRIGGER `operator_audit_is_kept` BEFORE DELETE ON `operator_audit`
WHEN OLD.`at` > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-12 months')
BEGIN SELECT RAISE(ABORT, 'operator_audit is kept for twelve months'); END;
