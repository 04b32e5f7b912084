CREATE INDEX `offers_withdrawn_contacts` ON `offers` (`withdrawn_at`) WHERE withdrawn_at IS NOT NULL AND contacts <> '[]';--> statement-breakpoint
CREATE INDEX `offers_expired_contacts` ON `offers` (`expires_on`) WHERE expires_on IS NOT NULL AND contacts <> '[]';--> statement-breakpoint
CREATE INDEX `quarantine_last_seen` ON `quarantine` (`last_seen_at`);