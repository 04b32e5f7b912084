import { LINK_ACTS, type LinkAct } from "#app/domain/publishing/reminders.ts";
import { toDay } from "#app/domain/time.ts";
import { sameText, sign } from "#app/services/secrets.ts";

/** What a link of a reminder does, to the offers of which draft. */
export type ReminderLink = {
  draft: string;
  act: LinkAct;
  /** The last day that the mail told of; null when the offer had none. */
  lastDay: string | null;
  /**
   * Which reminder the link stands in, as `reminded` of the draft names it: a link acts once, and the next reminder has
   * other links. Absent from the links of reminders that were mailed before links named it.
   */
  reminder?: string;
};

/**
 * The token of a link of a reminder: `<draft>.<act>.<reminder>.<signature>`, where the reminder begins with its last day
 * if it tells of one. Having the mail is the authorisation.
 * @throws when the signing key is not set
 */
export async function reminderToken(key: string | undefined, link: ReminderLink): Promise<string> {
  const { draft, act, lastDay, reminder } = link;
  const payload = `${draft}.${act}.${reminder?.replace("/", "-") || lastDay || 0}`;
  return `${payload}.${await sign(key, "reminder", payload)}`;
}

/** Reads the token of a link of a reminder; null when its signature is wrong. */
export async function readReminderToken(key: string | undefined, token: string): Promise<ReminderLink | null> {
  const [draft = "", act = "", reminder = "", signature = ""] = token.split(".");
  if (!sameText(signature, await sign(key, "reminder", `${draft}.${act}.${reminder}`))) return null;
  return Object.hasOwn(LINK_ACTS, act) ? { draft, act: act as LinkAct, lastDay: toDay(reminder.slice(0, 10)) } : null;
}
