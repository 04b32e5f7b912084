import { eq, sql } from "drizzle-orm";
import { emailKey } from "#app/domain/account/account.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { suppressions } from "./schema.ts";

type Suppression = typeof suppressions.$inferSelect;

/** An event of the provider: the addresses bounce for good, or their owners complained. `id` is unique. */
export type MailEvent = { id: string; reason: Suppression["reason"]; recipients: string[] };

/**
 * Why an address gets only the mails that its owner requests herself: a permanent bounce, or a complaint. Null when it
 * gets every mail.
 * @param key the `emailKey` of the address
 */
export async function findSuppression(db: Accounts, key: string): Promise<Suppression["reason"] | null> {
  const found = await db.select().from(suppressions).where(eq(suppressions.emailKey, key)).get();
  return found?.reason ?? null;
}

/**
 * Records events of the provider; an event that comes again changes nothing. Only the addresses of candidates are
 * stored. A complaint replaces a bounce.
 */
export async function recordMailEvents(db: Accounts, events: MailEvent[], now: Date): Promise<void> {
  const at = now.toISOString();
  const json = JSON.stringify(
    events.map(({ id, reason, recipients }) => ({ id, reason, keys: recipients.map(emailKey) })),
  );
  await runBatch(db, [
    sql`INSERT INTO suppressions (email_key, reason, at)
      SELECT c.email_key, max(j.value ->> 'reason'), ${at} FROM json_each(${json}) j, json_each(j.value, '$.keys') k
        JOIN candidates c ON c.email_key = k.value
      WHERE NOT EXISTS (SELECT 1 FROM provider_events e WHERE e.id = j.value ->> 'id')
      GROUP BY c.email_key
      ON CONFLICT (email_key) DO UPDATE SET reason = excluded.reason, at = excluded.at WHERE excluded.reason = 'complaint'`,
    sql`INSERT OR IGNORE INTO provider_events (id, at) SELECT value ->> 'id', ${at} FROM json_each(${json})`,
  ]);
}
