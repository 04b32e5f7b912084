import { dayInParis } from "#app/domain/format.ts";
import { keptOfferState, newsOf } from "#app/domain/kept-offers/kept-offer.ts";
import { hourInParis } from "#app/domain/time.ts";
import { readCursor } from "#db/accounts/cursors.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  findOffersToNotify,
  KEPT_OFFERS_CURSOR,
  type Notice,
  type OfferToNotify,
  requestNotices,
} from "#db/accounts/kept-offers/kept-offer-notices.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findKeptOfferFacts } from "#db/catalogue/kept-offers/kept-offers.ts";

type Deps = { accounts: Accounts; catalogue: Catalogue };

/** Nobody is written to at night: the round of a day begins in the morning in Paris. */
const FIRST_HOUR = 7;
/** Candidates a part: with a hundred offers each, a batch stays far under the 2 MB of a value. */
const PART = 50;
/** Parts of one run: what is left waits for the next tick, a minute later. */
const PARTS = 20;

/**
 * Tells candidates who asked for it which of their kept offers close within seven days, or are over: one round a day, one
 * mail a candidate at the most, nothing twice. Safe to run at any moment, any number of times, several at once, and to be
 * cut anywhere.
 * @returns how many candidates were told
 */
export async function notifyKeptOffers({ accounts, catalogue }: Deps, now: Date): Promise<number> {
  const today = dayInParis(now);
  let notified = 0;
  for (let part = 0; part < PARTS; part++) {
    const from = await readCursor(accounts, KEPT_OFFERS_CURSOR);
    const after = lastSeenToday(from, today, now);
    if (after === null) break;
    const offers = await findOffersToNotify(accounts, after, PART);
    const notices = await noticesOf(catalogue, offers, today);
    const last = offers.at(-1);
    const to = `${today}/${last ? last.candidateId : "done"}`;
    await requestNotices(accounts, { from, to, notices }, now);
    notified += notices.length;
    if (!last) break;
  }
  return notified;
}

/** The last candidate seen in the round of today; null when the round is done, or does not begin yet. */
function lastSeenToday(position: string | null, today: string, now: Date): number | null {
  const [day = "", last = ""] = position?.split("/") ?? [];
  if (day > today || (last === "done" && day === today)) return null;
  if (day === today) return Number(last);
  return hourInParis(now) >= FIRST_HOUR ? 0 : null;
}

async function noticesOf(catalogue: Catalogue, offers: OfferToNotify[], today: string): Promise<Notice[]> {
  const facts = await findKeptOfferFacts(
    catalogue,
    offers.map(({ offerId }) => offerId),
  );
  const notices = new Map<number, Notice>();
  for (const kept of offers) {
    const { candidateId, offerId, reference, title } = kept;
    const offer = facts.get(offerId) ?? null;
    const state = keptOfferState(offer, today);
    if (state === "open" || newsOf(state, kept) === null) continue;
    const notice = notices.get(candidateId) ?? { candidateId, news: [] };
    notice.news.push({ offerId, reference, title, state, expiresOn: offer?.expiresOn ?? null });
    notices.set(candidateId, notice);
  }
  return [...notices.values()];
}
