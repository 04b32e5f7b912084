import { dayInParis } from "#app/domain/format.ts";
import { checkPosting } from "#app/domain/offers/posting.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findKnownOffers, withdrawOffer } from "#db/catalogue/offers/offer-writes.ts";
import { rewriteFacetCounts } from "#db/catalogue/search/facet-counts.ts";
import { importPostings } from "./import-postings.ts";

export type Published = { created: boolean; doubts: string[] } | { refused: "not-yours" | string };

/**
 * Publishes or edits one offer, as an import of one posting. A refused posting does not go to quarantine.
 * @param raw the JSON value that was sent
 * @param reference the reference in the address of the request, in capitals: `raw` must hold the same one
 * @returns whether the offer is new, and the doubts about it; or `refused`: `not-yours`, when the offer belongs to
 * another publisher, otherwise a French sentence
 */
export async function publishPosting(
  db: Catalogue,
  publisher: string,
  raw: unknown,
  reference: string,
  now: Date,
): Promise<Published> {
  const checked = checkPosting(raw, now.toISOString());
  if (!checked.ok) return { refused: checked.reason };
  if (checked.posting.reference !== reference) return { refused: "La référence n’est pas celle de l’adresse." };
  const [known] = await findKnownOffers(db, [reference]);
  if (known && !known.source.startsWith(`${publisher}/`)) return { refused: "not-yours" };
  // An offer stays in the feed that first showed it: that feed may still withdraw it.
  const feed = known?.source.slice(publisher.length + 1) ?? "api";
  const read = { ok: true as const, posting: checked.posting, doubts: checked.doubts, raw: JSON.stringify(raw) };
  await importPostings(db, { publisher, feed, reads: [read], full: false, force: false, part: null }, now);
  return { created: !known, doubts: checked.doubts };
}

/**
 * Withdraws one offer. Withdrawing it again changes nothing.
 * @returns `not-yours` when the offer belongs to another publisher
 */
export async function withdrawPosting(
  db: Catalogue,
  publisher: string,
  reference: string,
  now: Date,
): Promise<"withdrawn" | "unknown" | "not-yours"> {
  const [known] = await findKnownOffers(db, [reference]);
  if (!known) return "unknown";
  if (!known.source.startsWith(`${publisher}/`)) return "not-yours";
  await withdrawOffer(db, reference, now.toISOString());
  await rewriteFacetCounts(db, dayInParis(now));
  return "withdrawn";
}
