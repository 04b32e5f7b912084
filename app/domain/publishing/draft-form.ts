import { COUNTRIES, DOMAINS, FRANCE, LEVELS, OFFER_TYPES } from "#app/domain/nomenclature.ts";
import { parisTimeToInstant, toDay } from "#app/domain/time.ts";
import { draftHtml } from "./draft-text.ts";

/** The fields of the form of an offer, by name, as they were typed. An empty field is left out. */
export type TypedDraft = Record<string, string>;

/** How many of each the form has. */
export const MOST_PLACES = 10;
export const MOST_DOMAINS = 5;
export const MOST_CONTACTS = 3;
/** What a draft may weigh, in bytes: several times the longest offer that is kept. */
export const MOST_DRAFT_BYTES = 200_000;

/** The hour in Paris at which an offer appears on the day that was chosen for it. */
const PUBLISHED_AT = "07:00:00";

/** 1, 2, 3… up to a number: the slots of what the form has several of. */
export const numbers = (most: number) => Array.from({ length: most }, (_, n) => n + 1);

export const placeField = (slot: number) => `place${slot}`;
export const domainField = (slot: number) => `domain${slot}`;
export const contactField = (slot: number, way: "Name" | "Email" | "Phone" | "Url") => `contact${slot}${way}`;

/** The labels of the fields, for the summary of errors too. */
export const DRAFT_LABELS: Record<string, string> = {
  type: "Type de contrat",
  title: "Intitulé",
  ...Object.fromEntries(
    numbers(MOST_DOMAINS).map((n) => [domainField(n), n === 1 ? "Domaine d’activité" : `Domaine d’activité n° ${n}`]),
  ),
  level: "Niveau de diplôme",
  description: "Description du poste",
  employer: "Employeur",
  service: "Service",
  employerDescription: "Présentation de l’employeur",
  ...Object.fromEntries(numbers(MOST_PLACES).map((n) => [placeField(n), n === 1 ? "Lieu" : `Lieu n° ${n}`])),
  country: "Pays",
  telework: "Télétravail",
  profile: "Profil recherché",
  startsOn: "Début",
  durationMin: "Durée la plus courte",
  durationMax: "Durée la plus longue",
  publishesOn: "Publication",
  expiresOn: "Dernier jour pour candidater",
  pay: "Rémunération",
  disabilityFriendly: "Ouverture aux personnes en situation de handicap",
  ...Object.fromEntries(
    numbers(MOST_CONTACTS).flatMap((n) => [
      [contactField(n, "Name"), `Contact ${n}, nom`],
      [contactField(n, "Email"), `Contact ${n}, adresse mail`],
      [contactField(n, "Phone"), `Contact ${n}, téléphone`],
      [contactField(n, "Url"), `Contact ${n}, site`],
    ]),
  ),
  more: "Informations complémentaires",
};

/** The id of the form's field for a field of the posting, where they differ. */
export const FIELD_IDS = {
  domains: domainField(1),
  city: placeField(1),
  department: placeField(1),
  region: placeField(1),
  durationMinMonths: "durationMin",
  durationMaxMonths: "durationMax",
  contacts: contactField(1, "Email"),
  publishedAt: "publishesOn",
} as const;

/** The fields of a form that are those of an offer. Lines end as on this side, and what is empty is left out. */
export function readTyped(fields: ReadonlyMap<string, string>): TypedDraft {
  return Object.fromEntries(
    Object.keys(DRAFT_LABELS).flatMap((name) => {
      const value = (fields.get(name) ?? "").replace(/\r\n?/g, "\n");
      return value.trim() === "" ? [] : [[name, value]];
    }),
  );
}

/** What a draft is called in lists. */
export function draftTitle(typed: TypedDraft): string {
  return (typed.title ?? "").trim().slice(0, 300) || "Sans titre";
}

/**
 * The places of a draft, each with the number of its field, which its reference follows: a place that is corrected
 * keeps its reference. One nameless place when none was typed.
 */
export function draftPlaces(typed: TypedDraft): { slot: number; place: string | null }[] {
  const seen = new Set<string>();
  const places = numbers(MOST_PLACES).flatMap((slot) => {
    const place = (typed[placeField(slot)] ?? "").trim();
    const key = place.toLowerCase();
    if (place === "" || seen.has(key)) return [];
    seen.add(key);
    return [{ slot, place }];
  });
  return places.length > 0 ? places : [{ slot: 1, place: null }];
}

/**
 * One posting of a draft, of the same shape as employers send, not checked yet.
 * @param today the current day in Paris: an offer appears at once unless a later day was chosen
 */
export function draftPosting(
  typed: TypedDraft,
  { reference, place, administration, today }: DraftContext & { reference: string; place: string | null },
): Record<string, unknown> {
  const known = (choices: readonly { code: string }[], name: string) =>
    choices.some(({ code }) => code === typed[name]) ? typed[name] : null;
  const day = draftDay(typed, today);
  return {
    reference,
    type: known(OFFER_TYPES, "type"),
    title: typed.title ?? "",
    administration,
    employer: typed.employer,
    service: typed.service,
    level: known(LEVELS, "level"),
    domains: numbers(MOST_DOMAINS).flatMap((n) => known(DOMAINS, domainField(n)) ?? []),
    country: known(COUNTRIES, "country") ?? FRANCE,
    city: place,
    description: draftHtml(typed.description),
    profile: draftHtml(typed.profile),
    employerDescription: draftHtml(typed.employerDescription),
    more: draftHtml(typed.more),
    startsOn: readDay(typed.startsOn),
    durationMinMonths: months(typed.durationMin),
    durationMaxMonths: months(typed.durationMax),
    telework: typed.telework,
    disabilityFriendly: typed.disabilityFriendly,
    pay: typed.pay,
    contacts: draftContacts(typed),
    publishedAt: day && parisTimeToInstant(day, PUBLISHED_AT),
    updatedAt: null,
    expiresOn: readDay(typed.expiresOn),
  };
}

/** What a draft depends on, beside what was typed. */
export type DraftContext = {
  /** The label of the administration that publishes it. */
  administration: string;
  /** The current day in Europe/Paris, `YYYY-MM-DD`. */
  today: string;
};

/** The day after today on which the draft is to appear; null when it appears at once. */
export function draftDay(typed: TypedDraft, today: string): string | null {
  const day = readDay(typed.publishesOn);
  return day && isLater(day, today) ? day : null;
}

/** `2026-03-12`, or « 12/03/2026 » as people write where the browser shows no calendar; the words as typed otherwise. */
export function readDay(typed: string | undefined): string | null {
  const written = (typed ?? "").trim();
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ?? [];
  const read = year && toDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return read || written || null;
}

/** Whole months; null when the words are no number. */
export function months(typed: string | undefined): number | null {
  const [, number] = /^(\d{1,4})(?:\s*mois)?$/i.exec((typed ?? "").trim()) ?? [];
  return number ? Number(number) : null;
}

function draftContacts(typed: TypedDraft) {
  return numbers(MOST_CONTACTS).flatMap((n) => {
    const [name, email, phone, url] = (["Name", "Email", "Phone", "Url"] as const).map(
      (way) => typed[contactField(n, way)],
    );
    return name || email || phone || url ? [{ name, email, phone, url: url && withScheme(url) }] : [];
  });
}

/** « www.exemple.fr » as people type it. */
export function withScheme(url: string): string {
  const written = url.trim();
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(written) ? `https://${written}` : written;
}

function isLater(day: string, today: string): boolean {
  return toDay(day) !== null && day > today;
}

/** What stays the same from one offer of a recruiter to the next: who hires, where, and whom to write to. */
const KEPT_FIELDS = /^(employer|service|employerDescription|place1|country|contact\d\w+)$/;

/** A new draft that begins with what stays the same of another one. */
export function draftFrom(last: TypedDraft, type: string): TypedDraft {
  return { ...Object.fromEntries(Object.entries(last).filter(([name]) => KEPT_FIELDS.test(name))), type };
}

/** A copy of a draft for another offer: without its days, which are past or of the other. */
export function draftCopy(typed: TypedDraft): TypedDraft {
  const { publishesOn: _, expiresOn: __, ...others } = typed;
  return others;
}
