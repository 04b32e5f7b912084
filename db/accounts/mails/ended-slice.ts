import { type SQL, sql } from "drizzle-orm";

/**
 * A slice of the mails that have ended, in that order, as a common table expression `slice`.
 * @param position where the slice before ended; an empty text for the first one
 * @param until mails that ended from this instant on are left for later, ISO 8601
 * @returns the expression, and the statement that tells where the slice ends: no row when it is empty
 */
export function endedSlice(position: string, until: string, limit: number): { slice: SQL; end: SQL } {
  const [doneAt = "", id = ""] = position.split(" ");
  const slice = sql`slice AS (SELECT id, kind, state, done_at FROM mails INDEXED BY mails_done
    WHERE (done_at, id) > (${doneAt}, ${id}) AND done_at < ${until} ORDER BY done_at, id LIMIT ${limit})`;
  const end = sql`WITH ${slice} SELECT done_at || ' ' || id AS position FROM slice ORDER BY done_at DESC, id DESC LIMIT 1`;
  return { slice, end };
}
