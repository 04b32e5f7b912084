import { desc, eq, ne, sql } from "drizzle-orm";
import type { Cadence } from "#app/domain/alerts/alert.ts";
import type { IndexRow } from "#app/domain/search/index-row.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { isRefusal } from "#db/d1/unavailable.ts";
import { alertRuns } from "./schema.ts";

export type AlertRun = typeof alertRuns.$inferSelect;

/** The range of ids of saved searches that one slice matches: two tenths of a second with 500 offers. */
const SLICE_SIZE = 10_000;
/** A literal: D1 binds a parameter as a real number, and the division that counts slices would not be integral. */
const LITERAL_SIZE = sql.raw(String(SLICE_SIZE));

/** The run that is not over, or null. */
export async function findOpenRun(db: Accounts): Promise<AlertRun | null> {
  return (await db.select().from(alertRuns).where(ne(alertRuns.state, "done")).get()) ?? null;
}

/** One run by its id, or null. */
export async function findRun(db: Accounts, id: number): Promise<AlertRun | null> {
  return (await db.select().from(alertRuns).where(eq(alertRuns.id, id)).get()) ?? null;
}

/** The id of the newest offer that runs have matched; null before the first run. */
export async function findLastMatched(db: Accounts): Promise<number | null> {
  const last = await db
    .select({ to: alertRuns.toOfferId })
    .from(alertRuns)
    .where(eq(alertRuns.state, "done"))
    .orderBy(desc(alertRuns.id))
    .get();
  return last?.to ?? null;
}

/**
 * Opens the run that begins after an offer. It does nothing when a run is open, or begins after the same offer:
 * concurrent ticks open one run. Without offers or saved searches, the run is done at once.
 */
export async function insertRun(
  db: Accounts,
  { fromOfferId, toOfferId, offers }: Pick<AlertRun, "fromOfferId" | "toOfferId" | "offers">,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await db.run(sql`
    INSERT INTO alert_runs (from_offer_id, to_offer_id, offers, state, slices, started_at, finished_at)
    SELECT ${fromOfferId}, ${toOfferId}, ${offers}, iif(${offers} > 0 AND newest.slices > 0, 'copying', 'done'), newest.slices,
      ${at}, iif(${offers} > 0 AND newest.slices > 0, NULL, ${at})
    FROM (SELECT ${usesSearchTokens({ offers }) ? sql`min(1, newest)` : sql`(newest + ${LITERAL_SIZE} - 1) / ${LITERAL_SIZE}`} AS slices
      FROM (SELECT coalesce((SELECT max(id) FROM saved_searches), 0) AS newest)) newest
    WHERE NOT EXISTS (SELECT 1 FROM alert_runs WHERE state <> 'done')
    ON CONFLICT (from_offer_id) DO NOTHING`);
}

/** An offer of a run, with its text prepared as in the catalogue's index. */
export type FreshOffer = Pick<IndexRow, "title" | "employer" | "body" | "f"> & { id: number };

/**
 * Replaces the fresh offers by those of a run, which becomes `matching`. Nothing changes unless it is `copying`.
 * @param parts the offers, cut so that each part fits into one parameter: 2 MB at most
 */
export async function copyFreshOffers(db: Accounts, runId: number, parts: FreshOffer[][]): Promise<void> {
  const copying = sql`(SELECT 1 FROM alert_runs WHERE id = ${runId} AND state = 'copying')`;
  await runBatch(db, [
    sql`INSERT INTO fresh_offers_fts (fresh_offers_fts) SELECT 'delete-all' WHERE EXISTS ${copying}`,
    ...parts.map(
      (part) => sql`INSERT INTO fresh_offers_fts (rowid, title, employer, body, f)
        SELECT value ->> 'id', value ->> 'title', value ->> 'employer', value ->> 'body', value ->> 'f'
        FROM json_each(${JSON.stringify(part)}) WHERE EXISTS ${copying}`,
    ),
    // Merges the segments of the statements into one: expressions run twice as fast.
    sql`INSERT INTO fresh_offers_fts (fresh_offers_fts) SELECT 'optimize' WHERE EXISTS ${copying}`,
    sql`UPDATE alert_runs SET state = 'matching' WHERE id = ${runId} AND state = 'copying'`,
  ]);
}

/**
 * Restarts the open run after a change of text preparation: its offers are copied again, and all its slices are matched
 * again. The pairs that were found stay.
 */
export async function restartOpenRun(db: Accounts): Promise<void> {
  await runBatch(db, [
    sql`DELETE FROM alert_slices WHERE run_id IN (SELECT id FROM alert_runs WHERE state = 'matching')`,
    sql`UPDATE alert_runs SET state = 'copying' WHERE state = 'matching'`,
  ]);
}

/** The numbers of the slices of a run that are still to be matched. */
export async function missingSlices(db: Accounts, { id, slices }: AlertRun): Promise<number[]> {
  const done = await db.all<{ slice: number }>(sql`SELECT slice FROM alert_slices WHERE run_id = ${id}`);
  const matched = new Set(done.map(({ slice }) => slice));
  return Array.from({ length: slices }, (_, slice) => slice).filter((slice) => !matched.has(slice));
}

/** A run of at most so many offers chooses the searches by their search tokens, all in one slice. */
const FEW_OFFERS = 20;

const usesSearchTokens = ({ offers }: Pick<AlertRun, "offers">) => offers <= FEW_OFFERS;

/**
 * Matches a slice of the saved searches with the offers of a run: the stored expressions run over the fresh offers
 * alone. One batch stores the pairs, marks the slice, and ends the run with its last slice. A slice is matched once:
 * when its job comes again, its pairs may have been mailed or deleted.
 * @param due when the pairs of each cadence are due, ISO 8601: the same for all slices of a run
 * @returns whether the run is over
 * @throws when an expression cannot be run (`findBrokenSearches`), or the database fails
 */
export async function matchSlice(
  db: Accounts,
  run: AlertRun,
  slice: number,
  due: Record<Cadence, string>,
  now: Date,
): Promise<boolean> {
  const matching = sql`EXISTS (SELECT 1 FROM alert_runs WHERE id = ${run.id} AND state = 'matching')
    AND NOT EXISTS (SELECT 1 FROM alert_slices WHERE run_id = ${run.id} AND slice = ${slice})`;
  const [, , , [after]] = await runBatch<[never, never, never, { state: string }]>(db, [
    sql`INSERT OR IGNORE INTO alert_matches (saved_search_id, offer_id, candidate_id, due_at, state)
      SELECT s.id, fresh_offers_fts.rowid, s.candidate_id,
        CASE s.cadence WHEN 'immediate' THEN ${due.immediate} WHEN 'daily' THEN ${due.daily} ELSE ${due.weekly} END, 'pending'
      FROM saved_searches s CROSS JOIN fresh_offers_fts ON fresh_offers_fts MATCH s.match
      WHERE ${searchesOf(run, slice)} AND s.cadence IS NOT NULL AND s.deleted_at IS NULL AND s.broken IS NULL
        AND fresh_offers_fts.rowid > s.since_offer_id AND ${matching}`,
    sql`INSERT OR IGNORE INTO alert_slices (run_id, slice) SELECT ${run.id}, ${slice} WHERE ${matching}`,
    sql`UPDATE alert_runs SET state = 'done', finished_at = ${now.toISOString()} WHERE id = ${run.id} AND state = 'matching'
      AND (SELECT count(*) FROM alert_slices WHERE run_id = ${run.id}) >= slices`,
    sql`SELECT state FROM alert_runs WHERE id = ${run.id}`,
  ]);
  return after?.state === "done";
}

/** The condition that chooses the saved searches `s` of a slice. */
function searchesOf(run: AlertRun, slice: number) {
  return usesSearchTokens(run)
    ? sql`s.id IN (SELECT t.saved_search_id FROM fresh_offers_tokens v
        CROSS JOIN search_tokens t ON t.token = iif(v.col = 'f', 'f:', 'w:') || v.term)`
    : sql`s.id BETWEEN ${slice * SLICE_SIZE + 1} AND ${(slice + 1) * SLICE_SIZE}`;
}

/**
 * Finds the saved searches of a slice whose expressions the database refuses. It halves the batches that fail.
 * @returns their ids
 * @throws when the database fails otherwise, which says nothing about the searches
 */
export async function findBrokenSearches(db: Accounts, run: AlertRun, slice: number): Promise<number[]> {
  const searches = await db.all<{ id: number; match: string }>(
    sql`SELECT id, match FROM saved_searches s
      WHERE ${searchesOf(run, slice)} AND cadence IS NOT NULL AND deleted_at IS NULL AND broken IS NULL`,
  );
  const broken: number[] = [];
  const tryAll = async (some: typeof searches): Promise<void> => {
    try {
      await runBatch(
        db,
        some.map(({ match }) => sql`SELECT 1 FROM fresh_offers_fts WHERE fresh_offers_fts MATCH ${match} LIMIT 1`),
      );
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const [only] = some;
      if (some.length === 1 && only) broken.push(only.id);
      else {
        await tryAll(some.slice(0, some.length / 2));
        await tryAll(some.slice(some.length / 2));
      }
    }
  };
  for (let start = 0; start < searches.length; start += 100) await tryAll(searches.slice(start, start + 100));
  return broken;
}
