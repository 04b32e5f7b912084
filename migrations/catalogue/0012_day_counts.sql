CREATE TABLE `day_counts` (
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `kind`, `about`)
);
