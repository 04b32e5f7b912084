import { type SQL, sql } from "drizzle-orm";
import { draftTitle, type TypedDraft } from "#app/domain/publishing/draft-form.ts";
import type { PublishingEvent } from "#app/domain/publishing/recruiter.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { recordPublishing, recordPublishingIfChanged } from "#db/accounts/publishing/publishing-events.ts";
import type { drafts } from "#db/accounts/publishing/schema.ts";
import { runBatch } from "#db/batch.ts";

/** A draft with the label of its administration, and who wrote it; null once she has left. */
export type Draft = typeof drafts.$inferSelect & { administrationLabel: string; author: string | null };

/** Which draft, of which administration: nobody else finds it. */
export type OwnedDraft = { id: string; administration: string };

/** The columns of a draft, from `drafts d LEFT JOIN recruiters r`. */
export const DRAFT_COLUMNS = sql.raw(`d.id, d.administration, d.recruiter_id AS recruiterId, d.state, d.typed, d.title,
  d.version, d.refs, d.released_version AS releasedVersion, d.answer, d.reminded, d.created_at AS createdAt,
  d.updated_at AS updatedAt, d.released_at AS releasedAt, d.remind_at AS remindAt, coalesce(r.name, r.email) AS author,
  (SELECT label FROM publishers p WHERE p.administration = d.administration) AS administrationLabel`);

export type DraftRow = Omit<Draft, "typed" | "refs" | "reminded"> & Record<"typed" | "refs" | "reminded", string>;

export function toDraft(row: DraftRow): Draft {
  return { ...row, typed: JSON.parse(row.typed), refs: JSON.parse(row.refs), reminded: JSON.parse(row.reminded) };
}

/** A draft of an administration, or null. */
export async function findDraft(db: Accounts, { id, administration }: OwnedDraft): Promise<Draft | null> {
  const [draft] = await draftsWhere(db, sql`d.id = ${id} AND d.administration = ${administration}`);
  return draft ?? null;
}

/** The draft that an offer of an administration comes from, or null. */
export async function findDraftOf(db: Accounts, reference: string, administration: string): Promise<Draft | null> {
  const [draft] = await draftsWhere(
    db,
    sql`d.id = (SELECT draft_id FROM draft_references WHERE reference = ${reference})
      AND d.administration = ${administration}`,
  );
  return draft ?? null;
}

/** The draft that a recruiter changed last, or null. */
export async function findLastDraft(db: Accounts, recruiterId: number): Promise<Draft | null> {
  const [draft] = await draftsWhere(db, sql`d.recruiter_id = ${recruiterId} ORDER BY d.updated_at DESC LIMIT 1`);
  return draft ?? null;
}

export async function draftsWhere(db: Accounts, condition: SQL): Promise<Draft[]> {
  const rows = await db.all<DraftRow>(
    sql`SELECT ${DRAFT_COLUMNS} FROM drafts d LEFT JOIN recruiters r ON r.id = d.recruiter_id WHERE ${condition}`,
  );
  return rows.map(toDraft);
}

/** Begins a draft, and notes who did. */
export async function insertDraft(
  db: Accounts,
  {
    id,
    administration,
    recruiterId,
    typed,
    actor,
  }: OwnedDraft & { recruiterId: number; typed: TypedDraft; actor: string },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await runBatch(db, [
    sql`INSERT INTO drafts (id, administration, recruiter_id, state, typed, title, version, refs, reminded, created_at, updated_at)
      VALUES (${id}, ${administration}, ${recruiterId}, 'draft', ${JSON.stringify(typed)}, ${draftTitle(typed)}, 1, '[]', '[]', ${at}, ${at})`,
    recordPublishing({ administration, actor, event: "draft-created", subject: id }, now),
  ]);
}

/**
 * Saves what was typed, if nobody saved the draft since the window was opened.
 * @param version the one that the window was opened with
 * @returns the new version; or null when the draft has another version by now, is being published, or is gone
 */
export async function updateTyped(
  db: Accounts,
  { id, administration, version }: OwnedDraft & { version: number },
  typed: TypedDraft,
  now: Date,
): Promise<number | null> {
  const [saved] = await db.all<{ version: number }>(
    sql`UPDATE drafts SET typed = ${JSON.stringify(typed)}, title = ${draftTitle(typed)}, version = version + 1,
        updated_at = ${now.toISOString()}
      WHERE id = ${id} AND administration = ${administration} AND version = ${version} AND state != 'releasing'
      RETURNING version`,
  );
  return saved?.version ?? null;
}

/** Deletes a draft that was never published, and notes it. @returns whether there was one */
export async function deleteDraft(db: Accounts, { id, administration }: OwnedDraft, actor: string, now: Date) {
  const [, deleted] = await runBatch<[never, { id: string }]>(db, [
    // The event tells the title, which nothing else will.
    sql`INSERT INTO publishing_events (administration, actor, event, subject, at)
      SELECT administration, ${actor}, 'draft-deleted', title, ${now.toISOString()} FROM drafts
      WHERE id = ${id} AND administration = ${administration} AND ${unreleased}`,
    sql`DELETE FROM drafts WHERE id = ${id} AND administration = ${administration} AND ${unreleased} RETURNING id`,
  ]);
  return deleted.length > 0;
}

const unreleased = sql`released_version IS NULL AND state IN ('draft', 'review')`;

/** What a person does to a version of a draft: of a version that she has not seen, nothing is done. */
export type DraftAct = OwnedDraft & { version: number; actor: string };

/** Asks the administrators to read a draft again, by a mail to each. @returns whether the draft was as it was seen */
export async function submitDraft(db: Accounts, act: DraftAct, now: Date): Promise<boolean> {
  return changeState(db, act, { to: sql`'review'`, from: "'draft', 'released'", event: "offer-submitted" }, now, [
    mailEach("offer-to-review", act, sql`administration = ${act.administration} AND role = 'administrator'`, now),
  ]);
}

/** Gives a draft back to its author, with an answer and a mail. @returns whether the draft was as it was seen */
export async function returnDraft(db: Accounts, act: DraftAct, answer: string, now: Date): Promise<boolean> {
  const to = sql`iif(released_version IS NULL, 'draft', 'released'), answer = ${answer}`;
  return changeState(db, act, { to, from: "'review'", event: "offer-returned" }, now, [
    mailEach("offer-returned", act, sql`id = (SELECT recruiter_id FROM drafts WHERE id = ${act.id})`, now),
  ]);
}

type Change = { to: SQL; from: string; event: PublishingEvent };

async function changeState(db: Accounts, act: DraftAct, { to, from, event }: Change, now: Date, others: SQL[]) {
  const { id, administration, version, actor } = act;
  const [changed] = await runBatch<[{ id: string }]>(db, [
    sql`UPDATE drafts SET state = ${to}, updated_at = ${now.toISOString()} WHERE id = ${id}
      AND administration = ${administration} AND version = ${version} AND state IN (${sql.raw(from)}) RETURNING id`,
    recordPublishingIfChanged({ administration, actor, event, subject: id }, now),
    ...others,
  ]);
  return changed.length > 0;
}

/** The statement that requests a mail for each recruiter of a condition, if the statement before changed something. */
function mailEach(kind: "offer-to-review" | "offer-returned", { id }: OwnedDraft, recruiter: SQL, now: Date): SQL {
  const at = now.toISOString();
  return sql`INSERT INTO mails (id, kind, priority, recipient, details, state, due_at, created_at)
    SELECT lower(hex(randomblob(16))), ${kind}, 1, email, json_object('draft', ${id}), 'requested', ${at}, ${at}
    FROM recruiters WHERE changes() > 0 AND ${recruiter}`;
}
