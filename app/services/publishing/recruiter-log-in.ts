import { logEvent } from "#app/services/events.ts";
import { hashSecret, randomId, randomSecret } from "#app/services/secrets.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { openSessionByToken } from "#db/accounts/publishing/recruiters/recruiter-tokens.ts";

/**
 * Opens a session by the link of a mail, which is used up. @param token the secret of the link
 * @returns the value of the cookie, `<id>.<secret>`; null when the link opens nothing any more
 */
export async function logInByLink(
  { accounts }: { accounts: Accounts },
  { token, device }: { token: string; device: string },
  now: Date,
): Promise<string | null> {
  const id = randomId();
  const secret = randomSecret();
  const session = { id, secretHash: await hashSecret(secret), device };
  if (!(await openSessionByToken(accounts, await hashSecret(token), session, now))) return null;
  logEvent("recruiter-logged-in");
  return `${id}.${secret}`;
}
