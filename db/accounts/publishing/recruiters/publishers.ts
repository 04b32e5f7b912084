import { type SQL, sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { recordPublishingIfChanged } from "#db/accounts/publishing/publishing-events.ts";
import { runBatch } from "#db/batch.ts";

/** The label of an administration for which people publish; null for any other. */
export async function findPublisherLabel(db: Accounts, administration: string): Promise<string | null> {
  const [found] = await db.all<{ label: string }>(
    sql`SELECT label FROM publishers WHERE administration = ${administration}`,
  );
  return found?.label ?? null;
}

type Change = { administration: string; review: boolean; actor: string };

/** Chooses whether an administrator reads each offer of an administration again before it is published. */
export async function setReview(db: Accounts, { administration, review, actor }: Change, now: Date): Promise<void> {
  const value = review ? 1 : 0;
  await runBatch(db, [
    sql`UPDATE publishers SET review = ${value} WHERE administration = ${administration} AND review <> ${value}`,
    recordPublishingIfChanged({ administration, actor, event: review ? "review-on" : "review-off" }, now),
  ]);
}

/** The statement that makes the row of an administration unless it has one. @param label that of the catalogue */
export function openPublisher({ slug, label }: { slug: string; label: string }, now: Date): SQL {
  return sql`INSERT OR IGNORE INTO publishers (administration, label, review, created_at)
    VALUES (${slug}, ${label}, 0, ${now.toISOString()})`;
}
