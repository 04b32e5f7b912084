import { sql } from "drizzle-orm";
import type { MailKind } from "#app/domain/mails/mail.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { endedSlice } from "#db/accounts/mails/ended-slice.ts";
import { runBatch } from "#db/batch.ts";

/** Mails that ended in one hour, `2026-11-29T08` in UTC: days in Paris begin with such an hour. */
type Ended = { state: "sent" | "failed" | "unknown" | "cancelled"; kind: MailKind; hour: string; count: number };

/**
 * How mails ended, in the order of their ends: a slice of them, the first after a position.
 * @param position where the slice before ended; an empty text for the first one
 * @param until mails that ended from this instant on are left for later, ISO 8601
 * @returns the counts, and where the slice ends: at `position` when none ended since
 */
export async function findEndedMails(
  db: Accounts,
  position: string,
  until: string,
  limit: number,
): Promise<{ ended: Ended[]; position: string }> {
  const { slice, end } = endedSlice(position, until, limit);
  const [ended, [last]] = await runBatch<[Ended, { position: string }]>(db, [
    sql`WITH ${slice} SELECT state, kind, substr(done_at, 1, 13) AS hour, count(*) AS count FROM slice GROUP BY 1, 2, 3`,
    end,
  ]);
  return { ended, position: last?.position ?? position };
}

/** Accounts that were opened after one: a slice of them. @returns how many, and the id of the last */
export async function countNewCandidates(
  db: Accounts,
  position: number,
  limit: number,
): Promise<{ count: number; position: number }> {
  const [[found]] = await runBatch<[{ count: number; last: number | null }]>(db, [
    sql`SELECT count(*) AS count, max(id) AS last
      FROM (SELECT id FROM candidates WHERE id > ${position} ORDER BY id LIMIT ${limit})`,
  ]);
  return { count: found?.count ?? 0, position: found?.last ?? position };
}

/** The id of the account that was opened last; 0 when there is none. */
export async function newestCandidateId(db: Accounts): Promise<number> {
  const newest = await db.get<{ id: number | null }>(sql`SELECT max(id) AS id FROM candidates`);
  return newest.id ?? 0;
}
