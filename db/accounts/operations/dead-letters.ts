import type { Accounts } from "#db/accounts/database.ts";
import { deadLetters } from "#db/accounts/schema.ts";

/** Characters that are stored of a message: enough to recognise one that is not ours. */
const BODY = 4_000;

/** Stores a message that the queue gave up delivering. A message that comes twice is stored once. */
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
