import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Catalogue } from "#db/catalogue/database.ts";
import type { Import } from "#db/catalogue/imports/imports.ts";
import { imports, sources } from "#db/catalogue/imports/schema.ts";

/** Which runs are asked for. @param before only those older than the run of this id */
export type ImportFilter = {
  source?: string | undefined;
  state?: Import["state"] | undefined;
  before?: number | undefined;
};

/** A run in a list: without its report, which may be long. */
export type ListedImport = Omit<Import, "doubts" | "refused" | "run" | "partsDone">;

/** The runs of imports, newest first. */
export function listImports(db: Catalogue, filter: ImportFilter, limit: number): Promise<ListedImport[]> {
  const { source, state, before } = filter;
  return db
    .select({
      id: imports.id,
      source: imports.source,
      full: imports.full,
      parts: imports.parts,
      state: imports.state,
      startedAt: imports.startedAt,
      finishedAt: imports.finishedAt,
      created: imports.created,
      updated: imports.updated,
      unchanged: imports.unchanged,
      withdrawn: imports.withdrawn,
      quarantined: imports.quarantined,
    })
    .from(imports)
    .where(
      and(
        source ? eq(imports.source, source) : undefined,
        state ? eq(imports.state, state) : undefined,
        before ? lt(imports.id, before) : undefined,
      ),
    )
    .orderBy(desc(imports.id))
    .limit(limit);
}

/** The sources that have runs, in alphabetical order. One row of the index is read for each. */
export async function listImportSources(db: Catalogue): Promise<string[]> {
  const rows = await db.all<{ source: string }>(
    sql`WITH RECURSIVE known(source) AS (
        SELECT min(source) FROM imports
        UNION ALL SELECT (SELECT min(source) FROM imports WHERE source > known.source) FROM known
          WHERE known.source IS NOT NULL)
      SELECT source FROM known WHERE source IS NOT NULL LIMIT ${MOST_SOURCES}`,
  );
  return rows.map(({ source }) => source);
}

/** So many sources are offered as choices. */
export const MOST_SOURCES = 500;

/** One run with its report; null when there is none. */
export async function findImport(db: Catalogue, id: number): Promise<Import | null> {
  return (await db.select().from(imports).where(eq(imports.id, id)).get()) ?? null;
}

/**
 * Where a run stands among those of its source.
 * @returns whether it is the last one; and the source that is pulled for it, when there still is one
 */
export async function findStanding(
  db: Catalogue,
  { id, source }: Pick<Import, "id" | "source">,
): Promise<{ isLast: boolean; pulled: { name: string; force: boolean; paused: boolean } | null }> {
  const [name = "", kind = ""] = source.split("/");
  const [later, pulled] = await Promise.all([
    db.all(sql`SELECT 1 FROM imports WHERE source = ${source} AND id > ${id} LIMIT 1`),
    db
      .select({ name: sources.name, force: sources.force, paused: sources.paused })
      .from(sources)
      .where(and(eq(sources.name, name), sql`${sources.kind} = ${kind}`))
      .get(),
  ]);
  return { isLast: later.length === 0, pulled: pulled ?? null };
}
