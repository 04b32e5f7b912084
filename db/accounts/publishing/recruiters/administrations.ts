import { sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { recordPublishing, recordPublishingIfChanged } from "#db/accounts/publishing/publishing-events.ts";
import { runBatch } from "#db/batch.ts";
import { listOf } from "#db/d1/list-of.ts";
import { OPERATOR } from "./recruiters.ts";

/** How many people publish for each of some administrations; those for which nobody does are absent. */
export async function countRecruiters(db: Accounts, slugs: string[]): Promise<Map<string, number>> {
  const rows = await db.all<{ administration: string; count: number }>(
    sql`SELECT administration, count(*) AS count FROM recruiters
      WHERE administration IN ${listOf(slugs)} GROUP BY administration`,
  );
  return new Map(rows.map(({ administration, count }) => [administration, count]));
}

/** Writes the label of an administration where its people read it, and notes it for them. */
export async function relabelPublisher(
  db: Accounts,
  { slug, label }: { slug: string; label: string },
  now: Date,
): Promise<void> {
  await runBatch(db, [
    sql`UPDATE publishers SET label = ${label} WHERE administration = ${slug} AND label <> ${label}`,
    recordPublishingIfChanged(
      { administration: slug, actor: OPERATOR, event: "administration-renamed", subject: label },
      now,
    ),
  ]);
}

/** Which of some slugs people still publish under. */
export async function findPublishers(db: Accounts, slugs: string[]): Promise<string[]> {
  const rows = await db.all<{ administration: string }>(
    sql`SELECT administration FROM publishers WHERE administration IN ${listOf(slugs)}`,
  );
  return rows.map(({ administration }) => administration);
}

/**
 * Moves the people of an administration, their drafts and what they did to the administration that it was merged into, in
 * one transaction. Doing it again changes nothing.
 */
export async function movePublisher(
  db: Accounts,
  { slug, kept, label }: { slug: string; kept: string; label: string },
  now: Date,
): Promise<void> {
  const move = (table: string) =>
    sql`UPDATE ${sql.raw(table)} SET administration = ${kept} WHERE administration = ${slug}`;
  await runBatch(db, [
    sql`INSERT INTO publishers (administration, label, review, created_at)
      SELECT ${kept}, ${label}, review, created_at FROM publishers WHERE administration = ${slug}
      ON CONFLICT (administration) DO NOTHING`,
    sql`${recordPublishing({ administration: kept, actor: OPERATOR, event: "administration-merged", subject: slug }, now)}
      AND EXISTS (SELECT 1 FROM publishers WHERE administration = ${slug})`,
    ...["publisher_domains", "recruiters", "recruiter_tokens", "drafts", "publishing_events"].map(move),
    // Invitations that are not written yet.
    sql`UPDATE mails SET details = json_set(details, '$.administration', ${kept})
      WHERE state = 'requested' AND kind = 'recruiter-invitation' AND details ->> 'administration' = ${slug}`,
    sql`DELETE FROM publishers WHERE administration = ${slug}`,
  ]);
}
