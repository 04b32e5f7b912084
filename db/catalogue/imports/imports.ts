import { and, desc, eq, sql } from "drizzle-orm";
import type { Catalogue } from "#db/catalogue/database.ts";
import { imports, quarantine } from "#db/catalogue/schema.ts";

export type Import = typeof imports.$inferSelect;

/** The identity of a run: its sender, its key and its number of parts. */
export type Run = Pick<Import, "source" | "run" | "full" | "parts">;

/**
 * Opens a run, or finds it again when it was interrupted, so that its parts add up.
 * A run whose key is the content's (`<hash>@<instant>`) is found again by the hash while it is incomplete.
 */
export async function openImport(db: Catalogue, run: Run, contentHash: string | null, now: string): Promise<Import> {
  const sameContent = and(
    eq(imports.state, "incomplete"),
    sql`substr(${imports.run}, 1, ${(contentHash ?? "").length + 1}) = ${`${contentHash}@`}`,
  );
  // Each question has an index of its own: together, they would read all the runs of a source.
  for (const same of [eq(imports.run, run.run), ...(contentHash ? [sameContent] : [])]) {
    const known = await db
      .select()
      .from(imports)
      .where(and(eq(imports.source, run.source), same))
      .orderBy(desc(imports.id))
      .get();
    if (known) return known;
  }
  const [opened] = await db
    .insert(imports)
    .values({ ...run, partsDone: [], state: "incomplete", startedAt: now, doubts: [] })
    .returning();
  if (!opened) throw new Error("the import was not opened");
  return opened;
}

/** What a part of a run adds to its row. */
type PartDone = Pick<Import, "unchanged" | "quarantined" | "doubts"> & { part: number };

/** Marks a part as complete. A part that is sent several times counts once. @returns the run with that part done */
export async function closePart(db: Catalogue, run: Import, done: PartDone): Promise<Import> {
  const { part, unchanged, quarantined, doubts } = done;
  const known = sql`EXISTS (SELECT 1 FROM json_each(${imports.partsDone}) WHERE value = ${part})`;
  const [closed] = await db
    .update(imports)
    .set({
      unchanged: sql`${imports.unchanged} + iif(${known}, 0, ${unchanged})`,
      quarantined: sql`${imports.quarantined} + iif(${known}, 0, ${quarantined})`,
      doubts,
      partsDone: sql`iif(${known}, ${imports.partsDone},
        json_insert(${imports.partsDone}, '$[#]', cast(${part} AS integer)))`,
    })
    .where(eq(imports.id, run.id))
    .returning();
  if (!closed) throw new Error(`import ${run.id} is gone`);
  return closed;
}

/**
 * Marks a run as complete, once its parts are written and the offers that a full feed no longer holds are withdrawn.
 */
export async function closeImport(
  db: Catalogue,
  id: number,
  state: "complete" | "refused",
  now: string,
): Promise<void> {
  await db.update(imports).set({ state, finishedAt: now }).where(eq(imports.id, id));
}

/** The last run, for those who watch over the service; null when nothing was ever imported. */
export async function findLatestImport(
  db: Catalogue,
): Promise<Pick<Import, "source" | "state" | "startedAt" | "finishedAt"> | null> {
  const latest = await db
    .select({
      source: imports.source,
      state: imports.state,
      startedAt: imports.startedAt,
      finishedAt: imports.finishedAt,
    })
    .from(imports)
    .orderBy(desc(imports.id))
    .limit(1)
    .get();
  return latest ?? null;
}

/** A posting that could not be understood. The same text sent again gives the same row. */
export type Quarantined = { reference: string | null; reason: string; raw: string; rawHash: string };

/** Keeps postings that could not be understood. @param kept at most 1 MB as JSON */
export async function keepQuarantine(db: Catalogue, source: string, kept: Quarantined[], now: string): Promise<void> {
  await db.run(sql`
    INSERT INTO quarantine (source, reference, reason, raw, raw_hash, first_seen_at, last_seen_at)
    SELECT ${source}, value ->> 'reference', value ->> 'reason', value ->> 'raw', value ->> 'rawHash', ${now}, ${now}
    FROM json_each(${JSON.stringify(kept)}) WHERE true
    ON CONFLICT (source, raw_hash) DO UPDATE SET reason = excluded.reason, last_seen_at = excluded.last_seen_at`);
}

/** Deletes the quarantined postings whose references have now been accepted. */
export async function releaseQuarantine(db: Catalogue, source: string, passed: string[]): Promise<void> {
  await db
    .delete(quarantine)
    .where(
      and(
        eq(quarantine.source, source),
        sql`${quarantine.reference} IN (SELECT value FROM json_each(${JSON.stringify(passed)}))`,
      ),
    );
}

/** Rows that one call deletes. */
const SWEPT = 500;

/** Deletes runs that ended before an instant, some at a time: a source that is pulled every hour makes many. */
export async function deleteEndedImports(db: Catalogue, before: string): Promise<void> {
  await db.run(
    sql`DELETE FROM imports WHERE id IN (SELECT id FROM imports WHERE finished_at <= ${before} LIMIT ${SWEPT})`,
  );
}

/** Deletes the quarantined postings that were last sent before an instant, some at a time: they may hold names and addresses. */
export async function deleteOldQuarantine(db: Catalogue, before: string): Promise<void> {
  await db.run(
    sql`DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE last_seen_at <= ${before} LIMIT ${SWEPT})`,
  );
}
