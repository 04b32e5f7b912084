import { type SQL, sql } from "drizzle-orm";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** A version under which no offer is indexed by this code: the tick indexes such an offer anew (`reindexing.ts`). */
const STALE = sql`iif(indexed > 0, ${TEXT_VERSION - 1}, 0)`;

const FEED = sql`substr(source, instr(source, '/') + 1)`;

/** The source of a row with the kept administration as its publisher, where a name that was merged is its publisher. */
const KEPT_SOURCE = sql`coalesce((SELECT '@' || k.slug || '/' || ${FEED}
  FROM administrations n JOIN administrations k ON k.id = n.merged_into
  WHERE source LIKE '@%' AND n.slug = substr(source, 2, instr(source, '/') - 2)), source)`;

/**
 * The feeds that two administrations both have open offers of, and of which one is sent whole, be it under a name that was
 * merged since: under one publisher, each sending of the one would withdraw the offers of the other.
 */
export async function findSharedFeeds(db: Catalogue, slug: string, other: string): Promise<string[]> {
  const feeds = (of: string) => sql`SELECT DISTINCT ${FEED} AS feed
    FROM offers INDEXED BY offers_source WHERE ${ofPublisher(sql`source`, sql`${of}`)} AND withdrawn_at IS NULL`;
  const rows = await db.all<{ feed: string }>(
    sql`SELECT feed FROM (${feeds(slug)} INTERSECT ${feeds(other)})
      WHERE EXISTS (SELECT 1 FROM administrations k CROSS JOIN administrations n CROSS JOIN imports i
        WHERE k.slug IN (${slug}, ${other}) AND (n.id = k.id OR n.merged_into = k.id)
          AND i.source = '@' || n.slug || '/' || feed AND i.full = 1)`,
  );
  return rows.map(({ feed }) => feed);
}

/**
 * Makes an administration, with its names, a name of another one. From this transaction on, imports of its label land on
 * the kept one. What belongs to it follows (`followMerges`).
 * @returns whether both were kept ones
 */
export async function mergeAdministration(db: Catalogue, slug: string, into: string): Promise<boolean> {
  const id = (of: string) => sql`(SELECT id FROM administrations WHERE slug = ${of})`;
  const [merged] = await runBatch<[{ id: number }]>(db, [
    sql`UPDATE administrations SET merged_into = k.id, parent_id = NULL, stale_after = NULL FROM administrations k
      WHERE k.slug = ${into} AND k.merged_into IS NULL AND administrations.slug = ${slug}
        AND administrations.merged_into IS NULL AND administrations.id <> k.id RETURNING administrations.id`,
    sql`UPDATE administrations SET merged_into = ${id(into)} WHERE changes() > 0 AND merged_into = ${id(slug)}`,
    // Repeated for what is a name of the kept one already, these change nothing. A ministry may be merged into one of its own.
    sql`UPDATE administrations SET parent_id = NULL WHERE slug = ${into}
      AND parent_id = (SELECT id FROM administrations WHERE slug = ${slug} AND merged_into = ${id(into)})`,
    sql`UPDATE administrations SET parent_id = nullif((SELECT coalesce(parent_id, id) FROM administrations WHERE slug = ${into}), id)
      WHERE parent_id = (SELECT id FROM administrations WHERE slug = ${slug} AND merged_into = ${id(into)})`,
    sql`UPDATE administrations SET stale_after = 0 WHERE slug = ${into}
      AND EXISTS (SELECT 1 FROM administrations n WHERE n.slug = ${slug} AND n.merged_into = administrations.id)`,
  ]);
  return merged.length > 0;
}

/** A name that was merged, and the administration that it means. */
export type MergedName = { slug: string; kept: string; label: string };

/** Every name that was merged. */
export function listMergedNames(db: Catalogue): Promise<MergedName[]> {
  return db.all(
    sql`SELECT n.slug, k.slug AS kept, k.label FROM administrations n JOIN administrations k ON k.id = n.merged_into
      WHERE n.merged_into IS NOT NULL`,
  );
}

/** API keys, scheduled offers and the quarantine of every name that was merged go to the kept administration. */
export async function moveKeysAndScheduled(db: Catalogue): Promise<void> {
  const kept = (slug: SQL) => sql`(SELECT k.slug FROM administrations n JOIN administrations k ON k.id = n.merged_into
    WHERE n.slug = ${slug})`;
  const isMerged = sql`administration IN (SELECT slug FROM administrations WHERE merged_into IS NOT NULL)`;
  const under = (table: SQL) => sql`rowid IN (SELECT t.rowid FROM administrations n CROSS JOIN ${table} t
    WHERE n.merged_into IS NOT NULL AND ${ofPublisher(sql`t.source`, sql`n.slug`)})`;
  await runBatch(db, [
    sql`UPDATE api_keys SET administration = ${kept(sql`administration`)} WHERE ${isMerged}`,
    sql`UPDATE scheduled_offers SET administration = ${kept(sql`administration`)} WHERE ${isMerged}`,
    sql`UPDATE scheduled_offers SET source = ${KEPT_SOURCE} WHERE ${under(sql`scheduled_offers`)}`,
    // A defect that both sent stays twice.
    sql`UPDATE OR IGNORE quarantine SET source = ${KEPT_SOURCE} WHERE ${under(sql`quarantine`)}`,
  ]);
}

/**
 * Moves offers of names that were merged to the kept administrations, and has them indexed anew. Closed offers of a merged
 * publisher are found by their administration, open ones by their source too.
 * @param limit how many at most
 * @returns how many were moved
 */
export async function moveOffers(db: Catalogue, now: string, limit: number): Promise<number> {
  const moved = await db.all<{ id: number }>(
    sql`SELECT o.id FROM administrations n CROSS JOIN offers o ON o.administration_id = n.id WHERE n.merged_into IS NOT NULL
      UNION ALL SELECT o.id FROM administrations n CROSS JOIN offers o INDEXED BY offers_source
        WHERE n.merged_into IS NOT NULL AND ${ofPublisher(sql`o.source`, sql`n.slug`)} AND o.withdrawn_at IS NULL
      LIMIT ${limit}`,
  );
  if (moved.length === 0) return 0;
  await runBatch(db, [
    sql`UPDATE offers SET indexed = ${STALE}, changed_at = ${now}, source = ${KEPT_SOURCE},
        administration_id = (SELECT coalesce(merged_into, id) FROM administrations a WHERE a.id = offers.administration_id)
      WHERE id IN ${listOf(moved.map(({ id }) => id))}`,
  ]);
  return moved.length;
}

/** The administrations whose names have changed, and whose offers are to be indexed anew. */
export function listStale(db: Catalogue): Promise<{ slug: string; label: string }[]> {
  return db.all(sql`SELECT slug, label FROM administrations WHERE stale_after IS NOT NULL AND merged_into IS NULL`);
}

/**
 * Has some offers of an administration indexed anew, and goes on after them the next time.
 * @returns whether some are left
 */
export async function markStale(db: Catalogue, slug: string, limit: number): Promise<boolean> {
  const own = sql`SELECT o.id FROM administrations a JOIN offers o ON o.administration_id = a.id AND o.id > a.stale_after
    WHERE a.slug = ${slug} ORDER BY o.id LIMIT ${limit}`;
  const [, left] = await runBatch<[never, { after: number | null }]>(db, [
    sql`UPDATE offers SET indexed = ${STALE} WHERE id IN (${own}) AND indexed > 0`,
    sql`UPDATE administrations SET stale_after = (SELECT max(id) FROM (${own}))
      WHERE slug = ${slug} AND stale_after IS NOT NULL RETURNING stale_after AS after`,
  ]);
  return (left[0]?.after ?? null) !== null;
}

/** The condition that a source is of the publisher that an administration is. */
function ofPublisher(source: SQL, slug: SQL): SQL {
  return sql`${source} > '@' || ${slug} || '/' AND ${source} < '@' || ${slug} || '0'`;
}
