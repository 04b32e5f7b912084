-- A draft and what it would be with more said, for the time of one transaction, which also empties this table:
-- `fresh_offers_fts` belongs to the matching run (docs/decisions/0021-audience.md).
CREATE VIRTUAL TABLE `draft_offers_fts` USING fts5(
  title, employer, body, f,
  content='', contentless_delete=1, tokenize='ascii'
);
--> statement-breakpoint
-- The tokens that these hold, by column: what `search_tokens` is asked by.
CREATE VIRTUAL TABLE `draft_offers_tokens` USING fts5vocab('draft_offers_fts', 'col');
