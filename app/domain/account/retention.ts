import { dayOf } from "#app/domain/format.ts";
import { shift, shiftMonths } from "#app/domain/time.ts";
import { RETENTION_MONTHS, RETENTION_WARNING_DAYS } from "./account.ts";

const WARNING_MS = RETENTION_WARNING_DAYS * 86_400_000;

/** When an account was last used, and when its owner was warned of its erasure. */
type Use = { lastLoginAt: string; retentionWarnedAt: string | null };

/**
 * The day on which an account that nobody uses any more is erased, `YYYY-MM-DD` in Paris: 24 months after the last
 * login, and never less than 30 days after the warning.
 */
export function retentionDay({ lastLoginAt, retentionWarnedAt }: Use): string {
  const unused = shiftMonths(lastLoginAt, RETENTION_MONTHS);
  const warned = retentionWarnedAt === null ? unused : shift(retentionWarnedAt, WARNING_MS);
  return dayOf(warned > unused ? warned : unused);
}

/** The same rule at an instant, as limits for SQL: which accounts to warn, and which to erase. */
export function retentionLimits(now: string) {
  return {
    /** Warned when the last login is not after this. */
    warnUnusedSince: shiftMonths(shift(now, WARNING_MS), -RETENTION_MONTHS),
    /** Erased when the last login and the warning are not after these. */
    eraseUnusedSince: shiftMonths(now, -RETENTION_MONTHS),
    eraseWarnedSince: shift(now, -WARNING_MS),
  };
}
