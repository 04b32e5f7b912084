import { type SQL, sql } from "drizzle-orm";
import { emailKey } from "#app/domain/account/account.ts";
import type { PublishingEvent, RecruiterRole } from "#app/domain/publishing/recruiter.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { openPublisher } from "#db/accounts/publishing/recruiters/publishers.ts";
import {
  type Invited,
  inviteStatements,
  OPERATOR,
  promoteStatements,
  removeStatements,
} from "#db/accounts/publishing/recruiters/recruiters.ts";
import { runBatch } from "#db/batch.ts";
import type { Operator } from "./access/operator-sessions.ts";
import { recordOperatorEvent } from "./operator-audit.ts";

/** Somebody who publishes, as operators see her. */
export type SeenRecruiter = {
  id: number;
  email: string;
  name: string | null;
  role: RecruiterRole;
  administration: string;
  administrationLabel: string;
  createdAt: string;
  lastLoginAt: string | null;
};

/** How many recruiters a list shows at most; one more says that there are others. */
export const RECRUITERS_SHOWN = 100;

const COLUMNS = sql.raw(`r.id, r.email, r.name, r.role, r.administration, p.label AS administrationLabel,
  r.created_at AS createdAt, r.last_login_at AS lastLoginAt
  FROM recruiters r JOIN publishers p ON p.administration = r.administration`);

/** The recruiters of an administration, those who came first first. @param slug its slug */
export function listRecruiters(db: Accounts, slug: string): Promise<SeenRecruiter[]> {
  return db.all(sql`SELECT ${COLUMNS} WHERE r.administration = ${slug} ORDER BY r.id LIMIT ${RECRUITERS_SHOWN + 1}`);
}

/** The recruiters whose addresses begin so. */
export function findByAddress(db: Accounts, beginning: string): Promise<SeenRecruiter[]> {
  const key = emailKey(beginning);
  return db.all(
    sql`SELECT ${COLUMNS} WHERE r.email_key >= ${key} AND r.email_key < ${`${key}\u{10ffff}`}
      ORDER BY r.email_key LIMIT ${RECRUITERS_SHOWN + 1}`,
  );
}

/** A recruiter by her number, or null. `isLast`: whether her administration has no other administrator. */
export async function findRecruiter(db: Accounts, id: number): Promise<(SeenRecruiter & { isLast: boolean }) | null> {
  const [found] = await db.all<SeenRecruiter>(sql`SELECT ${COLUMNS} WHERE r.id = ${id}`);
  if (!found) return null;
  const others = await db.all(
    sql`SELECT 1 FROM recruiters WHERE administration = ${found.administration} AND role = 'administrator' AND id <> ${id}
      LIMIT 1`,
  );
  return { ...found, isLast: others.length === 0 };
}

/** Events of an administration among which hers are looked for. */
const LOOKED = 2_000;
const EVENTS = 50;

/** What a recruiter did, and what was done to her, among the last two thousand events of her administration. */
export function listRecruiterEvents(
  db: Accounts,
  { administration, email }: Pick<SeenRecruiter, "administration" | "email">,
): Promise<{ id: number; event: PublishingEvent; subject: string | null; at: string }[]> {
  // An actor is an address, or a name with the address in brackets: anybody may choose a name.
  return db.all(
    sql`SELECT id, event, subject, at FROM (SELECT * FROM publishing_events WHERE administration = ${administration}
        ORDER BY id DESC LIMIT ${LOOKED})
      WHERE actor = ${email} OR substr(actor, -length(${email}) - 2) = '(' || ${email} || ')' OR subject = ${email}
      ORDER BY id DESC LIMIT ${EVENTS}`,
  );
}

type Act = { operator: Operator; reason: string | null };

/** Invites somebody to publish for an administration. @returns what came of it, as `inviteRecruiter` */
export async function inviteAsOperator(
  db: Accounts,
  { operator, reason }: Act,
  invitation: { slug: string; label: string; email: string; role: RecruiterRole },
  now: Date,
): Promise<Invited> {
  const { slug, label, email, role } = invitation;
  const statements = inviteStatements({ administration: slug, email, role, actor: null }, now);
  const rows = await runBatch<{ outcome: Invited }[]>(db, [
    openPublisher({ slug, label }, now),
    recordOperatorEvent(
      { operator, event: "recruiter-invited", subject: { kind: "recruiter", id: emailKey(email) }, reason },
      now,
      sql`NOT EXISTS (SELECT 1 FROM recruiters
        WHERE email_key = ${emailKey(email)} AND (administration <> ${slug} OR last_login_at IS NOT NULL))`,
    ),
    ...statements,
  ]);
  return rows.at(-1)?.[0]?.outcome ?? "elsewhere";
}

/** Makes an administrator of a recruiter. @returns whether she was none */
export async function promoteAsOperator(db: Accounts, act: Act, recruiter: SeenRecruiter, now: Date): Promise<boolean> {
  const which = sql`id = ${recruiter.id} AND role <> 'administrator'`;
  const [recorded] = await runBatch<[{ id: number }]>(db, [
    sql`${record(act, "recruiter-promoted", recruiter, now, which)} RETURNING id`,
    ...promoteStatements(recruiter, now),
  ]);
  return recorded.length > 0;
}

/** Removes a recruiter, also the last administrator: her sessions and her link end at once. @returns whether she was one */
export async function removeAsOperator(db: Accounts, act: Act, recruiter: SeenRecruiter, now: Date): Promise<boolean> {
  const which = sql`id = ${recruiter.id}`;
  const [recorded] = await runBatch<[{ id: number }]>(db, [
    sql`${record(act, "recruiter-removed", recruiter, now, which)} RETURNING id`,
    ...removeStatements(which, OPERATOR, now),
  ]);
  return recorded.length > 0;
}

function record(
  { operator, reason }: Act,
  event: "recruiter-promoted" | "recruiter-removed",
  { id }: SeenRecruiter,
  now: Date,
  which: SQL,
): SQL {
  const act = { operator, event, subject: { kind: "recruiter", id }, reason } as const;
  return recordOperatorEvent(act, now, sql`EXISTS (SELECT 1 FROM recruiters WHERE ${which})`);
}
