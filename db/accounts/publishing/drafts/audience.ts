import { sql } from "drizzle-orm";
import type { IndexRow } from "#app/domain/search/index-row.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";

/** A draft with its text prepared as in the catalogue's index. */
export type PreparedDraft = Pick<IndexRow, "title" | "employer" | "body" | "f">;

/** How many candidates, and a number that another set of candidates would hardly give. */
export type Counted = { candidates: number; fingerprint: number };

/**
 * How many candidates the alerts would tell of a draft, by the expressions that tell them of offers. Only saved searches
 * that share a search token with the draft are run. The draft is in the database for this transaction alone, and no
 * other statement sees it.
 * @param draft as it is
 * @param others the draft with more said, one each
 * @returns for the draft; then for each of the others, only the candidates whom the draft as it is does not reach
 * @throws when a stored expression cannot be run (`isRefusal`), or the database fails
 */
export async function countReached(
  db: Accounts,
  draft: PreparedDraft,
  others: PreparedDraft[],
  textVersion: number,
): Promise<Counted[]> {
  const rows = [draft, ...others].map(({ title, employer, body, f }, index) => ({
    id: index + 1,
    title,
    employer,
    body,
    f,
  }));
  const [, , counted] = await runBatch<[never, never, Counted & { draft: number }]>(db, [
    EMPTY,
    sql`INSERT INTO draft_offers_fts (rowid, title, employer, body, f)
      SELECT value ->> 'id', value ->> 'title', value ->> 'employer', value ->> 'body', value ->> 'f'
      FROM json_each(${JSON.stringify(rows)})`,
    // « + »: SQLite would otherwise look the searches up in the index on versions, which all of them share.
    sql`WITH found AS MATERIALIZED (
        SELECT DISTINCT draft_offers_fts.rowid AS draft, s.candidate_id AS candidate
        FROM saved_searches s CROSS JOIN draft_offers_fts ON draft_offers_fts MATCH s.match
        WHERE s.id IN (SELECT t.saved_search_id FROM draft_offers_tokens v
            CROSS JOIN search_tokens t ON t.token = iif(v.col = 'f', 'f:', 'w:') || v.term)
          AND s.cadence IS NOT NULL AND s.deleted_at IS NULL AND s.broken IS NULL AND +s.text_version = ${textVersion}),
      reached AS MATERIALIZED (SELECT candidate FROM found WHERE draft = 1)
      SELECT draft, count(*) AS candidates, sum(candidate * 2654435761 % 4294967291) AS fingerprint FROM found
      WHERE (draft = 1 OR candidate NOT IN (SELECT candidate FROM reached))
        AND candidate NOT IN (SELECT c.id FROM suppressions x CROSS JOIN candidates c ON c.email_key = x.email_key)
      GROUP BY draft`,
    EMPTY,
  ]);
  const of = new Map(counted.map(({ draft, candidates, fingerprint }) => [draft, { candidates, fingerprint }]));
  return rows.map(({ id }) => of.get(id) ?? { candidates: 0, fingerprint: 0 });
}

const EMPTY = sql`INSERT INTO draft_offers_fts (draft_offers_fts) VALUES ('delete-all')`;
