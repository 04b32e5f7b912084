import { logEvent } from "#app/services/events.ts";
import { deleteCandidate, type Erasure } from "#db/accounts/account/erasure.ts";
import type { Accounts } from "#db/accounts/database.ts";

/**
 * Erases a candidate (GDPR, article 17). Her rows are deleted at once, her files at the next tick, and a last mail
 * tells her. It may be run again after a failure.
 * @returns false when there is no such account, or when `erasure.unless` keeps it because it has been used since
 */
export async function eraseCandidate(
  { accounts }: { accounts: Accounts },
  erasure: Erasure,
  now: Date,
): Promise<boolean> {
  const erased = await deleteCandidate(accounts, erasure, now);
  if (erased) logEvent("account-erased", { candidate: erasure.candidateId, farewell: erasure.farewell });
  return erased;
}
