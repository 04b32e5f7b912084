import { and, desc, eq, sql } from "drizzle-orm";
import { shift } from "#app/domain/time.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { imports } from "./schema.ts";

export type Import = typeof imports.$inferSelect;

/** The identity of a run: its sender, its key and its number of parts. */
export type Run = Pick<Import, "source" | "run" | "full" | "parts">;

/** How long a part of a complete run may be sent again. Later, its key comes with another file: of another night, for example. */
const KEY_KEPT_MS = 3_600_000;

/**
 * Opens a run, or finds it again when it was interrupted, so that its parts add up. The key of a run that has been
 * complete for an hour is free for another run.
 * A run whose key is the content's (`<hash>@<instant>`) is found again by the hash while it is incomplete.
 */
export async function openImport(db: Catalogue, run: Run, contentHash: string | null, now: string): Promise<Import> {
  const sameContent = and(
    eq(imports.state, "incomplete"),
    sql`substr(${imports.run}, 1, ${(contentHash ?? "").length + 1}) = ${`${contentHash}@`}`,
  );
  const over = shift(now, -KEY_KEPT_MS);
  // Each question has an index of its own: together, they would read all the runs of a source.
  for (const same of [eq(imports.run, run.run), ...(contentHash ? [sameContent] : [])]) {
    const known = await db
      .select()
      .from(imports)
      .where(and(eq(imports.source, run.source), same))
      .orderBy(desc(imports.id))
      .get();
    if (known?.state === "complete" && (known.finishedAt ?? now) <= over) {
      const ended = `${known.run}@${known.finishedAt}`;
      await db.update(imports).set({ run: ended }).where(eq(imports.id, known.id));
    } else if (known) return known;
  }
  // Parts that are sent at once may all come here: the first one opens the run, the others get its row.
  const [opened] = await db
    .insert(imports)
    .values({ ...run, partsDone: [], state: "incomplete", startedAt: now, doubts: [] })
    .onConflictDoUpdate({ target: [imports.source, imports.run], set: { run: run.run } })
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
 * Ends a run: complete, once its parts are written and the offers that a full feed no longer holds are withdrawn, or
 * refused.
 * @param refused how many of the open offers it would have withdrawn; null when it is complete
 */
export async function closeImport(db: Catalogue, id: number, refused: Import["refused"], now: string): Promise<void> {
  const state = refused === null ? "complete" : "refused";
  await db.update(imports).set({ state, refused, finishedAt: now }).where(eq(imports.id, id));
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

/** Runs that one call deletes. */
const SWEPT = 500;

/** Deletes runs that ended before an instant, some at a time: a source that is pulled every hour makes many. */
export async function deleteEndedImports(db: Catalogue, before: string): Promise<void> {
  await db.run(
    sql`DELETE FROM imports WHERE id IN (SELECT id FROM imports WHERE finished_at <= ${before} LIMIT ${SWEPT})`,
  );
}
