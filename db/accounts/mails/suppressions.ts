import { eq, sql } from "drizzle-orm";
import { emailKey } from "#app/domain/account/account.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { suppressions } from "#db/accounts/schema.ts";
import { runBatch } from "#db/batch.ts";

type Suppression = typeof suppressions.$inferSelect;

/** What the provider tells of an address: it takes no mail, or its owner complained. */
export type MailEvent = { id: string; reason: Suppression["reason"]; recipients: string[] };

/**
 * Why an address gets nothing but what its owner asks for herself: the provider says that it takes no mail, or its owner
 * complained. Null when it gets everything.
 */
export async function findSuppression(db: Accounts, key: string): Promise<Suppression["reason"] | null> {
  const found = await db.select().from(suppressions).where(eq(suppressions.emailKey, key)).get();
  return found?.reason ?? null;
}

/**
 * Remembers what the provider has told, each event once however often it comes. Only addresses of candidates are kept:
 * whoever has no account, or no longer, leaves no trace. A complaint outweighs a bounce.
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
