-- The offers of the round that is being matched (alert_runs), as the index of the catalogue holds them: rowid = offers.id.
-- Emptied by its command 'delete-all': with DELETE, one run in twelve was already five times slower.
CREATE VIRTUAL TABLE `fresh_offers_fts` USING fts5(
  title, employer, body, f,
  content='', contentless_delete=1, tokenize='ascii'
);
