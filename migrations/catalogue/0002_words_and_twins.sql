CREATE TABLE `words` (
	`initial` text NOT NULL,
	`length` integer NOT NULL,
	`word` text NOT NULL,
	`shown` text NOT NULL,
	PRIMARY KEY(`initial`, `length`, `word`)
);
--> statement-breakpoint
DROP INDEX `offers_expiring`;--> statement-breakpoint
ALTER TABLE `offers` ADD `twin` text;--> statement-breakpoint
CREATE INDEX `offers_indexed_expiring` ON `offers` (`expires_on`) WHERE indexed > 0;--> statement-breakpoint
CREATE INDEX `offers_indexed` ON `offers` (`indexed`) WHERE indexed > 0;--> statement-breakpoint
CREATE INDEX `offers_twin` ON `offers` (`twin`) WHERE withdrawn_at IS NULL;