import { env } from "cloudflare:workers";
import { afterEach, beforeEach } from "vitest";
import { readSession, requireCandidate, type SignedIn } from "#app/http/sessions/session.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { insertSession } from "#db/accounts/account/sessions.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { forgetEverybody } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
export const OPENED = Date.parse("2026-11-20T08:00:00.000Z");

const PEPPER = "un poivre";
export const PASSWORD = "trois cailloux bleus";
/** Of this password, of less memory than today's: it is computed in a third of the time. */
const HASH = "$argon2id$v=19$m=8192,t=3,p=1$AQgPFh0kKzI5QEdOVVxjag$vICE3AUthwod088S/7x1yMhz6PsVeffQeWiNA6YNSF8";

/** For every test of a file: Léa, whose session « one » is open; each test ends without anybody. */
export function stageWithSession(): { lea: number } {
  const stage = { lea: 0 };
  beforeEach(async () => {
    stage.lea = await aCandidateRow(accounts, "lea", { passwordHash: HASH });
    await open("one", stage.lea);
  });
  afterEach(forgetEverybody);
  return stage;
}

/** Opens a session whose secret is « secret of » its id. */
export async function open(id: string, candidateId: number, opened = OPENED): Promise<void> {
  const at = new Date(opened).toISOString();
  const session = { id, candidateId, device: "Firefox", createdAt: at, seenAt: at, confirmedAt: at };
  await insertSession(accounts, { ...session, secretHash: await hashSecret(`secret-of-${id}`) }, new Date(opened));
}

/** What requests leave to be done after their answers. */
export const written: Promise<unknown>[] = [];

/** What a request is answered with, so long after the first session was opened. */
export const contextAt = (ms: number) => ({
  accounts,
  env: { SIGNING_KEY: "a key", PASSWORD_PEPPER: PEPPER },
  now: new Date(OPENED + ms),
  waitUntil: (work: Promise<unknown>) => void written.push(work),
});

export const asked = (cookie: string, init: RequestInit = {}, path = "/compte?fait=oui") =>
  new Request(`https://pass.example${path}`, { ...init, headers: { ...(cookie ? { Cookie: cookie } : {}) } });
export const cookieOf = (id: string) => `__Host-session=${id}.secret-of-${id}`;
export const read = (cookie: string, ms = 0) => readSession(asked(cookie), contextAt(ms));

export function signedIn(id = "one"): Promise<SignedIn> {
  return requireCandidate(asked(cookieOf(id)), contextAt(0));
}
