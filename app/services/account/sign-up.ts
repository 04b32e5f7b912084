import { DRAFT_MS, type PersonalInformation, REGISTRATION_MS } from "#app/domain/account/account.ts";
import { logEvent } from "#app/services/events.ts";
import { randomId, sameText, sign } from "#app/services/secrets.ts";
import { insertRegistration, isUsernameTaken } from "#db/accounts/account/registrations.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { hashPassword } from "./passwords.ts";

type Deps = { accounts: Accounts; pepper: string | undefined };

export type SignUp = PersonalInformation & { email: string; password: string };

/**
 * Accepts a form of sign-up whose fields are right. Whether the address has an account is not looked at: the mail that
 * follows tells its owner, and nobody else (OWASP ASVS 5.0, 6.3.8).
 * @param form its draft, which holds the files sent with it, and the page to come back to once logged in
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

/** A new draft for a form, as the form carries it: `<id>.<its end>.<signature>`. Nobody can name another's. */
export async function openDraft(key: string | undefined, now: Date): Promise<string> {
  const draft = `${randomId()}.${(now.getTime() + DRAFT_MS).toString(36)}`;
  return `${draft}.${await sign(key, "draft", draft)}`;
}

/** The id of a draft that a form carries, or null: not one of ours, or older than a day. */
export async function readDraft(key: string | undefined, carried: string, now: Date): Promise<string | null> {
  const [id = "", end = "", signature = ""] = carried.split(".");
  if (!sameText(signature, await sign(key, "draft", `${id}.${end}`))) return null;
  return Number.parseInt(end, 36) > now.getTime() ? id : null;
}
