import { sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { type Draft, draftsWhere } from "./drafts.ts";

/** Released drafts whose next reminder may be due, the longest first. */
export function findToRemind(db: Accounts, limit: number, now: Date): Promise<Draft[]> {
  return draftsWhere(db, sql`d.remind_at <= ${now.toISOString()} ORDER BY d.remind_at LIMIT ${limit}`);
}

/**
 * Writes when a draft is to be looked at again and, when a reminder is due, asks for its mail and writes down that it
 * was told, in one transaction: of two ticks at once one does it. The mail goes to the author if she is still a
 * recruiter of the administration, otherwise to its administrators.
 * @param due the key of the reminder, and the last day that it tells of
 */
export async function writeReminder(
  db: Accounts,
  { id, remindAt, administration, recruiterId }: Draft,
  { due, nextAt }: { due: { key: string; lastDay: string | null } | null; nextAt: string | null },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const chosen = sql`UPDATE drafts SET remind_at = ${nextAt}`;
  const where = sql`WHERE id = ${id} AND remind_at = ${remindAt}`;
  if (due === null) {
    await db.run(sql`${chosen} ${where}`);
    return;
  }
  const details = JSON.stringify({ draft: id, key: due.key, lastDay: due.lastDay ?? "" });
  const isAuthor = sql`r.id = ${recruiterId ?? 0} AND r.administration = ${administration}`;
  await runBatch(db, [
    sql`${chosen}, reminded = json_insert(reminded, '$[#]', ${due.key}) ${where}
      AND NOT EXISTS (SELECT 1 FROM json_each(reminded) WHERE value = ${due.key})`,
    sql`INSERT INTO mails (id, kind, priority, recipient, details, state, due_at, created_at)
      SELECT lower(hex(randomblob(16))), 'offer-reminder', 1, r.email, ${details}, 'requested', ${at}, ${at}
      FROM recruiters r WHERE changes() > 0 AND r.administration = ${administration} AND (${isAuthor}
        OR (r.role = 'administrator' AND NOT EXISTS (SELECT 1 FROM recruiters r WHERE ${isAuthor})))`,
  ]);
}

/** A draft by its id alone, for whoever holds a signed link of it. */
export async function findRemindedDraft(db: Accounts, id: string): Promise<Draft | null> {
  const [draft] = await draftsWhere(db, sql`d.id = ${id}`);
  return draft ?? null;
}

/** Whether the link of a reminder was used. @param hash that of its token */
export async function isUsed(db: Accounts, hash: string): Promise<boolean> {
  const used = await db.all(sql`SELECT 1 FROM used_links WHERE hash = ${hash}`);
  return used.length > 0;
}

/** Writes that a link was used. */
export async function markLinkUsed(db: Accounts, hash: string, now: Date): Promise<void> {
  await db.run(sql`INSERT OR IGNORE INTO used_links (hash, at) VALUES (${hash}, ${now.toISOString()})`);
}
