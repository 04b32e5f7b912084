import { type SQL, sql } from "drizzle-orm";
import type { ToldOffer } from "#app/domain/operations/told-mail.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** What is noted of offers that were told. */
export function findToldOffers(db: Catalogue, ids: number[]): Promise<ToldOffer[]> {
  return db.all<ToldOffer>(sql`SELECT id, reference, source, type, title FROM offers WHERE id IN ${listOf(ids)}`);
}

/**
 * Gives offers that were told after a backup the ids that they had, as withdrawn offers without content. When its
 * employer publishes one again, it gets its content and keeps its id, by which alerts know whom it was told to.
 * @param offers so many that their JSON fits into a statement
 */
export function reserveTold(offers: ToldOffer[], now: Date): SQL {
  const at = now.toISOString();
  return sql`INSERT OR IGNORE INTO offers (id, reference, type, title, country, contacts, published_at, updated_at,
      last_seen_at, withdrawn_at, changed_at, source, content_hash, indexed)
    SELECT value ->> 'id', value ->> 'reference', value ->> 'type', value ->> 'title', 'FR', '[]', ${at}, ${at}, ${at}, ${at},
      ${at}, value ->> 'source', '', 0 FROM json_each(${JSON.stringify(offers)})`;
}
