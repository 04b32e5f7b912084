import { CONTACT_FIELDS, TYPED_FIELDS, TYPED_NAMESPACE, TYPED_PREFIX } from "#app/domain/imports/rss/typed-item.ts";
import { FRANCE, type OfferType } from "#app/domain/nomenclature.ts";
import type { Contact, Offer } from "#app/domain/offers/offer.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { findCommune } from "#app/domain/places/communes.ts";
import { escapeXml, textElement } from "#app/domain/text/xml.ts";
import { parisTimeToInstant, toInstantInParis } from "#app/domain/time.ts";
import { toPosting } from "./published-posting.ts";

/** The levels as the official feed writes them. It knows five: « et plus » is the doctorate too. */
const LEVELS: Record<number, string> = {
  3: "Niveau 3 – (CAP, BEP)",
  4: "Niveau 4 – (Bac)",
  5: "Niveau 5 – (Bac+2)",
  6: "Niveau 6 – (Bac+3 ou 4)",
  7: "Niveau 7 – (Bac+5 et plus)",
  8: "Niveau 7 – (Bac+5 et plus)",
};

type Channel = {
  type: OfferType;
  /** The addresses of the site and of the feed itself, absolute. */
  site: string;
  address: string;
};

/** What stands before the items of a feed of the official shape. */
export function feedHead({ type, site, address }: Channel): string {
  const title = type === "stage" ? "PASS – offres de stage" : "PASS – offres d’apprentissage";
  return `<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:${TYPED_PREFIX}="${TYPED_NAMESPACE}" version="2.0" xml:base="${escapeXml(site)}">
<channel>
${textElement("title", title)}
${textElement("link", site)}
${textElement("description", "Toutes les offres ouvertes de la fonction publique")}
<language>fr</language>
<atom:link rel="self" type="application/rss+xml" href="${escapeXml(address)}"/>
`;
}

export const FEED_END = "</channel>\n</rss>\n";

/**
 * An offer as an item of the official PASS feed. The importers that read it stop at an item where one of its elements is
 * missing, twice there, or written otherwise; `dc:type` and `dc:format` may not even be empty. What is not known is
 * therefore an empty element, « Niveau non précisé », or the 0 that the official feed writes for a duration without
 * limit. Typed elements of our own namespace follow, which say exactly what is known.
 * @param path the page of the offer, from the root of the site
 * @param channel of which feed the item is
 */
export function feedItem(offer: Offer, path: string, { site, address }: Channel): string {
  const entity = offer.employer ?? offer.service ?? offer.administration?.label ?? "";
  const start = offer.startsOn && parisTimeToInstant(offer.startsOn, "00:00:00");
  const updated = toInstantInParis(offer.updatedAt);
  const elements = [
    `<title><a href="${escapeXml(path)}" hreflang="fr">${escapeXml(offer.title)}</a></title>`,
    textElement("link", new URL(path, site).href),
    textElement("description", offer.description ?? ""),
    textElement("author", entity),
    `<guid isPermaLink="false">${escapeXml(offer.reference)}</guid>`,
    textElement("pubDate", withoutColon(toInstantInParis(offer.publishedAt))),
    `<source url="${escapeXml(address)}">PASS</source>`,
    textElement("dc:creator", creatorOf(offer.contacts)),
    // The official feed writes `6`, not `06`.
    textElement("dc:description", (offer.department ?? "").replace(/^0/, "")),
    textElement("dc:publisher", offer.service ?? entity),
    textElement("dc:contributor", offer.administration?.label ?? ""),
    textElement("dc:date", start ? toInstantInParis(start) : ""),
    textElement("dc:type", LEVELS[offer.level ?? 0] ?? "Niveau non précisé"),
    textElement("dc:format", durationOf(offer)),
    textElement("dc:identifier", offer.reference),
    `<dc:source><time datetime="${updated}">${withoutColon(updated)}</time></dc:source>`,
    textElement("dc:coverage", (offer.country === FRANCE && offer.city) || (placeOf(offer) ?? "")),
    ...typedElements(offer),
  ];
  return `<item>\n${elements.join("\n")}\n</item>\n`;
}

/** « mail - phone » of the first contact that has one of them. */
function creatorOf(contacts: Contact[]): string {
  const { email = "", phone = "" } = contacts.find((contact) => contact.email || contact.phone) ?? {};
  return `${email} - ${phone}`.trim();
}

function durationOf({ durationMinMonths: min, durationMaxMonths: max }: Offer): string {
  return min !== null && min === max ? `${min} mois` : `Entre ${min ?? 0} et ${max ?? 0} mois`;
}

/** `+0100` for `+01:00`, as the official feed writes instants, but for the start. */
function withoutColon(instant: string): string {
  return instant.replace(/:(\d\d)$/, "$1");
}

function typedElements(offer: Offer): string[] {
  const posting = toPosting(offer);
  const typed = (name: string, value: string) => textElement(`${TYPED_PREFIX}:${name}`, value);
  const { point = null } = (offer.commune !== null && findCommune(offer.commune)) || {};
  return [
    ...TYPED_FIELDS.flatMap((field) => {
      const value = posting[field];
      return value === null ? [] : [typed(field, String(value))];
    }),
    ...posting.domains.map((code) => typed("domain", code)),
    ...posting.contacts.flatMap((contact) =>
      Object.entries(CONTACT_FIELDS).map(([element, field]) => typed(element, contact[field as keyof Contact] ?? "")),
    ),
    ...(offer.commune === null ? [] : [typed("commune", offer.commune)]),
    ...(point === null ? [] : [typed("latitude", String(point.latitude)), typed("longitude", String(point.longitude))]),
  ];
}
