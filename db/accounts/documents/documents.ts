import { and, asc, eq, sql } from "drizzle-orm";
import { recordEventIfChanged } from "#db/accounts/audit.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { documents } from "./schema.ts";

export type Document = typeof documents.$inferSelect;

/** Whose a file is: a candidate's, or a form's that is being filled in. */
export type Holder = { candidateId: number } | { draft: string };

/** The key of a document's object in the bucket. */
export const objectKey = (id: string) => `documents/${id}`;

const held = (holder: Holder) =>
  "draft" in holder ? eq(documents.draft, holder.draft) : eq(documents.candidateId, holder.candidateId);

/** A holder's files that are whole, by rubric and in the order of their slots. */
export function listDocuments(db: Accounts, holder: Holder): Promise<Document[]> {
  return db
    .select()
    .from(documents)
    .where(and(held(holder), eq(documents.storage, "ready")))
    .orderBy(sql`CASE kind WHEN 'cv' THEN 1 WHEN 'lettre' THEN 2 ELSE 3 END`, asc(documents.slot));
}

/** One whole file of a holder, or null: unknown, or somebody else's. */
export async function findDocument(db: Accounts, id: string, holder: Holder): Promise<Document | null> {
  const found = await db
    .select()
    .from(documents)
    .where(and(eq(documents.id, id), held(holder), eq(documents.storage, "ready")))
    .get();
  return found ?? null;
}

export type NewDocument = Pick<Document, "id" | "kind" | "name" | "format" | "locked" | "size" | "scan" | "createdAt">;

/**
 * Takes a slot for a file whose object is not in the bucket yet. Statements run one after the other, so that of twenty
 * at once three find a slot.
 * @returns `full` when the rubric holds three already
 */
export async function reserveSlot(db: Accounts, document: NewDocument, holder: Holder): Promise<"reserved" | "full"> {
  const { id, kind, name, format, locked, size, scan, createdAt } = document;
  const candidateId = "draft" in holder ? null : holder.candidateId;
  const draft = "draft" in holder ? holder.draft : null;
  const reserved = await db.all<{ id: string }>(sql`
    INSERT INTO documents (id, candidate_id, draft, kind, slot, name, format, locked, size, storage, scan, created_at)
    SELECT ${id}, ${candidateId}, ${draft}, ${kind}, free.slot, ${name}, ${format}, ${locked ? 1 : 0}, ${size}, 'pending', ${scan}, ${createdAt}
    FROM (SELECT 1 AS slot UNION ALL SELECT 2 UNION ALL SELECT 3) AS free
    WHERE NOT EXISTS (SELECT 1 FROM documents WHERE ${held(holder)} AND documents.kind = ${kind} AND documents.slot = free.slot)
    ORDER BY free.slot LIMIT 1 RETURNING id`);
  return reserved.length > 0 ? "reserved" : "full";
}

/** Says that the object is in the bucket. @returns false when the row is gone: the sweeper took it for abandoned */
export async function markReady(db: Accounts, id: string, holder: Holder, now: Date): Promise<boolean> {
  const [ready] = await runBatch<[{ id: string }]>(db, [
    sql`UPDATE documents SET storage = 'ready' WHERE id = ${id} RETURNING id`,
    "draft" in holder ? sql`SELECT 1` : recordEventIfChanged(holder.candidateId, "document-added", null, now),
  ]);
  return ready.length > 0;
}

/**
 * Puts a new whole file in the place of an old one: same rubric, same slot; the old object goes to the garbage.
 * @param fresh a document that is in the bucket, named as garbage until now; swept since, it cannot take the place
 */
export async function replaceDocument(
  db: Accounts,
  id: string,
  fresh: NewDocument,
  candidateId: number,
  now: Date,
): Promise<boolean> {
  const owned = sql`id = ${id} AND candidate_id = ${candidateId} AND storage = 'ready'`;
  const [, replaced] = await runBatch<[never, { id: string }]>(db, [
    sql`INSERT OR IGNORE INTO r2_garbage (key, since) SELECT 'documents/' || id, ${now.toISOString()} FROM documents WHERE ${owned}`,
    sql`UPDATE documents SET id = ${fresh.id}, name = ${fresh.name}, format = ${fresh.format},
      locked = ${fresh.locked ? 1 : 0}, size = ${fresh.size},
      scan = ${fresh.scan}, created_at = ${fresh.createdAt} WHERE ${owned} RETURNING id`,
    sql`DELETE FROM r2_garbage WHERE key = ${objectKey(fresh.id)} AND changes() > 0`,
    recordEventIfChanged(candidateId, "document-added", null, now),
  ]);
  return replaced.length > 0;
}

/** Gives a file another name. @returns whether it was hers */
export async function renameDocument(db: Accounts, id: string, candidateId: number, name: string): Promise<boolean> {
  const renamed = await db
    .update(documents)
    .set({ name })
    .where(and(eq(documents.id, id), eq(documents.candidateId, candidateId)))
    .returning({ id: documents.id });
  return renamed.length > 0;
}

/** Removes a file; its object goes to the garbage in the same breath. @returns whether it was the holder's */
export async function removeDocument(db: Accounts, id: string, holder: Holder, now: Date): Promise<boolean> {
  const owner = "draft" in holder ? sql`draft = ${holder.draft}` : sql`candidate_id = ${holder.candidateId}`;
  const [, removed] = await runBatch<[never, { id: string }]>(db, [
    sql`INSERT OR IGNORE INTO r2_garbage (key, since)
      SELECT 'documents/' || id, ${now.toISOString()} FROM documents WHERE id = ${id} AND ${owner}`,
    sql`DELETE FROM documents WHERE id = ${id} AND ${owner} RETURNING id`,
    "draft" in holder ? sql`SELECT 1` : recordEventIfChanged(holder.candidateId, "document-removed", null, now),
  ]);
  return removed.length > 0;
}

/**
 * Whole files that no scanner has looked at, or none could, the oldest first.
 * @param after the place of the last one of the page before, or nothing
 */
export async function findUnscanned(
  db: Accounts,
  after: string,
  limit: number,
): Promise<{ id: string; place: string }[]> {
  const [createdAt = "", id = ""] = after.split(" ");
  const found = await db
    .select({ id: documents.id, createdAt: documents.createdAt })
    .from(documents)
    .where(
      sql`scan IN ('not_scanned', 'error') AND storage = 'ready' AND created_at >= ${createdAt}
        AND (created_at > ${createdAt} OR id > ${id})`,
    )
    .orderBy(asc(documents.createdAt), asc(documents.id))
    .limit(limit);
  return found.map((document) => ({ id: document.id, place: `${document.createdAt} ${document.id}` }));
}

/** Says what a scanner found, unless another one has said so meanwhile. */
export async function markScanned(db: Accounts, id: string, scan: Document["scan"]): Promise<void> {
  await db
    .update(documents)
    .set({ scan })
    .where(and(eq(documents.id, id), sql`scan IN ('not_scanned', 'error')`));
}
