CREATE TABLE `empty_words` (
	`week` text NOT NULL,
	`word` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`week`, `word`)
);
--> statement-breakpoint
CREATE TABLE `search_counts` (
	`week` text NOT NULL,
	`domain` text NOT NULL,
	`place` text NOT NULL,
	`level` text NOT NULL,
	`type` text NOT NULL,
	`searches` integer NOT NULL,
	`empty` integer NOT NULL,
	PRIMARY KEY(`week`, `domain`, `place`, `level`, `type`)
);
--> statement-breakpoint
CREATE TABLE `statistics` (
	`name` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`computed_on` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `offers_published` ON `offers` (`published_at`);