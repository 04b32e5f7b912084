ALTER TABLE `administrations` ADD `parent_id` integer;--> statement-breakpoint
ALTER TABLE `administrations` ADD `merged_into` integer;--> statement-breakpoint
ALTER TABLE `administrations` ADD `stale_after` integer;--> statement-breakpoint
CREATE INDEX `administrations_merged` ON `administrations` (`merged_into`) WHERE merged_into IS NOT NULL;--> statement-breakpoint
CREATE INDEX `administrations_parent` ON `administrations` (`parent_id`) WHERE parent_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `administrations_stale` ON `administrations` (`stale_after`) WHERE stale_after IS NOT NULL;--> statement-breakpoint
ALTER TABLE `offers` ADD `hidden_at` text;--> statement-breakpoint
ALTER TABLE `offers` ADD `hidden_reason` text;--> statement-breakpoint
CREATE INDEX `offers_hidden` ON `offers` (`id`) WHERE hidden_at IS NOT NULL;