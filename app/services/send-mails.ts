import { readCursor, writeCursor } from "#db/accounts/cursors.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { claimMails, endMail, type Mail, markSent, noteMailError, postponeMail } from "#db/accounts/mails.ts";
import { tell } from "./events.ts";
import type { MailProvider } from "./mail-provider.ts";

type Hands = {
  accounts: Accounts;
  provider: MailProvider;
  /** How many mails a second the provider takes of us. */
  perSecond: number;
  clock: () => Date;
};

/** A sender that says nothing for so long was cut short: another takes its mails. Longer than its slowest batch. */
const LEASE_MS = 3 * 60_000;
const AT_ONCE = 10;
/** Of one run, in milliseconds: what is left waits for the next. */
const RUN_MS = 45_000;
/** Waits between tries of a mail that the provider did not take, in seconds: at most the last. */
const WAITS = [30, 60, 300, 900, 3600];
/** Before the provider forgets the key: a mail that may have been taken is not sent under a key that it does not know. */
const MARGIN_MS = 5 * 60_000;
/** Nobody waits for a mail that could not be sent for a day. */
const GIVE_UP_MS = 24 * 3_600_000;

/**
 * Sends what is written, those that somebody is waiting for first, one mail a call and so many a second. A provider that
 * says « too many » is left alone until it said. Never throws for one mail.
 * @returns how many were accepted
 */
export async function sendMails({ accounts, provider, perSecond, clock }: Hands): Promise<number> {
  const begin = clock().getTime();
  const pause = await readCursor(accounts, "mail-pause");
  if (pause !== null && pause > clock().toISOString()) return 0;
  let sent = 0;
  while (clock().getTime() - begin < RUN_MS) {
    const mails = await claimMails(accounts, AT_ONCE, { now: clock(), leaseMs: LEASE_MS });
    if (mails.length === 0) break;
    for (const [index, mail] of mails.entries()) {
      const next = clock().getTime() + 1000 / perSecond;
      const outcome = await sendMail({ accounts, provider, clock }, mail);
      if (outcome === "sent") sent += 1;
      if (typeof outcome === "object") {
        for (const other of mails.slice(index + 1))
          await postponeMail(accounts, other, outcome.pausedUntil, "not taken: pause");
        return sent;
      }
      const rest = next - clock().getTime();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
  }
  return sent;
}

async function sendMail(
  { accounts, provider, clock }: Omit<Hands, "perSecond">,
  mail: Mail,
): Promise<"sent" | "not-sent" | { pausedUntil: Date }> {
  // What may have been taken is not sent again once the provider no longer knows its key.
  const age = clock().getTime() - Date.parse(mail.firstTriedAt ?? mail.createdAt);
  if (age > provider.keyTtlMs - MARGIN_MS) {
    await endMail(accounts, mail.id, "unknown", mail.lastError ?? "lost", clock());
    tell("mail-unknown", { mail: mail.id, kind: mail.kind });
    return "not-sent";
  }
  const { id, recipient, subject, html, text, headers } = mail;
  if (subject === null || html === null || text === null) {
    await endMail(accounts, id, "failed", "not written", clock());
    return "not-sent";
  }
  const delivery = await provider.send({ id, recipient, subject, html, text, headers: headers ?? {} });
  const now = clock();
  if (delivery === "accepted") {
    await markSent(accounts, mail, now);
    return "sent";
  }
  if ("lost" in delivery) {
    await noteMailError(accounts, id, `lost: ${delivery.lost}`);
    tell("mail-lost", { mail: id, reason: delivery.lost });
    return "not-sent";
  }
  if ("refused" in delivery) {
    await endMail(accounts, id, "failed", `refused: ${delivery.refused}`, now);
    tell("mail-refused", { mail: id, kind: mail.kind, reason: delivery.refused });
    return "not-sent";
  }
  if (now.getTime() - Date.parse(mail.createdAt) > GIVE_UP_MS) {
    await endMail(accounts, id, "failed", `not taken: ${delivery.retry}`, now);
    return "not-sent";
  }
  const wait = delivery.afterSeconds ?? WAITS[Math.min(mail.attempts, WAITS.length) - 1] ?? 30;
  const until = new Date(now.getTime() + wait * 1000);
  await postponeMail(accounts, mail, until, `not taken: ${delivery.retry}`);
  await writeCursor(accounts, "mail-pause", until.toISOString(), now);
  tell("mail-postponed", { mail: id, reason: delivery.retry, seconds: wait });
  return { pausedUntil: until };
}
