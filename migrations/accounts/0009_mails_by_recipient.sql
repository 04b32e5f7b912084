CREATE INDEX `dead_letters_at` ON `dead_letters` (`at`);--> statement-breakpoint
CREATE INDEX `mails_recipient` ON `mails` (`recipient`);