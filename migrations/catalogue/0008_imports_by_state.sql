CREATE INDEX `imports_state` ON `imports` (`source`,`state`,`finished_at`);--> statement-breakpoint
CREATE INDEX `imports_finished` ON `imports` (`finished_at`);