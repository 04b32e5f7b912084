import { sql } from "drizzle-orm";
import type { Choice } from "#app/domain/nomenclature.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { INDEX } from "#db/catalogue/search-index.ts";
import { answers } from "./matching.ts";

/** How many of the newest titles are read: older ones repeat them. */
const LOOKED_AT = 100;

/**
 * The titles of the newest open offers that answer an expression, the towns of those whose employers do, and the
 * administrations that have an open offer.
 * @param today the current day in Europe/Paris
 */
export async function findSuggestible(
  db: Catalogue,
  { expression, employers }: { expression: string; employers: string },
  today: string,
): Promise<{ titles: string[]; administrations: Choice[]; towns: string[] }> {
  const newest = (answered: string) => sql`newest AS MATERIALIZED (
    SELECT rowid AS id FROM ${INDEX} WHERE ${answers(answered, today)} ORDER BY rowid DESC LIMIT ${LOOKED_AT})`;
  const [titles, towns, administrations] = await runBatch<[{ title: string }, { city: string }, Choice]>(db, [
    sql`WITH ${newest(expression)}
      SELECT o.title FROM newest JOIN offers o ON o.id = newest.id ORDER BY newest.id DESC`,
    sql`WITH ${newest(employers)}
      SELECT o.city FROM newest JOIN offers o ON o.id = newest.id WHERE o.city IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1`,
    sql`SELECT a.slug AS code, a.label FROM facet_counts f JOIN administrations a ON a.slug = f.code
      WHERE f.dimension = 'administration' AND f.count > 0 ORDER BY f.count DESC`,
  ]);
  return { titles: titles.map(({ title }) => title), administrations, towns: towns.map(({ city }) => city) };
}
