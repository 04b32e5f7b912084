import { type Cell, csvText, UTF8_MARK } from "#app/domain/csv-text.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { Contact, Offer } from "#app/domain/offers/offer.ts";
import { findCommune } from "#app/domain/places/communes.ts";
import { plainText } from "#app/domain/text/reduced-html.ts";
import { toPosting } from "./published-posting.ts";

/** The Licence Ouverte 2.0 (etalab-2.0). */
export const LICENCE = "https://github.com/etalab/licence-ouverte/blob/master/LO.md";

/** An offer with the absolute address of its page. */
export type Listed = { offer: Offer; url: string };

type Column = { name: string; note: string; of: (listed: Listed) => Cell };

const label = (of: Parameters<typeof labelOf>[0], code: string | null) => (code === null ? null : labelOf(of, code));
const pointOf = ({ commune }: Offer) => (commune === null ? null : (findCommune(commune)?.point ?? null));

/** The columns of the CSV file, in order, with what each means, for the page that documents them. */
export const COLUMNS: Column[] = [
  { name: "reference", note: "La référence de l’employeur, unique.", of: ({ offer }) => offer.reference },
  { name: "url", note: "La page de l’offre, où se trouvent les contacts.", of: ({ url }) => url },
  { name: "type", note: "stage ou apprentissage.", of: ({ offer }) => offer.type },
  { name: "intitule", note: "L’intitulé.", of: ({ offer }) => offer.title },
  {
    name: "administration",
    note: "Le ministère ou l’organisme.",
    of: ({ offer }) => offer.administration?.label ?? null,
  },
  { name: "employeur", note: "L’entité qui recrute.", of: ({ offer }) => offer.employer },
  { name: "service", note: "L’équipe.", of: ({ offer }) => offer.service },
  { name: "niveau", note: "Le niveau de diplôme, de 3 à 8.", of: ({ offer }) => offer.level },
  {
    name: "domaines",
    note: "Les codes du répertoire des métiers (RMFP), séparés par des virgules.",
    of: ({ offer }) => offer.domains.join(","),
  },
  {
    name: "domaines_libelles",
    note: "Leurs libellés, séparés par « | ».",
    of: ({ offer }) => offer.domains.map((code) => labelOf("domain", code) ?? code).join(" | "),
  },
  { name: "pays", note: "ISO 3166-1 alpha-3.", of: ({ offer }) => offer.country },
  { name: "region", note: "Code INSEE de la région.", of: ({ offer }) => offer.region },
  { name: "region_libelle", note: "Nom de la région.", of: ({ offer }) => label("region", offer.region) },
  { name: "departement", note: "Code INSEE du département.", of: ({ offer }) => offer.department },
  {
    name: "departement_libelle",
    note: "Nom du département.",
    of: ({ offer }) => label("department", offer.department),
  },
  { name: "commune", note: "Code INSEE, quand la ville est reconnue.", of: ({ offer }) => offer.commune },
  { name: "ville", note: "La ville telle que l’employeur la nomme.", of: ({ offer }) => offer.city },
  {
    name: "latitude",
    note: "Degrés : le point de la commune, non l’adresse.",
    of: ({ offer }) => pointOf(offer)?.latitude ?? null,
  },
  { name: "longitude", note: "Degrés, du même point.", of: ({ offer }) => pointOf(offer)?.longitude ?? null },
  { name: "debut", note: "Le début du contrat, AAAA-MM-JJ.", of: ({ offer }) => offer.startsOn },
  { name: "duree_min_mois", note: "La durée la plus courte, en mois.", of: ({ offer }) => offer.durationMinMonths },
  { name: "duree_max_mois", note: "La durée la plus longue, en mois.", of: ({ offer }) => offer.durationMaxMonths },
  { name: "teletravail", note: "oui, non, ou vide : non précisé.", of: ({ offer }) => offer.telework },
  {
    name: "handicap",
    note: "Si l’offre est dite ouverte aux personnes en situation de handicap ; de même.",
    of: ({ offer }) => offer.disabilityFriendly,
  },
  { name: "remuneration", note: "Une ligne de texte.", of: ({ offer }) => offer.pay },
  {
    name: "site_pour_postuler",
    note: "Le premier site donné pour postuler.",
    of: ({ offer }) => offer.contacts.find(({ url }) => url)?.url ?? null,
  },
  { name: "publiee_le", note: "Instant ISO 8601, en UTC.", of: ({ offer }) => offer.publishedAt },
  { name: "modifiee_le", note: "Instant ISO 8601, en UTC.", of: ({ offer }) => offer.updatedAt },
  { name: "dernier_jour", note: "Le dernier jour pour candidater, AAAA-MM-JJ.", of: ({ offer }) => offer.expiresOn },
  {
    name: "description",
    note: "Le poste, en texte sans mise en forme.",
    of: ({ offer }) => inLines(offer.description),
  },
  { name: "profil", note: "Le profil recherché, en texte.", of: ({ offer }) => inLines(offer.profile) },
  {
    name: "employeur_presentation",
    note: "La présentation de l’employeur, en texte.",
    of: ({ offer }) => inLines(offer.employerDescription),
  },
  { name: "complement", note: "Les informations complémentaires, en texte.", of: ({ offer }) => inLines(offer.more) },
];

/** The mark of UTF-8 and the names of the columns. */
export function csvHead(): string {
  return UTF8_MARK + csvText(COLUMNS.map(({ name }) => name));
}

/** An offer as a line of the CSV file (RFC 4180, with `;` as French spreadsheets expect). */
export function csvLine(listed: Listed): string {
  return csvText(COLUMNS.map(({ of }) => of(listed)));
}

/**
 * An offer as a line of the NDJSON file: the posting that our importer reads (docs/imports.md), and its page. Of the
 * contacts only the sites are there: names, addresses and numbers are personal data (decision 20).
 */
export function ndjsonLine({ offer, url }: Listed): string {
  return `${JSON.stringify({ ...toPosting(offer), contacts: sitesOf(offer.contacts), url })}\n`;
}

/** The contacts of an offer without anything of a person. */
export function sitesOf(contacts: Contact[]): Contact[] {
  return [...new Set(contacts.flatMap(({ url }) => url ?? []))].map((url) => ({ url }));
}

/** Reduced HTML as text with a line for each paragraph, item and line break. */
function inLines(html: string | null): string | null {
  const text = plainText(html?.replace(/<(?:br|\/p|\/li)>/g, "\n") ?? null);
  return (
    text
      ?.replace(/[ \t]*\n\s*/g, "\n")
      .replace(/ {2,}/g, " ")
      .trim() ?? null
  );
}
