import { and, eq, gt, sql } from "drizzle-orm";
import { RECRUITER_SESSION_MS } from "#app/domain/publishing/recruiter.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { recordPublishingIfChanged } from "#db/accounts/publishing/publishing-events.ts";
import { publishers, recruiterSessions, recruiters } from "#db/accounts/publishing/schema.ts";
import { runBatch } from "#db/batch.ts";

export type RecruiterSession = typeof recruiterSessions.$inferSelect;

/** A recruiter with the label of her administration, and whether it reads offers again before they are published. */
export type Recruiter = typeof recruiters.$inferSelect & { administrationLabel: string; review: boolean };

/** What she is called in the list of events. Her address is always in it: anybody could choose a colleague's name. */
export function actorOf({ name, email }: Pick<Recruiter, "name" | "email">): string {
  return name === null ? email : `${name} (${email})`;
}

/**
 * The session of an id if it was opened in the last eight hours, with its recruiter; null otherwise. The caller must
 * still compare the secret.
 */
export async function findRecruiterSession(
  db: Accounts,
  id: string,
  now: Date,
): Promise<{ session: RecruiterSession; recruiter: Recruiter } | null> {
  const found = await db
    .select({ session: recruiterSessions, recruiter: recruiters, publisher: publishers })
    .from(recruiterSessions)
    .innerJoin(recruiters, eq(recruiters.id, recruiterSessions.recruiterId))
    .innerJoin(publishers, eq(publishers.administration, recruiters.administration))
    .where(
      and(
        eq(recruiterSessions.id, id),
        gt(recruiterSessions.createdAt, new Date(now.getTime() - RECRUITER_SESSION_MS).toISOString()),
      ),
    )
    .get();
  if (!found) return null;
  const { session, recruiter, publisher } = found;
  return { session, recruiter: { ...recruiter, administrationLabel: publisher.label, review: publisher.review } };
}

/** Ends a session of a recruiter. */
export async function endRecruiterSession(db: Accounts, id: string, recruiter: Recruiter, now: Date): Promise<void> {
  await runBatch(db, [
    sql`DELETE FROM recruiter_sessions WHERE id = ${id} AND recruiter_id = ${recruiter.id}`,
    recordPublishingIfChanged(
      { administration: recruiter.administration, actor: actorOf(recruiter), event: "recruiter-logged-out" },
      now,
    ),
  ]);
}
