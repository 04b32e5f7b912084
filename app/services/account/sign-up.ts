import { DRAFT_MS, type PersonalInformation, REGISTRATION_MS } from "#app/domain/account/account.ts";
import { logEvent } from "#app/services/events.ts";
import { randomId, sameText, sign } from "#app/services/secrets.ts";
import { insertRegistration, isUsernameTaken } from "#db/accounts/account/registrations.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { hashPassword } from "./passwords.ts";

type Deps = { accounts: Accounts; pepper: string | undefined };

export type SignUp = PersonalInformation & { email: string; password: string };

/**
 * Accepts a form of sign-up whose fields are valid, and asks for its mail. It does not check whether the address has an
 * account: only the mail tells that, to the owner alone (OWASP ASVS 5.0, 6.3.8).
 * @param form `draft` holds the files of the form; `back` is the page to return to after the login
 * @returns `username-taken` when an account or another registration has the username
 */
export async function signUp(
  { accounts, pepper }: Deps,
  { password, level, ...person }: SignUp,
  { draft, back }: { draft: string; back: string | undefined },
  now: Date,
): Promise<"accepted" | "username-taken"> {
  if (await isUsernameTaken(accounts, person.username, draft)) return "username-taken";
  const registration = {
    ...person,
    level: level === null ? null : Number(level),
    passwordHash: await hashPassword(pepper, password),
    draft,
    consentedAt: now.toISOString(),
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + REGISTRATION_MS).toISOString(),
  };
  const accepted = await insertRegistration(accounts, registration, back ? { back } : {});
  if (accepted === "accepted") logEvent("registered");
  return accepted;
}

/** A new draft, as the form carries it: `<id>.<expiry>.<signature>`. The signature keeps anybody from forging one. */
export async function openDraft(key: string | undefined, now: Date): Promise<string> {
  const draft = `${randomId()}.${(now.getTime() + DRAFT_MS).toString(36)}`;
  return `${draft}.${await sign(key, "draft", draft)}`;
}

/** The id of the draft that a form carries; null when its signature is wrong, or it is older than a day. */
export async function readDraft(key: string | undefined, carried: string, now: Date): Promise<string | null> {
  const [id = "", end = "", signature = ""] = carried.split(".");
  if (!sameText(signature, await sign(key, "draft", `${id}.${end}`))) return null;
  return Number.parseInt(end, 36) > now.getTime() ? id : null;
}
