import { sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** A draft that was published, and the references of its offers. */
export type ReleasedDraft = { id: string; refs: string[] };

/**
 * Published drafts that nobody has changed since an instant, by id.
 * @param after the id of the draft before the first
 */
export async function findOldReleased(
  db: Accounts,
  { after, before, limit }: { after: string; before: string; limit: number },
): Promise<ReleasedDraft[]> {
  const rows = await db.all<{ id: string; refs: string }>(
    sql`SELECT id, iif(state = 'released' AND updated_at <= ${before}, refs, '[]') AS refs FROM drafts
      WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
  );
  return rows.map(({ id, refs }) => ({ id, refs: JSON.parse(refs) }));
}

/** Erases what was typed of contacts in published drafts that nobody has changed since an instant. */
export async function eraseTypedContacts(db: Accounts, ids: string[], before: string): Promise<void> {
  await db.run(
    sql`UPDATE drafts SET typed = (SELECT json_group_object(key, value) FROM json_each(drafts.typed) WHERE key NOT GLOB 'contact*')
      WHERE id IN ${listOf(ids)}
        AND state = 'released' AND updated_at <= ${before} AND typed GLOB '*"contact*'`,
  );
}
