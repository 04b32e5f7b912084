import { sign } from "#app/services/secrets.ts";
import { deleteTries, recordTries, type Throttle } from "#db/accounts/account/throttles.ts";
import type { Accounts } from "#db/accounts/database.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How often each action may be tried (OWASP ASVS 5.0, 2.4.1 and 6.3.1), by account or address and by network. Whole
 * schools share one network address, so limits by network are wide.
 */
const LIMITS = {
  "log-in-account": { limit: 10, windowMs: 15 * MINUTE },
  "log-in-account-anywhere": { limit: 100, windowMs: 15 * MINUTE },
  "log-in-network": { limit: 100, windowMs: 15 * MINUTE },
  "sign-up-network": { limit: 60, windowMs: HOUR },
  "sign-up-address": { limit: 5, windowMs: HOUR },
  "mail-address": { limit: 3, windowMs: HOUR },
  "mail-network": { limit: 60, windowMs: HOUR },
  "change-username": { limit: 20, windowMs: HOUR },
  "confirm-account": { limit: 10, windowMs: 15 * MINUTE },
  "upload-account": { limit: 60, windowMs: HOUR },
  "upload-network": { limit: 200, windowMs: HOUR },
  "save-search": { limit: 60, windowMs: HOUR },
  "change-search": { limit: 200, windowMs: HOUR },
  unsubscribe: { limit: 60, windowMs: HOUR },
  // A recruiter asks for a link at each login, and again for members and keys. A ministry may have one address.
  "recruiter-mail-address": { limit: 6, windowMs: HOUR },
  "recruiter-mail-anywhere": { limit: 20, windowMs: HOUR },
  "recruiter-mail-network": { limit: 100, windowMs: HOUR },
  "operator-mail-address": { limit: 6, windowMs: HOUR },
  "operator-mail-anywhere": { limit: 20, windowMs: HOUR },
  "operator-mail-network": { limit: 100, windowMs: HOUR },
  "operator-code": { limit: 5, windowMs: 15 * MINUTE },
  invite: { limit: 60, windowMs: HOUR },
  export: { limit: 5, windowMs: 24 * HOUR },
  // So few that drafts cannot be compared until somebody is told from their counts (docs/decisions/0021-audience.md).
  "audience-recruiter": { limit: 20, windowMs: HOUR },
  "audience-administration": { limit: 100, windowMs: 24 * HOUR },
} as const;

type Deps = { accounts: Accounts; signingKey: string | undefined };
/** An action, and who tries it: a network, an address or an account. */
export type Tried = [action: keyof typeof LIMITS, subject: string | number];

/**
 * Counts one try of each of some actions. It is called before the try itself, so that concurrent tries cannot exceed the
 * limit.
 * @returns how many seconds to wait; 0 when no limit is exceeded
 */
export async function countTry({ accounts, signingKey }: Deps, now: Date, ...tried: Tried[]): Promise<number> {
  return recordTries(accounts, await throttles(signingKey, ...tried), now);
}

/** Resets the counts after a try that succeeded. */
export async function clearTries({ accounts, signingKey }: Deps, ...tried: Tried[]): Promise<void> {
  await deleteTries(accounts, await throttles(signingKey, ...tried));
}

/**
 * The limits of some tries. Their keys are signed: who reads the database cannot try every network or address until one
 * gives the same key.
 * @param signingKey `SIGNING_KEY`
 */
export function throttles(signingKey: string | undefined, ...tried: Tried[]): Promise<Throttle[]> {
  return Promise.all(
    tried.map(async ([action, subject]) => ({
      key: await sign(signingKey, "throttle", `${action}\n${subject}`),
      ...LIMITS[action],
    })),
  );
}
