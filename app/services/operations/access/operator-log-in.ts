import { OPERATOR_CHALLENGE_MS } from "#app/domain/operations/operator.ts";
import { clearTries, countTry } from "#app/services/account/throttling.ts";
import { logEvent } from "#app/services/events.ts";
import { hashSecret, randomId, randomSecret } from "#app/services/secrets.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  type AwaitedLogin,
  findOperatorToken,
  openChallengeByToken,
} from "#db/accounts/operations/access/operator-links.ts";
import {
  enrolOperator,
  type NewSession,
  openSessionByCode,
  openSessionByRescueCode,
} from "#db/accounts/operations/access/second-factor.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { isRescueCode } from "./rescue-codes.ts";
import { seal, unseal } from "./sealing.ts";
import { newTotpSecret, stepOf } from "./totp.ts";

export type OperatorDeps = { accounts: Accounts; signingKey: string | undefined };

/**
 * Uses the login link of a mail: its operator may now give her code, for ten minutes.
 * @param token the secret of the link
 * @returns the value of the cookie, `<id>.<secret>`; null when the link opens nothing any more
 */
export async function followOperatorLink(
  { accounts, signingKey }: OperatorDeps,
  token: string,
  now: Date,
): Promise<string | null> {
  const hash = await hashSecret(token);
  const whose = await findOperatorToken(accounts, hash, now);
  if (whose === null) return null;
  const { id, secretHash, cookie } = await newCookie();
  const { operatorId } = whose;
  const challenge = {
    id,
    secretHash,
    operatorId,
    proposedSecret: await seal(signingKey, String(operatorId), newTotpSecret()),
    expiresAt: new Date(now.getTime() + OPERATOR_CHALLENGE_MS).toISOString(),
  };
  return (await openChallengeByToken(accounts, hash, challenge, now)) ? cookie : null;
}

/** The secret that a login which waits for its code checks this code by. Null when `SIGNING_KEY` has changed since. */
export function secretOf({ signingKey }: OperatorDeps, login: AwaitedLogin): Promise<Uint8Array | null> {
  const { operator, challenge } = login;
  return unseal(signingKey, String(operator.id), operator.totpSecret ?? challenge.proposedSecret);
}

/** What came of a code. `cookie` is the value of the session's; `enrolled`: it was the code of a first login. */
export type CodeAnswer = { cookie: string; enrolled: boolean } | { wait: number } | "refused";

/**
 * Opens a session by the code of the phone or by a rescue code. The first code that an operator gives enrols her. Five
 * codes may be tried in a quarter of an hour.
 * @param typed digits, with spaces or hyphens between them
 */
export async function giveCode(
  deps: OperatorDeps,
  { login, typed }: { login: AwaitedLogin; typed: string },
  now: Date,
): Promise<CodeAnswer> {
  const { accounts } = deps;
  const { operator } = login;
  const wait = await countTry(deps, now, ["operator-code", operator.id]);
  if (wait > 0) return { wait };
  const { cookie, ...session } = await newCookie();
  if (!(await openByCode(deps, { login, session, code: typed.replace(/[\s-]/g, "") }, now))) {
    await noteOperatorEvent(accounts, { operator, event: "operator-code-refused" }, now);
    return "refused";
  }
  await clearTries(deps, ["operator-code", operator.id]);
  logEvent("operator-logged-in");
  return { cookie, enrolled: operator.totpSecret === null };
}

async function openByCode(
  deps: OperatorDeps,
  { login, session, code }: { login: AwaitedLogin; session: NewSession; code: string },
  now: Date,
): Promise<boolean> {
  const { accounts } = deps;
  if (isRescueCode(code)) {
    return openSessionByRescueCode(accounts, { login, hash: await hashSecret(code), session }, now);
  }
  const secret = await secretOf(deps, login);
  const step = secret && (await stepOf(code, secret, now));
  if (step === null) return false;
  const open = login.operator.totpSecret === null ? enrolOperator : openSessionByCode;
  return open(accounts, { login, step, session }, now);
}

async function newCookie(): Promise<NewSession & { cookie: string }> {
  const id = randomId();
  const secret = randomSecret();
  return { id, secretHash: await hashSecret(secret), cookie: `${id}.${secret}` };
}
