import { sql } from "drizzle-orm";
import type { Catalogue } from "#db/catalogue/database.ts";

/** What tells whether any offer has changed: two states are equal only when none has. */
export type CatalogueState = {
  /** The newest change, ISO 8601; null when there is no offer. */
  changedAt: string | null;
  /** Tells apart the states with the same newest change. */
  mark: string;
};

/**
 * The state of the catalogue. The newest change alone does not tell it: an import marks all of its offers with the
 * instant at which it began, and may still be writing while a later one is done. Hence the sum of the changes of the
 * hour before, which every write makes larger.
 */
export async function findCatalogueState(db: Catalogue): Promise<CatalogueState> {
  const [state] = await db.all<{ changedAt: string | null; mark: string | null }>(
    sql`SELECT newest.at AS changedAt,
        (SELECT CAST(sum(CAST(unixepoch(changed_at, 'subsec') * 1000 AS INTEGER)) AS TEXT) FROM offers
          WHERE changed_at >= strftime('%Y-%m-%dT%H:%M:%fZ', newest.at, '-1 hour')) AS mark
      FROM (SELECT max(changed_at) AS at FROM offers) newest`,
  );
  return { changedAt: state?.changedAt || null, mark: state?.mark ?? "0" };
}
