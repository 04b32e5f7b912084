import { kindOf, logEvent } from "#app/services/events.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type ClaimedMail, endMail, keepLost, markSent, markTried, postponeMails } from "#db/accounts/mails/sending.ts";
import type { MailProvider } from "./mail-provider.ts";

type Deps = { accounts: Accounts; provider: MailProvider; clock: () => Date };

/** Delays between the tries of a mail, in seconds. The last one is repeated. */
const RETRY_SECONDS = [30, 60, 300, 900, 3600];
/**
 * A mail that may have been taken is no longer retried from this long before the provider forgets its key. The margin
 * covers the difference between the clocks of two Workers.
 */
const MARGIN_MS = 10 * 60_000;
/**
 * How long a mail that the provider does not take is retried, by priority: nobody waits for a link longer than a day.
 */
const GIVE_UP_MS = [24 * 3_600_000, 7 * 24 * 3_600_000] as const;

/** What became of one try. */
type Outcome = "sent" | "ended" | "lost" | "released" | { pausedUntil: Date; reason: string };

/** If the database fails, the mail stays under its lease and counts as lost; the other mails are still sent. */
export async function trySending(deps: Deps, mail: ClaimedMail): Promise<Outcome> {
  try {
    return await sendMail(deps, mail);
  } catch (error) {
    logEvent("mail-unmarked", { mail: mail.id, error: kindOf(error) });
    return "lost";
  }
}

async function sendMail({ accounts, provider, clock }: Deps, mail: ClaimedMail): Promise<Outcome> {
  const { id, kind, recipient, subject, html, text, headers } = mail;
  // A mail that may have been taken is not sent again once the provider may have forgotten its key.
  const maybeTaken = mail.firstTriedAt !== null;
  const age = mail.firstTriedAt === null ? 0 : clock().getTime() - Date.parse(mail.firstTriedAt);
  if (age > provider.keyTtlMs - MARGIN_MS) return giveUp(accounts, mail, "unknown", mail.lastError ?? "lost", clock());
  if (subject === null || html === null || text === null) {
    return giveUp(accounts, mail, "failed", "not written", clock());
  }
  const from = await markTried(accounts, mail, provider.from, clock());
  if (from === null) {
    await postponeMails(accounts, [mail], clock(), null);
    return "released";
  }
  const delivery = await provider.send({ id, from, recipient, subject, html, text, headers });
  const now = clock();
  if (delivery === "accepted" || (delivery === "known" && maybeTaken)) {
    await markSent(accounts, mail, now);
    return "sent";
  }
  if (delivery === "known") return giveUp(accounts, mail, "unknown", "its key came before", now);
  if ("lost" in delivery) {
    await keepLost(accounts, mail, secondsAfter(now, retrySeconds(mail)), delivery.lost);
    logEvent("mail-lost", { mail: id, kind, reason: delivery.lost });
    return "lost";
  }
  if ("refused" in delivery) {
    // The refusal may come from an earlier try that was taken: the mail ends as unknown, and is not sent again.
    return maybeTaken
      ? giveUp(accounts, mail, "unknown", `${mail.lastError}; refused: ${delivery.refused}`, now)
      : giveUp(accounts, mail, "failed", `refused: ${delivery.refused}`, now);
  }
  const reason = delivery.retry;
  const until = secondsAfter(now, Math.max(1, delivery.afterSeconds ?? retrySeconds(mail)));
  if (now.getTime() - Date.parse(mail.createdAt) > GIVE_UP_MS[mail.priority === 0 ? 0 : 1]) {
    await giveUp(accounts, mail, maybeTaken ? "unknown" : "failed", `not taken: ${reason}`, now);
  } else {
    await postponeMails(accounts, [mail], until, `not taken: ${reason}`);
  }
  return { pausedUntil: until, reason };
}

async function giveUp(
  accounts: Accounts,
  mail: ClaimedMail,
  state: "failed" | "unknown",
  reason: string,
  now: Date,
): Promise<"ended"> {
  await endMail(accounts, mail, state, reason, now);
  logEvent(`mail-${state}`, { mail: mail.id, kind: mail.kind, reason });
  return "ended";
}

const retrySeconds = ({ attempts }: ClaimedMail) => RETRY_SECONDS[Math.min(attempts, RETRY_SECONDS.length - 1)] ?? 30;

const secondsAfter = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
