import { eq } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { snapshots } from "./schema.ts";

/** The ids of the offers of an alert mail, in its order, and when it was written; null when the snapshot is deleted. */
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
