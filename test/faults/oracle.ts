import type { Accepted } from "./provider.ts";
import { type History, isOpen, type KnownOffer, type Span, type World } from "./world.ts";

export const VIOLATIONS = [
  "lost",
  "doubled",
  "to the wrong address",
  "after opt-out or deletion",
  "after withdrawal",
  "never asked for",
  "other bytes under the same key",
] as const;

export type Violation = { what: (typeof VIOLATIONS)[number]; detail: string };

/** An alert that was accepted, with all the offers that it tells of, listed or not. */
export type Delivered = Pick<Accepted, "key" | "to" | "at" | "life"> & {
  candidateId: number | null;
  references: string[];
};

/** Whether an offer of that title answers these criteria: `q=<word>`, read as plainly as can be. */
function matches(criteria: string, title: string): boolean {
  const word = new URLSearchParams(criteria).get("q");
  return word === null || title.split(" ").includes(word);
}

/**
 * What is wrong with what was delivered, by brute force over everybody, every search and every offer.
 * @param refused « candidate offer » of the mails that the provider refused for good
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
    const say = (what: Violation["what"], reference: string) =>
      violations.push({ what, detail: `${reference} in ${mail.key} to ${mail.to} at ${mail.at}` });
    if (owner === null || !addresses) {
      say("to the wrong address", "(nobody’s)");
      continue;
    }
    // A mail follows its candidate: only a call that was under way goes to an address that is hers no more.
    if (!addresses.some((span) => span.value === mail.to && stands(span, mail) && isOfLife(span, mail))) {
      say(addresses.some(({ value }) => value === mail.to) ? "after opt-out or deletion" : "to the wrong address", "*");
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

/** Whether it was still so when a mail was handed over, or the mail was under way when it ended. */
function stands({ to, underWay }: Span<unknown>, mail: Delivered): boolean {
  return to === null || to.before >= mail.at || underWay.has(mail.key);
}

/** Whether a mail to an address was handed over before it changed, or in the same life of the machine. */
function isOfLife({ to, life }: Span<unknown>, mail: Delivered): boolean {
  return to === null || to.before >= mail.at || life === mail.life;
}

/** When bells of a candidate asked for an offer: those that were on when it was published, or may have been. */
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

/** What should have been told by now: an offer that nobody has touched, to whoever had a bell on before and has it still. */
function judgeLost(world: World, delivered: Delivered[], refused: ReadonlySet<string>): Violation[] {
  const told = new Set(
    delivered.flatMap(({ candidateId, references }) => references.map((each) => `${candidateId} ${each}`)),
  );
  const violations: Violation[] = [];
  for (const [reference, offer] of world.offers) {
    if (!untouched(offer.title) || !untouched(offer.open)) continue;
    const [{ value: title, from: published } = { value: "", from: { after: 0, before: 0 } }] = offer.title;
    for (const candidateId of world.present()) {
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

function untouched(history: History<unknown>): boolean {
  return history.length === 1 && isOpen(history);
}
