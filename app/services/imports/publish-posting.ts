import { dayInParis } from "#app/domain/format.ts";
import { OTHER_ADMINISTRATION, ofPublisher, type Publisher } from "#app/domain/imports/publisher.ts";
import type { Advice } from "#app/domain/offers/advice/advice.ts";
import { checkPosting } from "#app/domain/offers/posting.ts";
import { advisePosting } from "#app/services/offers/advise-posting.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findKnownOffers, withdrawOffer } from "#db/catalogue/offers/offer-writes.ts";
import { findScheduledSources, unscheduleOffers } from "#db/catalogue/offers/scheduled-offers.ts";
import { rewriteFacetCounts } from "#db/catalogue/search/facet-counts.ts";
import { importPostings } from "./import-postings.ts";

/** What became of a posting. */
export type Published = {
  created: boolean;
  /** Whether it is kept for a day of publication that is to come. */
  scheduled: boolean;
  /** Whether a person closed the offer: its content was written, and it stays closed. */
  closedByHand: boolean;
  doubts: string[];
  advice: Advice[];
};

/** The feed of what comes by `PUT`, an offer at a time. */
const API_FEED = "api";

/**
 * Publishes or edits one offer, as an import of one posting. A refused posting does not go to quarantine.
 * @param raw the JSON value that was sent
 * @param reference the reference in the address of the request, in capitals: `raw` must hold the same one
 * @param feed which feed of the publisher a new offer belongs to
 * @returns what became of it, with the doubts and the advice about it; or `refused`: `not-yours`, when the offer belongs to another
 * publisher, otherwise a French sentence
 */
export async function publishPosting(
  db: Catalogue,
  publisher: Publisher,
  raw: unknown,
  reference: string,
  now: Date,
  feed: string = API_FEED,
): Promise<Published | { refused: "not-yours" | string }> {
  const checked = checkPosting(raw, now.toISOString());
  if (!checked.ok) return { refused: checked.reason };
  if (checked.posting.reference !== reference) return { refused: "La référence n’est pas celle de l’adresse." };
  const { name, administration } = publisher;
  const posting = ofPublisher(checked.posting, administration);
  if (!posting) return { refused: OTHER_ADMINISTRATION };
  const known = await findOwner(db, reference);
  if (known && !known.source.startsWith(`${name}/`)) return { refused: "not-yours" };
  const report = await importPostings(
    db,
    {
      publisher: name,
      administration,
      // An offer stays in the feed that first showed it: that feed may still withdraw it.
      feed: known?.source.slice(name.length + 1) ?? feed,
      reads: [{ ok: true, posting, doubts: checked.doubts }],
      full: false,
      force: false,
      part: null,
    },
    now,
  );
  if ("refused" in report) throw new Error("an import that is not full was refused");
  const [quarantined] = report.quarantined;
  if (quarantined) return { refused: quarantined.reason };
  return {
    created: report.created > 0,
    scheduled: report.scheduled > 0,
    closedByHand: report.closedByHand.length > 0,
    doubts: report.doubts.map(({ doubt }) => doubt),
    advice: await advisePosting(db, posting, [reference], now),
  };
}

/**
 * Withdraws one offer, or gives up its publication to come. Withdrawing it again changes nothing.
 * @param publisher `Publisher.name`
 * @returns `not-yours` when the offer belongs to another publisher
 */
export async function withdrawPosting(
  db: Catalogue,
  publisher: string,
  reference: string,
  now: Date,
): Promise<"withdrawn" | "unknown" | "not-yours"> {
  const known = await findOwner(db, reference);
  if (!known) return "unknown";
  if (!known.source.startsWith(`${publisher}/`)) return "not-yours";
  await unscheduleOffers(db, [reference]);
  await withdrawOffer(db, reference, now.toISOString());
  await rewriteFacetCounts(db, dayInParis(now));
  return "withdrawn";
}

/** The source of an offer that is published or scheduled; null when there is none. */
async function findOwner(db: Catalogue, reference: string): Promise<{ source: string } | null> {
  const [known] = await findKnownOffers(db, [reference]);
  const [scheduled] = known ? [] : await findScheduledSources(db, [reference]);
  return known ?? scheduled ?? null;
}
