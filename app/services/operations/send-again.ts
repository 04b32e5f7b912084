import { type Again, sendingAgain } from "#app/domain/mails/sending-again.ts";
import { hashSecret } from "#app/services/secrets.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { findShownMail, type ShownMail } from "#db/accounts/operations/mails.ts";
import { hasPairs, requestAgain, tellAgain } from "#db/accounts/operations/mails-again.ts";

/** How a mail may be sent again; `done` when it was. */
export type MailAgain = Again | "done";

/** Whether a mail may be sent again, and, when it was, the id of the newer one; null for an alert, which has none. */
export async function lookAgain(
  accounts: Accounts,
  mail: ShownMail,
  now: Date,
): Promise<{ may: MailAgain; newer: string | null }> {
  const may = sendingAgain(mail, now.toISOString());
  if (mail.kind === "alert") {
    return { may: may === "yes" && !(await hasPairs(accounts, mail.id)) ? "done" : may, newer: null };
  }
  const newer = await findShownMail(accounts, await idAgain(mail.id));
  return newer ? { may: "done", newer: newer.id } : { may, newer: null };
}

/**
 * Sends a mail again that has ended without being sent. An alert is written anew with what is still to be told of it; any
 * other mail is requested anew, under a new key and with a new link.
 * @param confirmed whether the operator accepts that the mail may come twice
 * @returns `sent-again`, or why it is not
 */
export async function sendAgain(
  accounts: Accounts,
  id: string,
  { operator, confirmed }: { operator: Operator; confirmed: boolean },
  now: Date,
): Promise<"sent-again" | "gone" | Exclude<MailAgain, "yes">> {
  const mail = await findShownMail(accounts, id);
  if (!mail) return "gone";
  const { may } = await lookAgain(accounts, mail, now);
  if (may !== "yes" && !(may === "maybe-doubled" && confirmed)) return may;
  const state = may === "yes" ? "failed" : "unknown";
  const again =
    mail.kind === "alert"
      ? await tellAgain(accounts, id, { operator }, now)
      : await requestAgain(accounts, { id, again: await idAgain(id), state }, { operator }, now);
  return again ? "sent-again" : "done";
}

/** The id of the mail that is sent instead of another: a UUID that only the other one gives. */
async function idAgain(id: string): Promise<string> {
  const hash = await hashSecret(`again ${id}`);
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join("-");
}
