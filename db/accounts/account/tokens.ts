import { type SQL, sql } from "drizzle-orm";
import type { tokens } from "./schema.ts";

type Token = typeof tokens.$inferSelect;

/**
 * The statements that replace a candidate's link of one kind.
 * @param when the condition under which they take effect
 */
export function replaceToken(
  { hash, kind, candidateId, email, expiresAt }: Omit<Token, "expiresAt"> & { expiresAt: Date },
  when: SQL,
): SQL[] {
  return [
    sql`DELETE FROM tokens WHERE candidate_id = ${candidateId} AND kind = ${kind} AND ${when}`,
    sql`INSERT INTO tokens (hash, kind, candidate_id, email, expires_at)
      SELECT ${hash}, ${kind}, id, ${email}, ${expiresAt.toISOString()} FROM candidates WHERE id = ${candidateId} AND ${when}`,
  ];
}

/** The statement that sets the link of a registration, under a condition. It replaces an older link. */
export function setActivationToken(registrationId: number, hash: string, expiresAt: Date): (when: SQL) => SQL {
  return (when) => sql`UPDATE registrations SET token_hash = ${hash}, token_expires_at = ${expiresAt.toISOString()}
    WHERE id = ${registrationId} AND ${when}`;
}
