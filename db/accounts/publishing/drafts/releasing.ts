import { sql } from "drizzle-orm";
import type { PublishingEvent } from "#app/domain/publishing/recruiter.ts";
import { shift } from "#app/domain/time.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { recordPublishingIfChanged } from "#db/accounts/publishing/publishing-events.ts";
import { runBatch } from "#db/batch.ts";
import { type Draft, type DraftAct, draftsWhere } from "./drafts.ts";

/** A release that its page has not finished by then was interrupted. */
const INTERRUPTED_MS = 60_000;

/** Whether a draft has chosen this reference already. */
export async function isTaken(db: Accounts, reference: string): Promise<boolean> {
  const taken = await db.all(sql`SELECT 1 FROM draft_references WHERE reference = ${reference}`);
  return taken.length > 0;
}

/**
 * Begins to publish a version of a draft under these references, and notes who did. From here on a tick finishes it if
 * nobody else does.
 * @returns whether the draft was as it was seen
 */
export async function beginRelease(
  db: Accounts,
  {
    id,
    administration,
    version,
    actor,
    references,
    event,
  }: DraftAct & { references: string[]; event: PublishingEvent },
  now: Date,
): Promise<boolean> {
  const refs = JSON.stringify(references);
  const [begun] = await runBatch<[{ id: string }]>(db, [
    sql`UPDATE drafts SET state = 'releasing', refs = ${refs}, answer = NULL, updated_at = ${now.toISOString()}
      WHERE id = ${id} AND administration = ${administration} AND version = ${version} AND state != 'releasing'
      RETURNING id`,
    recordPublishingIfChanged({ administration, actor, event, subject: references[0] ?? id }, now),
    sql`INSERT INTO draft_references (reference, draft_id) SELECT value, ${id} FROM json_each(${refs})
      WHERE changes() > 0
        AND NOT EXISTS (SELECT 1 FROM draft_references known WHERE known.reference = value AND known.draft_id = ${id})`,
  ]);
  return begun.length > 0;
}

/** Writes that the catalogue has what a draft says. Its next reminder is counted at the next tick. */
export async function endRelease(db: Accounts, { id, version }: Pick<Draft, "id" | "version">, now: Date) {
  const at = now.toISOString();
  await db.run(
    sql`UPDATE drafts SET state = 'released', released_version = ${version}, released_at = coalesce(released_at, ${at}),
        remind_at = ${at} WHERE id = ${id} AND state = 'releasing' AND version = ${version}`,
  );
}

/** Gives up a release that the catalogue refused: the draft is what it was before, with the reason. */
export async function abandonRelease(db: Accounts, { id, version }: Pick<Draft, "id" | "version">, reason: string) {
  await db.run(
    sql`UPDATE drafts SET state = iif(released_version IS NULL, 'draft', 'released'), answer = ${reason}
      WHERE id = ${id} AND state = 'releasing' AND version = ${version}`,
  );
}

/** Drafts whose release was interrupted, the oldest first. */
export function findInterrupted(db: Accounts, limit: number, now: Date): Promise<Draft[]> {
  const before = shift(now.toISOString(), -INTERRUPTED_MS);
  return draftsWhere(db, sql`d.state = 'releasing' AND d.updated_at <= ${before} ORDER BY d.updated_at LIMIT ${limit}`);
}
