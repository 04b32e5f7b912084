import { emailKey, usernameKey } from "#app/domain/account/account.ts";
import { logEvent } from "#app/services/events.ts";
import { hashSecret, randomId, randomSecret } from "#app/services/secrets.ts";
import { findCandidateByLogin, rehashPassword } from "#db/accounts/account/candidates.ts";
import { findRegistration } from "#db/accounts/account/registrations.ts";
import { insertSession } from "#db/accounts/account/sessions.ts";
import { recordTry } from "#db/accounts/account/throttles.ts";
import { recordEvent } from "#db/accounts/audit.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";
import { clearTries, countTry, type Tried, throttles } from "./throttling.ts";

export type LogIn = { login: string; password: string; device: string; network: string };

export type LoggedIn =
  /** What the cookie holds: `<id>.<secret>`. */
  | { session: string; candidateId: number }
  | "refused"
  /** The password is right, and the address is not confirmed yet. */
  | "to-be-activated"
  /** Too many tries: how many seconds to wait. */
  | { wait: number };

/**
 * Opens a session, given a username or an address and the password. The work and its duration are the same whether the
 * account exists or not (OWASP ASVS 5.0, 6.3.8).
 *
 * `to-be-activated` is answered to a username only. Answered to an address, it would reveal that the address has no
 * account yet.
 * @returns the session, or why none is opened
 */
export async function logIn(
  deps: { accounts: Accounts; pepper: string | undefined; signingKey: string | undefined },
  { login, password, device, network }: LogIn,
  now: Date,
): Promise<LoggedIn> {
  const { accounts, pepper, signingKey } = deps;
  const key = login.includes("@") ? emailKey(login) : usernameKey(login.trim());
  // Tries are counted by account and network: an attacker does not lock the owner out, unless it uses many networks.
  const byAccount: Tried[] = [
    ["log-in-account", `${key}\n${network}`],
    ["log-in-account-anywhere", key],
  ];
  const wait = await countTry(deps, now, ...byAccount, ["log-in-network", network]);
  if (wait > 0) return { wait };

  const [candidate, registration] = await Promise.all([
    findCandidateByLogin(accounts, key),
    findRegistration(accounts, { username: key }, now),
  ]);
  const known = candidate ?? registration;
  const verdict = await verifyPassword(pepper, password, known?.passwordHash ?? null);
  if (verdict === "wrong" || !known) {
    // One row is written in both cases, so that refusing an existing account takes no longer.
    const refusals = await throttles(signingKey, ["log-in-network", `refused\n${network}`]);
    await runBatch(accounts, [
      ...(candidate ? [recordEvent(candidate.id, "log-in-refused", device, now)] : []),
      ...refusals.map((refused) => recordTry(refused, now)),
    ]);
    logEvent("log-in-refused", { candidate: candidate?.id ?? null });
    return "refused";
  }
  if (!candidate) return "to-be-activated";

  if (verdict === "stale")
    await rehashPassword(accounts, candidate.id, candidate.passwordHash, await hashPassword(pepper, password));
  const session = await openSession(accounts, { candidateId: candidate.id, device }, now);
  await clearTries(deps, ...byAccount);
  logEvent("logged-in", { candidate: candidate.id });
  return { session, candidateId: candidate.id };
}

/** Opens a session for a candidate who has proved who she is. @returns the value of the cookie, `<id>.<secret>` */
export async function openSession(
  accounts: Accounts,
  { candidateId, device }: { candidateId: number; device: string },
  now: Date,
): Promise<string> {
  const id = randomId();
  const secret = randomSecret();
  const at = now.toISOString();
  const times = { createdAt: at, seenAt: at, confirmedAt: at };
  await insertSession(accounts, { id, secretHash: await hashSecret(secret), candidateId, device, ...times }, now);
  return `${id}.${secret}`;
}
