import { LINK_ACTS, type LinkAct } from "#app/domain/publishing/reminders.ts";
import { toDay } from "#app/domain/time.ts";
import { sameText, sign } from "#app/services/secrets.ts";

/** What a link of a reminder does, to the offers of which draft. */
export type ReminderLink = {
  draft: string;
  act: LinkAct;
  /** The last day that the mail told of; null when the offer had none. */
  lastDay: string | null;
};

/**
 * The token of a link of a reminder: `<draft>.<act>.<last day or 0>.<signature>`. Having the mail is the authorisation.
 * @throws when the signing key is not set
 */
export async function reminderToken(key: string | undefined, { draft, act, lastDay }: ReminderLink): Promise<string> {
  const payload = `${draft}.${act}.${lastDay ?? 0}`;
  return `${payload}.${await sign(key, "reminder", payload)}`;
}

/** Reads the token of a link of a reminder; null when its signature is wrong. */
export async function readReminderToken(key: string | undefined, token: string): Promise<ReminderLink | null> {
  const [draft = "", act = "", lastDay = "", signature = ""] = token.split(".");
  if (!sameText(signature, await sign(key, "reminder", `${draft}.${act}.${lastDay}`))) return null;
  return Object.hasOwn(LINK_ACTS, act) ? { draft, act: act as LinkAct, lastDay: toDay(lastDay) } : null;
}
