import type { Accepted } from "./provider.ts";
import { type History, isOpen, type KnownOffer, type Span, type World } from "./world.ts";

export const VIOLATIONS = [
  "lost",
  "doubled",
  "to the wrong address",
  "after opt-out or deletion",
  "after a bounce or a complaint",
  "after withdrawal",
  "never asked for",
  "other bytes under the same key",
] as const;

export type Violation = { what: (typeof VIOLATIONS)[number]; detail: string };

/** An alert that the provider accepted, with all its offers, listed or not. */
export type Delivered = Pick<Accepted, "key" | "to" | "at" | "life"> & {
  candidateId: number | null;
  references: string[];
};

/** Whether an offer of this title matches the criteria `q=<word>`: the title holds the word. */
function matches(criteria: string, title: string): boolean {
  const word = new URLSearchParams(criteria).get("q");
  return word === null || title.split(" ").includes(word);
}

/**
 * Finds the violations in the delivered alerts, by brute force over all candidates, searches and offers.
 * @param refused pairs « candidate offer » of the mails that the provider refused for good
 */
export function judge(world: World, delivered: Delivered[], refused: ReadonlySet<string>): Violation[] {
  return [...judgeMails(world, delivered), ...judgeLost(world, delivered, refused)];
}

function judgeMails(world: World, delivered: Delivered[]): Violation[] {
  const violations: Violation[] = [];
  const told = new Map<string, string>();
  for (const mail of delivered) {
    const owner = mail.candidateId;
    const addresses = owner === null ? undefined : world.addresses.get(owner);
    const mailable = world.mailable.get(owner ?? 0) ?? [];
    const say = (what: Violation["what"], reference: string) =>
      violations.push({ what, detail: `${reference} in ${mail.key} to ${mail.to} at ${mail.at}` });
    if (owner === null || !addresses) {
      say("to the wrong address", "(nobody’s)");
      continue;
    }
    // A mail goes to the candidate's current address. Only a call that was under way may reach her old one.
    if (!addresses.some((span) => span.value === mail.to && stands(span, mail) && isOfLife(span, mail))) {
      say(addresses.some(({ value }) => value === mail.to) ? "after opt-out or deletion" : "to the wrong address", "*");
    } else if (!mailable.some((span) => span.value === mail.to && stands(span, mail) && isOfLife(span, mail))) {
      say("after a bounce or a complaint", "*");
    }
    for (const reference of mail.references) {
      const offer = world.offers.get(reference);
      const before = told.get(`${owner} ${reference}`);
      if (before !== undefined && before !== mail.key) say("doubled", `${reference}, told in ${before},`);
      told.set(`${owner} ${reference}`, mail.key);
      const asking = offer ? askedFor(world, owner, offer) : [];
      if (!offer || asking.length === 0) say("never asked for", reference);
      else if (!asking.some((span) => stands(span, mail))) say("after opt-out or deletion", reference);
      else if (!offer.open.some((span) => stands(span, mail))) say("after withdrawal", reference);
    }
  }
  return violations;
}

/** Whether a span still held when the mail was sent, or the mail was under way when the span ended. */
function stands({ to, underWay }: Span<unknown>, mail: Delivered): boolean {
  return to === null || to.before >= mail.at || underWay.has(mail.key);
}

/** Whether a mail was sent before the span ended, or in the same life of the machine as that end. */
function isOfLife({ to, life }: Span<unknown>, mail: Delivered): boolean {
  return to === null || to.before >= mail.at || life === mail.life;
}

/**
 * The spans in which a candidate's alerts matched an offer: those that were, or may have been, on at its publication.
 */
function askedFor(world: World, candidateId: number, offer: KnownOffer): Span<string>[] {
  const published = offer.title[0]?.from;
  return world
    .searchesOf(candidateId)
    .flatMap(([, { bell }]) =>
      bell.filter(
        ({ value, from, to }) =>
          published !== undefined &&
          from.after <= published.before &&
          (to === null || to.before >= published.after) &&
          offer.title.some((title) => matches(value, title.value)),
      ),
    );
}

/**
 * Finds the lost pairs: an unchanged offer, and a candidate whose alert on it was on before its publication and still
 * is. What falls due while her address takes no mail is told to nobody, and is not lost.
 */
function judgeLost(world: World, delivered: Delivered[], refused: ReadonlySet<string>): Violation[] {
  const told = new Set(
    delivered.flatMap(({ candidateId, references }) => references.map((each) => `${candidateId} ${each}`)),
  );
  const violations: Violation[] = [];
  for (const [reference, offer] of world.offers) {
    if (!untouched(offer.title) || !untouched(offer.open)) continue;
    const [{ value: title, from: published } = { value: "", from: { after: 0, before: 0 } }] = offer.title;
    for (const candidateId of world.present()) {
      if (!tookMailSince(world.mailable.get(candidateId) ?? [], published.after)) continue;
      const wanted = world
        .searchesOf(candidateId)
        .some(([, { bell }]) =>
          bell.some(({ value, from, to }) => to === null && from.before <= published.after && matches(value, title)),
        );
      const pair = `${candidateId} ${reference}`;
      if (wanted && !told.has(pair) && !refused.has(pair)) violations.push({ what: "lost", detail: pair });
    }
  }
  return violations;
}

/** Whether a candidate has had, ever since a moment, an address that took mail: one ended where the next began. */
function tookMailSince(mailable: History<string>, moment: number): boolean {
  const since = mailable.filter(({ to }) => to === null || to.before >= moment);
  return (
    isOpen(mailable) &&
    since.every(({ to }, index) => to === null || to.before === since[index + 1]?.from.before) &&
    (since[0]?.from.after ?? moment) <= moment
  );
}

function untouched(history: History<unknown>): boolean {
  return history.length === 1 && isOpen(history);
}
