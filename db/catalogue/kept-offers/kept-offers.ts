import { sql } from "drizzle-orm";
import type { KeptOfferFacts } from "#app/domain/kept-offers/kept-offer.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** The facts that give kept offers their state, by offer id. Offers that the catalogue no longer has are absent. */
export async function findKeptOfferFacts(db: Catalogue, ids: number[]): Promise<Map<number, KeptOfferFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await db.all<KeptOfferFacts & { id: number }>(
    sql`SELECT id, expires_on AS expiresOn, withdrawn_at AS withdrawnAt FROM offers
      WHERE id IN ${listOf([...new Set(ids)])}`,
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
