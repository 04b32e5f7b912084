ALTER TABLE `imports` ADD `refused` text;--> statement-breakpoint
CREATE INDEX `imports_list_source` ON `imports` (`source`);--> statement-breakpoint
CREATE INDEX `imports_list_state` ON `imports` (`state`);--> statement-breakpoint
CREATE INDEX `imports_list_source_state` ON `imports` (`source`,`state`);--> statement-breakpoint
ALTER TABLE `quarantine` ADD `defect` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `quarantine` ADD `state` text DEFAULT 'waiting' NOT NULL;--> statement-breakpoint
ALTER TABLE `quarantine` ADD `decided_at` text;--> statement-breakpoint
CREATE INDEX `quarantine_list` ON `quarantine` (`state`);--> statement-breakpoint
CREATE INDEX `quarantine_list_source` ON `quarantine` (`state`,`source`);--> statement-breakpoint
CREATE INDEX `quarantine_list_defect` ON `quarantine` (`state`,`defect`);--> statement-breakpoint
CREATE INDEX `quarantine_list_source_defect` ON `quarantine` (`state`,`source`,`defect`);