import { eq } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { snapshots } from "#db/accounts/schema.ts";

/** The offers of an alert mail, in the order of the mail, and when it was written; null when they are kept no longer. */
export async function findSnapshot(
  db: Accounts,
  mailId: string,
): Promise<{ offerIds: number[]; createdAt: string } | null> {
  const found = await db
    .select({ offerIds: snapshots.offerIds, createdAt: snapshots.createdAt })
    .from(snapshots)
    .where(eq(snapshots.mailId, mailId))
    .get();
  return found ?? null;
}
