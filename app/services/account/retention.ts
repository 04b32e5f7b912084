import { retentionLimits } from "#app/domain/account/retention.ts";
import { logEvent } from "#app/services/events.ts";
import { findAbandoned, warnUnused } from "#db/accounts/account/retention.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { eraseCandidate } from "./erase-candidate.ts";

/** Of a tick: a mail each, and what a day brings is far less. */
const MAX_WARNED = 100;
const MAX_ERASED = 20;

/**
 * Warns the owners of accounts that nobody has used for 23 months, and erases those that nobody has used for 24 and whose
 * owners were warned 30 days before. Bounded; run twice or cut short, nobody is told twice: the next tick takes up the rest.
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
