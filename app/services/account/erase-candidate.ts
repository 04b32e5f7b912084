import { logEvent } from "#app/services/events.ts";
import { deleteCandidate, type Erasure } from "#db/accounts/account/erasure.ts";
import type { Accounts } from "#db/accounts/database.ts";

/**
 * Erases a candidate (GDPR, article 17): her rows at once, her files at the next tick, and a mail that says so. May be
 * run again after a failure: it ends the same.
 * @returns false when there is no such account, or it has been used since (`unless`)
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
