/** What a site holds. */
export type Size = { offers: number; candidates: number; mails: number };

/** The size at which operators' pages are measured. */
export const LARGE: Size = { offers: 100_000, candidates: 50_000, mails: 500_000 };

/** Rows that one statement inserts. */
const ROWS = 50_000;

/** Offers of ten sources, one in ten withdrawn, and a year of counts of days, for the catalogue. */
export function catalogueRows({ offers }: Size): string[] {
  return [
    ...inSlices(
      offers,
      (
        n,
      ) => `INSERT INTO offers (reference, type, title, country, contacts, published_at, updated_at, last_seen_at, withdrawn_at,
          changed_at, source, content_hash, indexed)
        SELECT 'B-' || n, 'stage', 'Offre ' || n, 'FRA', '[]', '2026-11-01T08:00:00.000Z', '2026-11-01T08:00:00.000Z',
          '2026-11-28T08:00:00.000Z', iif(n % 10 = 0, '2026-11-28T08:00:00.000Z', NULL), '2026-11-28T08:00:00.000Z',
          'source' || (n % 10) || '/pass', 'h', 0 FROM ${n}`,
    ),
    `WITH RECURSIVE days(d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM days WHERE d < 365)
      INSERT OR IGNORE INTO day_counts (day, kind, about, count)
      SELECT date('now', '-' || d || ' days'), kinds.value, 'source' || abouts.value || '/pass', (d * 7 + abouts.value * 13) % 90
      FROM days, json_each('["offers-in","offers-out","mails-sent","mails-failed","errors","requests","d1-retries"]') kinds,
        json_each('[0,1,2,3,4,5,6,7,8,9]') abouts`,
  ];
}

/** Candidates, their mails, most of them sent, and findings that wait, for the accounts. */
export function accountsRows({ candidates, mails }: Size): string[] {
  return [
    ...inSlices(
      candidates,
      (n) => `INSERT INTO candidates (username, username_key, email, email_key, password_hash, first_name, last_name,
          consented_at, created_at, last_login_at)
        SELECT 'b' || n, 'b' || n, 'b' || n || '@exemple.fr', 'b' || n || '@exemple.fr', '', 'Ada', 'Lovelace',
          '2026-01-01T08:00:00.000Z', '2026-01-01T08:00:00.000Z', '2026-11-01T08:00:00.000Z' FROM ${n}`,
    ),
    ...inSlices(
      mails,
      (
        n,
      ) => `INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, state, attempts, last_error, due_at,
          created_at, done_at)
        SELECT printf('%08x-0000-4000-8000-000000000000', n), iif(n % 20 = 0, 'reset', 'alert'), n % 20 <> 0, 1 + n % ${candidates},
          'b' || (1 + n % ${candidates}) || '@exemple.fr', '{}',
          CASE WHEN n % 100 = 1 THEN 'failed' WHEN n % 100 = 2 THEN 'unknown' WHEN n % 5 = 3 THEN 'pending' ELSE 'sent' END, 1,
          iif(n % 100 = 1, 'refused: 422', iif(n % 100 = 2, 'lost: TimeoutError', NULL)),
          '2026-11-28T06:00:00.000Z', '2026-11-28T06:00:00.000Z', iif(n % 5 = 3, NULL, '2026-11-28T07:00:00.000Z') FROM ${n}`,
    ),
    `INSERT INTO suppressions (email_key, reason, at) SELECT email_key, 'bounce', '2026-11-01T08:00:00.000Z'
      FROM candidates WHERE id % 10 = 0`,
    `WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)
      INSERT INTO dead_letters (id, body, at) SELECT 'message-' || n, '{"kind":"send-mails"}', '2026-11-28T08:00:00.000Z' FROM n`,
  ];
}

/** The statements that insert so many rows, from a table of their numbers. */
function inSlices(count: number, insert: (numbers: string) => string): string[] {
  const slices = Math.ceil(count / ROWS);
  return Array.from({ length: slices }, (_, slice) => {
    const first = slice * ROWS + 1;
    const last = Math.min(count, first + ROWS - 1);
    return insert(
      `(WITH RECURSIVE n(n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM n WHERE n < ${last}) SELECT n FROM n)`,
    );
  });
}
