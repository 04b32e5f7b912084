import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { administrationName, type Publisher } from "#app/domain/imports/publisher.ts";
import type { QuarantineState } from "#app/domain/imports/quarantine.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { quarantine } from "#db/catalogue/imports/schema.ts";
import { findAdministrations } from "#db/catalogue/offers/administrations.ts";
import { MOST_SOURCES } from "./import-lists.ts";

export type QuarantinedPosting = typeof quarantine.$inferSelect;

/** Which postings of the quarantine are asked for. @param before only those older than the one of this id */
export type QuarantineFilter = {
  state: QuarantineState;
  source?: string | undefined;
  defect?: string | undefined;
  before?: number | undefined;
};

/** A posting in a list: without its text, which may be long. */
export type ListedPosting = Omit<QuarantinedPosting, "raw" | "rawHash" | "defect" | "state" | "decidedAt">;

/** The postings that were not understood, those that came last first. */
export function listQuarantine(db: Catalogue, filter: QuarantineFilter, limit: number): Promise<ListedPosting[]> {
  const { state, source, defect, before } = filter;
  return db
    .select({
      id: quarantine.id,
      source: quarantine.source,
      reference: quarantine.reference,
      reason: quarantine.reason,
      firstSeenAt: quarantine.firstSeenAt,
      lastSeenAt: quarantine.lastSeenAt,
    })
    .from(quarantine)
    .where(
      and(
        eq(quarantine.state, state),
        source ? eq(quarantine.source, source) : undefined,
        defect === undefined ? undefined : eq(quarantine.defect, defect),
        before ? lt(quarantine.id, before) : undefined,
      ),
    )
    .orderBy(desc(quarantine.id))
    .limit(limit);
}

/** How many postings have each defect, most frequent first. An index is read, a row of it for each posting. */
export function countDefects(
  db: Catalogue,
  { state, source }: QuarantineFilter,
): Promise<{ defect: string; count: number }[]> {
  const where: SQL = source ? sql`state = ${state} AND source = ${source}` : sql`state = ${state}`;
  return db.all(
    sql`SELECT defect, count(*) AS count FROM quarantine WHERE ${where} GROUP BY defect ORDER BY count DESC, defect LIMIT 50`,
  );
}

/** The sources that have postings in a state, in alphabetical order. One row of the index is read for each. */
export async function listQuarantineSources(db: Catalogue, state: QuarantineState): Promise<string[]> {
  const rows = await db.all<{ source: string }>(
    sql`WITH RECURSIVE known(source) AS (
        SELECT min(source) FROM quarantine WHERE state = ${state}
        UNION ALL SELECT (SELECT min(source) FROM quarantine WHERE state = ${state} AND source > known.source) FROM known
          WHERE known.source IS NOT NULL)
      SELECT source FROM known WHERE source IS NOT NULL LIMIT ${MOST_SOURCES}`,
  );
  return rows.map(({ source }) => source);
}

/** One posting with its text; null when there is none, as when a later import has accepted its reference. */
export async function findQuarantined(db: Catalogue, id: number): Promise<QuarantinedPosting | null> {
  return (await db.select().from(quarantine).where(eq(quarantine.id, id)).get()) ?? null;
}

/**
 * Stores that the offer of a reference was published for a text. Its publication may have taken the row out of the
 * quarantine: then it comes back under its id, so that the same text is known again.
 */
export async function markMended(
  db: Catalogue,
  { id, source, reason, defect, raw, rawHash, firstSeenAt, lastSeenAt }: QuarantinedPosting,
  reference: string,
  now: Date,
): Promise<void> {
  await db.run(
    sql`INSERT OR REPLACE INTO quarantine
        (id, source, reference, reason, defect, state, decided_at, raw, raw_hash, first_seen_at, last_seen_at)
      VALUES (${id}, ${source}, ${reference}, ${reason}, ${defect}, 'mended', ${now.toISOString()}, ${raw}, ${rawHash},
        ${firstSeenAt}, ${lastSeenAt})`,
  );
}

/** Takes a posting out of the list, until its text changes. @returns whether it waited there */
export async function rejectQuarantined(db: Catalogue, id: number, now: Date): Promise<boolean> {
  const rejected = await db
    .update(quarantine)
    .set({ state: "rejected", decidedAt: now.toISOString() })
    .where(and(eq(quarantine.id, id), eq(quarantine.state, "waiting")))
    .returning({ id: quarantine.id });
  return rejected.length > 0;
}

/** The publisher whose name begins a source. That of an administration publishes its offers only. */
export async function findPublisher(db: Catalogue, name: string): Promise<Publisher> {
  const slug = name.slice(administrationName("").length);
  if (name !== administrationName(slug)) return { name, administration: null };
  const known = (await findAdministrations(db, [slug])).get(slug);
  return { name, administration: known ?? { slug, label: slug, otherSlugs: [] } };
}
