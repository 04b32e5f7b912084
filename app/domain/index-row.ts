import {
  administrationToken,
  countryToken,
  departmentToken,
  domainToken,
  EVERY_OFFER,
  levelToken,
  NO_LEVEL,
  regionToken,
  typeToken,
} from "./filter-tokens.ts";
import { labelOf, regionOf } from "./nomenclature.ts";
import type { Offer } from "./offer.ts";
import { referenceNumberToken, referenceToken } from "./references.ts";
import { prepareText } from "./text.ts";

/** The columns of `offers_fts`: three of prepared text, the filter tokens, and the facet codes packed. */
export type IndexRow = { title: string; employer: string; body: string; f: string; k: string };

/** What the index knows of an offer. */
export type IndexedOffer = Pick<
  Offer,
  | "reference"
  | "type"
  | "title"
  | "administration"
  | "employer"
  | "service"
  | "level"
  | "domains"
  | "region"
  | "department"
  | "country"
  | "city"
  | "description"
  | "profile"
  | "employerDescription"
  | "more"
>;

/**
 * The row of the full-text index for an offer.
 * The labels of its région and département are left out of the text on purpose: a place word means the filter or the
 * word, and a place word in quotes must be able to mean the word alone.
 */
export function indexRow(offer: IndexedOffer): IndexRow {
  const { administration, employer, service, city, description, profile, employerDescription, more } = offer;
  const domains = offer.domains.map((code) => labelOf("domain", code));
  return {
    title: prepared([offer.title]),
    employer: prepared([administration?.label, employer, service, city]),
    body: prepared([...[description, profile, more, employerDescription].map(plainText), ...domains]),
    f: filterTokens(offer).join(" "),
    k: facetCodes(offer).join(","),
  };
}

/** Each text is prepared by itself: « HF » at the end of a title is no longer there once a service follows it. */
function prepared(texts: (string | null | undefined)[]): string {
  return texts.flatMap((text) => (text ? prepareText(text) : [])).join(" ");
}

function filterTokens(offer: IndexedOffer): string[] {
  const { administration, level, department, reference } = offer;
  const region = regionWithin(offer);
  return [
    EVERY_OFFER,
    typeToken(offer.type),
    level === null ? NO_LEVEL : levelToken(level),
    ...offer.domains.map(domainToken),
    administration && administrationToken(administration.slug),
    region ? regionToken(region) : null,
    department ? departmentToken(department) : null,
    countryToken(offer.country),
    referenceToken(reference),
    referenceNumberToken(reference),
  ].filter((token) => token !== null);
}

/**
 * What the facets count: each code behind the letter of its dimension. `group_concat(k)` joins offers with the comma
 * that joins codes, so that ten thousand offers are one flat list, counted in one pass by `countFacets`.
 */
function facetCodes(offer: IndexedOffer): string[] {
  const { administration, department } = offer;
  const region = regionWithin(offer);
  return [
    `t${offer.type}`,
    `n${offer.level ?? 0}`,
    ...offer.domains.map((code) => `d${code}`),
    administration && `a${administration.slug}`,
    region ? `r${region}` : null,
    department ? `p${department}` : null,
    `c${offer.country}`,
  ].filter((code) => code !== null);
}

function regionWithin({ region, department }: IndexedOffer): string | null {
  return region ?? (department === null ? null : regionOf(department));
}

/** HTML that `rich-text.ts` has reduced, as text: tags part words, and the few entities that it writes are read. */
function plainText(html: string | null): string | null {
  if (html === null) return null;
  return html
    .replace(/<[^<>]*>/g, " ")
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi, (_, decimal, hexadecimal, name) =>
      name
        ? (ENTITIES[name.toLowerCase()] ?? " ")
        : character(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16)),
    );
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}
