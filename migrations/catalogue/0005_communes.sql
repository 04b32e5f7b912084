ALTER TABLE `offers` ADD `commune` text;--> statement-breakpoint
ALTER TABLE `offers` ADD `latitude` real;--> statement-breakpoint
ALTER TABLE `offers` ADD `longitude` real;