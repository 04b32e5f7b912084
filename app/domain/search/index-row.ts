import { type Condition, DURATIONS, type Duration, FRANCE, labelOf, regionOf } from "#app/domain/nomenclature.ts";
import type { Offer, OfferDurations, OfferFacts, OfferPlace, OfferTexts } from "#app/domain/offers/offer.ts";
import { cellsOf } from "#app/domain/places/circle.ts";
import type { Commune } from "#app/domain/places/communes.ts";
import { readPlace } from "#app/domain/places/read-place.ts";
import { plainText } from "#app/domain/text/reduced-html.ts";
import { prepareText } from "#app/domain/text/text.ts";
import { formsOf, type WordForm } from "#app/domain/text/vocabulary.ts";
import {
  administrationToken,
  cellToken,
  communeToken,
  conditionToken,
  countryToken,
  departmentToken,
  domainToken,
  durationToken,
  EVERY_OFFER,
  levelToken,
  monthToken,
  NO_LEVEL,
  regionToken,
  typeToken,
} from "./filter-tokens.ts";
import { referenceNumberToken, referenceToken } from "./references.ts";

/**
 * The columns of the index: three of prepared text, the filter tokens, and two that are not indexed: the twin and the
 * packed facet codes.
 */
export type IndexRow = {
  title: string;
  employer: string;
  body: string;
  f: string;
  twin: string;
  k: string;
  /** INSEE code of the commune that the offer is in, as far as its town and département tell. */
  commune: string | null;
  /** Degrees. */
  latitude: number | null;
  longitude: number | null;
};

/** The length of the twin, which stands before the facet codes in column `k`. */
export const TWIN_LENGTH = 11;

/** What the index knows of an offer. */
export type IndexedOffer = OfferFacts & OfferTexts & OfferDurations & Pick<Offer, "otherSlugs">;

/**
 * The row of the full-text index for an offer.
 * The labels of its région and département are left out of the text on purpose: a place word means the filter or the
 * word, and a place word in quotes must be able to mean the word alone.
 */
export function indexRow(offer: IndexedOffer): IndexRow {
  const { administration, employer, service, city, description, profile, employerDescription, more } = offer;
  const domains = offer.domains.map((code) => labelOf("domain", code));
  const commune = communeOf(offer);
  const title = prepared([offer.title]);
  const body = prepared([description, profile, more, employerDescription].map(plainText));
  return {
    title,
    employer: prepared([administration?.label, employer, service, city, ...domains]),
    body,
    f: filterTokens(offer, commune).join(" "),
    twin: twinOf(offer, title, body),
    k: facetCodes(offer).join(","),
    commune: commune?.code ?? null,
    latitude: commune?.point?.latitude ?? null,
    longitude: commune?.point?.longitude ?? null,
  };
}

/** The commune of an offer in France, or null: its town is unknown, or the name of several communes. */
function communeOf({ city, country, department, region }: OfferPlace): Commune | null {
  if (city === null || country !== FRANCE) return null;
  const place = readPlace(city, { department, region });
  return place.kind === "commune" ? place.commune : null;
}

/** The word forms of some offers, each once. */
export function wordForms(
  offers: Pick<IndexedOffer, "title" | "employer" | "service" | "city" | "description" | "profile">[],
): WordForm[] {
  return formsOf(
    offers.flatMap(({ title, employer, service, city, description, profile }) =>
      [title, employer, service, city, plainText(description), plainText(profile)].filter((text) => text !== null),
    ),
  );
}

/**
 * A key that an offer shares with the same offer at other places: a hash of its contract, title, employer, text, level
 * and start, whatever their punctuation. Lists show offers of one key as one entry.
 */
function twinOf(
  { type, level, startsOn, administration, employer }: IndexedOffer,
  title: string,
  body: string,
): string {
  const said = [type, level, startsOn, administration?.slug, prepared([employer]), title, body];
  return hash53(said.join("|")).toString(36).padStart(TWIN_LENGTH, "0");
}

/** A hash of 53 bits (cyrb53, public domain): of a million offers, two that differ meet once in 18,000 catalogues. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** Each text is prepared by itself: « HF » at the end of a title is no longer there once a service follows it. */
function prepared(texts: (string | null | undefined)[]): string {
  return texts.flatMap((text) => (text ? prepareText(text) : [])).join(" ");
}

function filterTokens(offer: IndexedOffer, commune: Commune | null): string[] {
  const { administration, otherSlugs = [], level, department, reference, startsOn } = offer;
  const region = regionWithin(offer);
  return [
    EVERY_OFFER,
    typeToken(offer.type),
    level === null ? NO_LEVEL : levelToken(level),
    ...offer.domains.map(domainToken),
    // A search by a name that was merged finds what a search by the kept one finds.
    ...(administration ? [administration.slug, ...otherSlugs] : []).map(administrationToken),
    region ? regionToken(region) : null,
    department ? departmentToken(department) : null,
    countryToken(offer.country),
    ...(commune ? [communeToken(commune.code), ...cellsOf(commune).map(cellToken)] : []),
    startsOn ? monthToken(startsOn.slice(0, 7)) : null,
    ...durationsOf(offer).map(durationToken),
    ...conditionsOf(offer).map(conditionToken),
    referenceToken(reference),
    referenceNumberToken(reference),
  ].filter((token) => token !== null);
}

/**
 * The codes that facets count, each after the letter of its dimension (the database adds `a` and the number of the
 * administration). They are joined by commas, as `group_concat` joins offers: ten thousand offers make one flat list,
 * which `countFacets` counts in one pass.
 */
function facetCodes(offer: IndexedOffer): string[] {
  const { department } = offer;
  const region = regionWithin(offer);
  return [
    typeToken(offer.type),
    `n${offer.level ?? 0}`,
    ...offer.domains.map((code) => `d${code}`),
    region ? `r${region}` : null,
    department ? `p${department}` : null,
    `c${offer.country}`,
    ...durationsOf(offer).map(durationToken),
    ...conditionsOf(offer).map(conditionToken),
  ].filter((code) => code !== null);
}

function regionWithin({ region, department }: OfferPlace): string | null {
  return region ?? (department === null ? null : regionOf(department));
}

/** The kinds of duration that the contract may have: one, or two for « 2 à 4 mois »; none when it is not said. */
function durationsOf({ durationMinMonths, durationMaxMonths }: OfferDurations): Duration[] {
  const least = durationMinMonths ?? durationMaxMonths;
  const most = durationMaxMonths ?? durationMinMonths;
  if (least === null || most === null) return [];
  return DURATIONS.filter(({ from, to }) => most >= from && least <= to).map(({ code }) => code);
}

function conditionsOf({ telework, disabilityFriendly }: OfferFacts): Condition[] {
  return [...(telework ? (["teletravail"] as const) : []), ...(disabilityFriendly ? (["handicap"] as const) : [])];
}
