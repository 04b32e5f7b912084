import type { Accounts } from "#db/accounts/database.ts";
import { deadLetters } from "#db/accounts/schema.ts";

/** Of a message that is none of ours, what tells what it was. */
const BODY = 4_000;

/** Keeps a message that the queue gave up; the same one twice is one. */
export async function keepDeadLetter(
  db: Accounts,
  { id, body }: { id: string; body: string },
  now: Date,
): Promise<void> {
  await db
    .insert(deadLetters)
    .values({ id, body: body.slice(0, BODY), at: now.toISOString() })
    .onConflictDoNothing();
}
