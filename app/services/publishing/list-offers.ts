import { dayInParis } from "#app/domain/format.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import {
  OFFER_TABS,
  OFFERS_A_PAGE,
  type OfferListing,
  type OfferSource,
  type OfferTab,
  sourceOf,
} from "#app/domain/publishing/offer-tabs.ts";
import { toSlug } from "#app/domain/slug.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { countDrafts, findOrigins, listAuthors, listDrafts } from "#db/accounts/publishing/drafts/draft-lists.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { countOwnOffers, listOwnOffers, listScheduledOffers } from "#db/catalogue/publishing/own-offers.ts";

type Deps = { accounts: Accounts; catalogue: Catalogue };

/** A line of « Mes offres », whatever it stands for. */
export type OfferLine = {
  /** A draft has an id, an offer its reference. */
  id: string | null;
  reference: string | null;
  title: string;
  type: string;
  place: string | null;
  author: string | null;
  /** Null for a draft, which comes from nowhere else. */
  source: OfferSource | null;
  /** ISO 8601: when it last changed; of a scheduled offer, when it is published. */
  at: string;
  expiresOn: string | null;
  /** Whether its draft says something that is not published yet. */
  changed: boolean;
  /** Whether operators hid it. */
  hidden: boolean;
};

/** A page of one list of an administration's offers, with how many each list holds. */
export async function listOffers(deps: Deps, administration: string, listing: OfferListing, now: Date) {
  const today = dayInParis(now);
  const [drafts, offers, authors, page] = await Promise.all([
    countDrafts(deps.accounts, administration),
    countOwnOffers(deps.catalogue, administration, today),
    listAuthors(deps.accounts, administration),
    linesOf(deps, administration, listing, today),
  ]);
  const counts: Record<OfferTab, number> = { ...drafts, ...offers };
  return { ...page, counts, authors, pages: Math.ceil(page.found / OFFERS_A_PAGE), today };
}

async function linesOf(
  deps: Deps,
  administration: string,
  listing: OfferListing,
  today: string,
): Promise<{ lines: OfferLine[]; found: number }> {
  const tab = OFFER_TABS.find(({ code }) => code === listing.tab) ?? OFFER_TABS[0];
  if (tab.at === "draft") {
    const { drafts, found } = await listDrafts(deps.accounts, administration, { ...listing, tab: tab.code });
    const lines = drafts.map(({ id, title, typed, author, updatedAt }) => ({
      ...{ id, reference: null, title, type: typed.type ?? "", author, source: null, at: updatedAt, changed: false },
      place: typed.place1 ?? null,
      expiresOn: null,
      hidden: false,
    }));
    return { lines, found };
  }
  if (tab.at === "scheduled") return scheduledLines(deps, administration, listing);
  const { offers, found } = await listOwnOffers(deps.catalogue, administration, { ...listing, tab: tab.code }, today);
  const references = offers.map(({ reference }) => reference);
  const origins = new Map((await findOrigins(deps.accounts, references, administration)).map((o) => [o.reference, o]));
  const lines = offers.map(({ reference, title, type, source, changedAt, expiresOn, closedByHand, ...place }) => ({
    ...{ id: null, reference, title, type, place: placeOf(place), source: sourceOf(source), at: changedAt, expiresOn },
    author: origins.get(reference)?.author ?? null,
    changed: origins.get(reference)?.changed === 1,
    hidden: closedByHand === "hidden",
  }));
  return { lines, found };
}

/** Few offers wait for their day: they are sorted and filtered here. */
async function scheduledLines(deps: Deps, administration: string, listing: OfferListing) {
  const scheduled = await listScheduledOffers(deps.catalogue, administration);
  const all = scheduled.map(({ reference, source, publishesAt, posting }): OfferLine => {
    const { title, type, expiresOn, ...place } = JSON.parse(posting) as Posting;
    return {
      ...{ id: null, reference, title, type, place: placeOf(place), author: null, source: sourceOf(source) },
      ...{ at: publishesAt, expiresOn, changed: false, hidden: false },
    };
  });
  const words = toSlug(listing.words);
  const found = all.filter(
    ({ title, reference, type, source }) =>
      (!listing.type || type === listing.type) &&
      (!listing.source || source === listing.source) &&
      (toSlug(title).includes(words) || reference?.includes(listing.words.toUpperCase())),
  );
  if (listing.sort === "intitule") found.sort((a, b) => a.title.localeCompare(b.title, "fr"));
  if (listing.sort === "dernier-jour") found.sort((a, b) => ((a.expiresOn ?? "9") < (b.expiresOn ?? "9") ? -1 : 1));
  const from = (listing.page - 1) * OFFERS_A_PAGE;
  return { lines: found.slice(from, from + OFFERS_A_PAGE), found: found.length };
}
