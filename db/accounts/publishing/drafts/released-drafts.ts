import { sql } from "drizzle-orm";
import type { PublishingEvent } from "#app/domain/publishing/recruiter.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { untried } from "#db/accounts/outbox.ts";
import { recordPublishing, recordPublishingIfChanged } from "#db/accounts/publishing/publishing-events.ts";
import { runBatch } from "#db/batch.ts";
import { listOf } from "#db/d1/list-of.ts";
import type { OwnedDraft } from "./drafts.ts";

/** What somebody did to published offers of an administration. */
export type OfferAct = { administration: string; actor: string; event: PublishingEvent; references: string[] };

/**
 * Notes what was done to some offers, takes back the reminders of them that are not sent yet, and has the next ones
 * counted anew at the next tick.
 */
export async function recordOfferAct(db: Accounts, { references, ...act }: OfferAct, now: Date): Promise<void> {
  const drafts = sql`SELECT draft_id FROM draft_references
    WHERE reference IN ${listOf(references)}`;
  await runBatch(db, [
    ...references.map((reference) => recordPublishing({ ...act, subject: reference }, now)),
    sql`UPDATE drafts SET remind_at = ${now.toISOString()} WHERE state != 'draft' AND administration = ${act.administration}
      AND id IN (${drafts})`,
    sql`DELETE FROM mails WHERE state IN ('requested', 'pending') AND kind = 'offer-reminder' AND ${untried}
      AND details ->> 'draft' IN (${drafts})`,
  ]);
}

/**
 * Writes another last day into a draft whose offers are prolonged, so that a later edit of it does not take it back. An
 * edit that is not published yet stays so; one that is being published is finished with that day by a tick.
 */
export async function writeDraftLastDay(db: Accounts, { id, administration }: OwnedDraft, day: string, now: Date) {
  await db.run(
    sql`UPDATE drafts SET typed = json_set(typed, '$.expiresOn', ${day}), version = version + 1,
        released_version = iif(released_version = version, version + 1, released_version),
        updated_at = ${now.toISOString()}
      WHERE id = ${id} AND administration = ${administration} AND typed ->> 'expiresOn' IS NOT ${day}`,
  );
}

/**
 * Makes a draft of a release whose day was still to come, and notes it. Doing it again changes nothing.
 * @returns whether it is a draft now; it is not while it is being published
 */
export async function unrelease(
  db: Accounts,
  { id, administration }: OwnedDraft,
  actor: string,
  now: Date,
): Promise<boolean> {
  const [, , drafts] = await runBatch<[unknown, unknown, { id: string }]>(db, [
    sql`UPDATE drafts SET state = 'draft', released_version = NULL, released_at = NULL, remind_at = NULL,
        updated_at = ${now.toISOString()}
      WHERE id = ${id} AND administration = ${administration} AND state NOT IN ('draft', 'releasing')`,
    recordPublishingIfChanged({ administration, actor, event: "offer-withdrawn", subject: id }, now),
    sql`SELECT id FROM drafts WHERE id = ${id} AND administration = ${administration} AND state = 'draft'`,
  ]);
  return drafts.length > 0;
}
