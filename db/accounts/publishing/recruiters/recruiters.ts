import { asc, eq, type SQL, sql } from "drizzle-orm";
import { emailKey } from "#app/domain/account/account.ts";
import type { PublishingEvent, RecruiterRole } from "#app/domain/publishing/recruiter.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import { publishers, recruiters } from "#db/accounts/publishing/schema.ts";
import { runBatch } from "#db/batch.ts";
import type { Recruiter } from "./recruiter-sessions.ts";

/** The recruiter of an address, with the label of her administration; null when there is none. */
export async function findRecruiterByEmail(db: Accounts, email: string): Promise<Recruiter | null> {
  const found = await db
    .select({ recruiter: recruiters, publisher: publishers })
    .from(recruiters)
    .innerJoin(publishers, eq(publishers.administration, recruiters.administration))
    .where(eq(recruiters.emailKey, emailKey(email)))
    .get();
  if (!found) return null;
  return { ...found.recruiter, administrationLabel: found.publisher.label, review: found.publisher.review };
}

export type Member = Pick<
  typeof recruiters.$inferSelect,
  "id" | "email" | "name" | "role" | "createdAt" | "lastLoginAt"
>;

/** Everybody who publishes for an administration, in the order of their addresses. */
export function listMembers(db: Accounts, administration: string): Promise<Member[]> {
  return db
    .select({
      id: recruiters.id,
      email: recruiters.email,
      name: recruiters.name,
      role: recruiters.role,
      createdAt: recruiters.createdAt,
      lastLoginAt: recruiters.lastLoginAt,
    })
    .from(recruiters)
    .where(eq(recruiters.administration, administration))
    .orderBy(asc(recruiters.emailKey));
}

export type Invitation = {
  administration: string;
  email: string;
  /** The first person of an administration becomes its administrator in any case. */
  role: RecruiterRole;
  /** Who invites, as the mail and the list of events say it; null for an operator. */
  actor: string | null;
};

/** `again`: she was invited already and has never logged in, so that the mail is sent again. */
export type Invited = "invited" | "again" | "already-here" | "elsewhere";

/**
 * The statements that invite somebody to an administration whose row exists. The last one answers `outcome`, an
 * `Invited`, and her role.
 */
export function inviteStatements({ administration, email, role, actor }: Invitation, now: Date): SQL[] {
  const key = emailKey(email);
  const at = now.toISOString();
  return [
    sql`INSERT INTO recruiters (administration, role, email, email_key, created_at)
      SELECT ${administration}, CASE WHEN EXISTS (
          SELECT 1 FROM recruiters WHERE administration = ${administration} AND role = 'administrator'
        ) THEN ${role} ELSE 'administrator' END, ${email}, ${key}, ${at}
      WHERE true ON CONFLICT (email_key) DO NOTHING`,
    recordOf(
      sql`email_key = ${key} AND administration = ${administration} AND created_at = ${at}`,
      "recruiter-invited",
      actor ?? OPERATOR,
      now,
    ),
    requestMail(
      { kind: "recruiter-invitation", recipient: email, details: { administration, ...(actor ? { by: actor } : {}) } },
      now,
      sql`EXISTS (SELECT 1 FROM recruiters
        WHERE email_key = ${key} AND administration = ${administration} AND last_login_at IS NULL)`,
    ),
    sql`SELECT CASE
        WHEN administration <> ${administration} THEN 'elsewhere'
        WHEN created_at = ${at} THEN 'invited'
        WHEN last_login_at IS NULL THEN 'again'
        ELSE 'already-here' END AS outcome, role
      FROM recruiters WHERE email_key = ${key}`,
  ];
}

/** The statements by which operators make an administrator of somebody who is a recruiter of an administration. */
export function promoteStatements(
  { administration, email }: Pick<Invitation, "administration" | "email">,
  now: Date,
): SQL[] {
  const which = sql`email_key = ${emailKey(email)} AND administration = ${administration} AND role <> 'administrator'`;
  return [
    recordOf(which, "recruiter-changed", OPERATOR, now),
    sql`UPDATE recruiters SET role = 'administrator' WHERE ${which}`,
  ];
}

/** Who did what operators do, in the list of events. */
export const OPERATOR = "opérateur";

/** Invites somebody. @returns what came of it; nothing is changed for `already-here` and `elsewhere` */
export async function inviteRecruiter(db: Accounts, invitation: Invitation, now: Date): Promise<Invited> {
  const [, , , found] = await runBatch<[never, never, never, { outcome: Invited }]>(
    db,
    inviteStatements(invitation, now),
  );
  return found[0]?.outcome ?? "elsewhere";
}

/** Changes the name by which her colleagues know a recruiter. @param name null for none */
export async function renameRecruiter(db: Accounts, id: number, name: string | null): Promise<void> {
  await db.update(recruiters).set({ name }).where(eq(recruiters.id, id));
}

type Change = { id: number; administration: string; actor: string };

/** Gives a member another role, but for the last administrator. @returns whether she has it now */
export async function changeRole(db: Accounts, change: Change & { role: RecruiterRole }, now: Date): Promise<boolean> {
  const which = sql`${changeable(change)} AND role <> ${change.role}`;
  const [, changed] = await runBatch<[never, { id: number }]>(db, [
    recordOf(which, "recruiter-changed", change.actor, now),
    sql`UPDATE recruiters SET role = ${change.role} WHERE ${which} RETURNING id`,
  ]);
  return changed.length > 0;
}

/**
 * Removes a member, but never the last administrator: her sessions and her link end at once, her drafts stay.
 * @returns whether she was removed
 */
export async function removeMember(db: Accounts, change: Change, now: Date): Promise<boolean> {
  const removed = await runBatch<{ email: string }[]>(db, removeStatements(changeable(change), change.actor, now));
  return (removed.at(-1)?.length ?? 0) > 0;
}

/** The statements that remove the recruiters of a condition. The last one answers the addresses of these. */
export function removeStatements(which: SQL, actor: string, now: Date): SQL[] {
  return [
    recordOf(which, "recruiter-removed", actor, now),
    sql`DELETE FROM recruiter_tokens WHERE email_key IN (SELECT email_key FROM recruiters WHERE ${which})`,
    sql`DELETE FROM recruiters WHERE ${which} RETURNING email`,
  ];
}

/** The statement that writes down what happens to the recruiters of a condition. */
function recordOf(which: SQL, event: PublishingEvent, actor: string, now: Date): SQL {
  return sql`INSERT INTO publishing_events (administration, actor, event, subject, at)
    SELECT administration, ${actor}, ${event}, email, ${now.toISOString()} FROM recruiters WHERE ${which}`;
}

/** The condition on a member of an administration who is not its last administrator. */
function changeable({ id, administration }: Change): SQL {
  return sql`id = ${id} AND administration = ${administration} AND (role <> 'administrator' OR 1 < (
    SELECT count(*) FROM recruiters AS others
    WHERE others.administration = ${administration} AND others.role = 'administrator'))`;
}
