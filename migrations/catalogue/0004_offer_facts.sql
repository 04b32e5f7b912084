ALTER TABLE `offers` ADD `telework` integer;--> statement-breakpoint
ALTER TABLE `offers` ADD `disability_friendly` integer;--> statement-breakpoint
ALTER TABLE `offers` ADD `pay` text;