import type { Delivery, MailProvider, OutgoingMail } from "#app/services/mails/mail-provider.ts";

/** What the provider does with the next mail, and what we hear of it. */
export type Answer =
  | { takes: boolean; says: Delivery }
  /** Runs while the mail is under way. */
  | { takes: boolean; says: Delivery; meanwhile: () => Promise<void> };

/** The provider has taken another mail under this key. */
export const KNOWN: Answer = { takes: false, says: "known" };
export const OK: Answer = { takes: true, says: "accepted" };
export const TAKEN_UNHEARD: Answer = { takes: true, says: { lost: "TimeoutError" } };
export const UNTAKEN_UNHEARD: Answer = { takes: false, says: { lost: "500" } };
export const REFUSED: Answer = { takes: false, says: { refused: "422" } };
export const tooMany = (afterSeconds: number | null): Answer => ({
  takes: false,
  says: { retry: "429", afterSeconds },
});

/** A provider that answers as it is told, then takes all, and knows each key again as real ones do. */
export function aProvider(answers: Answer[] = [], keyTtlMs = 24 * 3_600_000) {
  const inboxes: OutgoingMail[] = [];
  const calls: OutgoingMail[] = [];
  const byKey = new Map<string, string>();
  const provider: MailProvider = {
    keyTtlMs,
    from: "PASS <pass@exemple.fr>",
    send: async (mail) => {
      calls.push(mail);
      // Once taken, a mail may come again for another address, and is not taken again.
      const payload = JSON.stringify({ ...mail, recipient: null });
      const answer = answers.shift() ?? OK;
      if (answer.takes) {
        const known = byKey.get(mail.id);
        if (known !== undefined && known !== payload) throw new Error("another payload under the same key");
        byKey.set(mail.id, payload);
        if (known === undefined) inboxes.push(mail);
      }
      if ("meanwhile" in answer) await answer.meanwhile();
      return answer.says;
    },
  };
  return { provider, answers, inboxes, calls, subjects: () => inboxes.map(({ subject }) => subject) };
}

/** A clock in the test's deps, that waiting moves on. */
export function aClock(from: string) {
  let now = Date.parse(from);
  return {
    clock: () => new Date(now),
    waitUntil: async (moment: number) => {
      now = Math.max(now, moment);
    },
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}
