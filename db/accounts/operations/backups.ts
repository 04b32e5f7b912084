import { inArray, sql } from "drizzle-orm";
import { cursors } from "#db/accounts/common-tables.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { idempotent } from "#db/d1/open-database.ts";

const LAST = "backup";
const SINCE = "backup-awaited";

/** When the last whole backup began, and when backups were first asked for; null when never. ISO 8601. */
export async function findBackupCursors(db: Accounts): Promise<{ last: string | null; since: string | null }> {
  const found = await db
    .select()
    .from(cursors)
    .where(inArray(cursors.name, [LAST, SINCE]));
  const position = (wanted: string) => found.find(({ name }) => name === wanted)?.position ?? null;
  return { last: position(LAST), since: position(SINCE) };
}

/** Notes that a first backup is asked for. The first note stays. */
export async function markAwaited(db: Accounts, now: Date): Promise<void> {
  const at = now.toISOString();
  await idempotent(db).insert(cursors).values({ name: SINCE, position: at, updatedAt: at }).onConflictDoNothing();
}

/** Notes when a whole backup began. A backup that began later stays. */
export async function markBackedUp(db: Accounts, startedAt: string, now: Date): Promise<void> {
  await idempotent(db)
    .insert(cursors)
    .values({ name: LAST, position: startedAt, updatedAt: now.toISOString() })
    .onConflictDoUpdate({
      target: cursors.name,
      set: { position: sql`max(position, excluded.position)`, updatedAt: now.toISOString() },
    });
}
