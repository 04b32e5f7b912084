import { r2Garbage } from "#db/accounts/common-tables.ts";
import type { Accounts } from "#db/accounts/database.ts";

/** Names an object of the bucket as one that may be deleted from a moment on, unless it has found its place by then. */
export async function discardObject(db: Accounts, key: string, from: Date): Promise<void> {
  await db.insert(r2Garbage).values({ key, since: from.toISOString() }).onConflictDoNothing();
}
