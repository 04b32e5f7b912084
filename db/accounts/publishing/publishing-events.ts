import { and, desc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PublishingEvent } from "#app/domain/publishing/recruiter.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { drafts, publishingEvents } from "./schema.ts";

export type EventRow = typeof publishingEvents.$inferSelect;

/** The statement that writes down what somebody did for an administration. @param subject what it was done to */
export function recordPublishing({ administration, actor, event, subject = null }: NewEvent, now: Date): SQL {
  return sql`INSERT INTO publishing_events (administration, actor, event, subject, at)
    SELECT ${administration}, ${actor}, ${event}, ${subject}, ${now.toISOString()} WHERE true`;
}

type NewEvent = { administration: string; actor: string; event: PublishingEvent; subject?: string | null };

/** As `recordPublishing`, but only if the previous statement of the batch changed a row. */
export function recordPublishingIfChanged(...event: Parameters<typeof recordPublishing>): SQL {
  return sql`${recordPublishing(...event)} AND changes() > 0`;
}

/** The last two hundred events of an administration, newest first, each with the title of the draft that it is about. */
export function listPublishingEvents(
  db: Accounts,
  administration: string,
): Promise<(EventRow & { title: string | null })[]> {
  return db
    .select({ ...getTableColumns(publishingEvents), title: drafts.title })
    .from(publishingEvents)
    .leftJoin(
      drafts,
      and(eq(drafts.id, publishingEvents.subject), eq(drafts.administration, publishingEvents.administration)),
    )
    .where(eq(publishingEvents.administration, administration))
    .orderBy(desc(publishingEvents.id))
    .limit(200);
}
