-- Full-text index over prepared text (app/domain/text.ts), one row per open offer, rowid = offers.id.
-- It holds no text of its own (contentless): `f` are the filter tokens, `k` the facet codes packed, unindexed.
CREATE VIRTUAL TABLE `offers_fts` USING fts5(
  title, employer, body, f, k UNINDEXED,
  content='', contentless_delete=1, contentless_unindexed=1, tokenize='ascii'
);
