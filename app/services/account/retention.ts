import { retentionLimits } from "#app/domain/account/retention.ts";
import { logEvent } from "#app/services/events.ts";
import { findAbandoned, warnUnused } from "#db/accounts/account/retention.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { eraseCandidate } from "./erase-candidate.ts";

/** Accounts a tick, with one mail each. A day needs far fewer. */
const MAX_WARNED = 100;
const MAX_ERASED = 20;

/**
 * Erases the accounts that nobody has used for 24 months and whose owners were warned at least 30 days ago. Then warns
 * the owners of accounts that will be erased in 30 days. One run is bounded; the next tick continues. Run twice or
 * interrupted, it warns nobody twice.
 */
export async function keepOnlyUsedAccounts({ accounts }: { accounts: Accounts }, now: Date): Promise<void> {
  const limits = retentionLimits(now.toISOString());
  const abandoned = { unusedSince: limits.eraseUnusedSince, warnedSince: limits.eraseWarnedSince };
  for (const candidateId of await findAbandoned(accounts, abandoned, MAX_ERASED)) {
    const unless = { usedAfter: abandoned.unusedSince, warnedAfter: abandoned.warnedSince };
    await eraseCandidate({ accounts }, { candidateId, unless, farewell: "retention-goodbye" }, now);
  }
  const warned = await warnUnused(accounts, limits.warnUnusedSince, MAX_WARNED, now);
  if (warned > 0) logEvent("retention-warned", { warned });
}
