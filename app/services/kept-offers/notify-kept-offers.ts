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

/** The hour in Paris at which the daily run begins, so that no mail is sent at night. */
const FIRST_HOUR = 7;
/** Candidates a part: with a hundred offers each, a batch stays far below the 2 MB that D1 takes as a value. */
const PART = 50;
/** Parts a tick. The next tick, a minute later, continues. */
const PARTS = 20;

/**
 * Asks for the mails about kept offers that close within seven days or are over, for candidates who asked for these
 * mails. There is one run a day, at most one mail a candidate, and no repeated news. It may run at any moment,
 * repeatedly and concurrently, and be interrupted anywhere.
 * @returns how many candidates this call found news for
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

/**
 * The id of the last candidate seen in today's run, 0 at its beginning; null when the run is over, or not to begin yet.
 */
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
