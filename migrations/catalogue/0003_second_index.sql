-- The index of the even versions of the text preparation; `offers_fts` is that of the odd ones (db/catalogue/search-index.ts).
CREATE VIRTUAL TABLE `offers_fts_even` USING fts5(
  title, employer, body, f, k UNINDEXED,
  content='', contentless_delete=1, contentless_unindexed=1, tokenize='ascii'
);
--> statement-breakpoint
-- How many offers hold each token: tells which words of a search nobody ever wrote.
CREATE VIRTUAL TABLE `offers_tokens` USING fts5vocab('offers_fts', 'row');
--> statement-breakpoint
CREATE VIRTUAL TABLE `offers_tokens_even` USING fts5vocab('offers_fts_even', 'row');
