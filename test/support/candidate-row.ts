import { sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";

/** Somebody who has an account, as a row that nobody can log in to without a `passwordHash`. @returns her id */
export async function aCandidateRow(
  db: Accounts,
  username: string,
  { keptOfferNotices = false, passwordHash = "" }: { keptOfferNotices?: boolean; passwordHash?: string } = {},
): Promise<number> {
  const at = "2026-01-01T08:00:00.000Z";
  const email = `${username}@exemple.fr`;
  const [row] = await db.all<{ id: number }>(sql`
    INSERT INTO candidates (username, username_key, email, email_key, password_hash, first_name, last_name,
      consented_at, created_at, last_login_at, kept_offer_notices)
    VALUES (${username}, ${username}, ${email}, ${email}, ${passwordHash}, 'Ada', 'Lovelace', ${at}, ${at}, ${at},
      ${keptOfferNotices ? 1 : 0}) RETURNING id`);
  if (!row) throw new Error("no candidate");
  return row.id;
}
