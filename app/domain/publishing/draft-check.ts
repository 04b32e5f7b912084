import { checkPosting, type Posting } from "#app/domain/offers/posting.ts";
import { toDay } from "#app/domain/time.ts";
import {
  contactField,
  type DraftContext,
  draftPlaces,
  draftPosting,
  FIELD_IDS,
  MOST_CONTACTS,
  months,
  numbers,
  placeField,
  readDay,
  type TypedDraft,
  withScheme,
} from "./draft-form.ts";

/** What came of a draft: its offers, one a place, and what is wrong with it. */
export type CheckedDraft = {
  /** As they would be published; empty when there is not even a title and a type. */
  postings: { slot: number; posting: Posting }[];
  /** What keeps it from being published, a French sentence a field: what is missing, or would be lost. */
  errors: Record<string, string>;
  /** What was understood otherwise, or not at all, and is published all the same. */
  doubts: Record<string, string>;
};

type Context = DraftContext & {
  /** The current instant, ISO 8601. */
  now: string;
  /** The first of its references; null before its first publication. */
  reference: string | null;
};

/** Of a draft that has no reference yet. */
const NO_REFERENCE = "BROUILLON";

/**
 * Checks a draft as it stands. Every rule is that of `checkPosting`; each doubt of it is told beside the field that it
 * is about.
 */
export function checkDraft(typed: TypedDraft, context: Context): CheckedDraft {
  const errors = { ...missing(typed), ...lost(typed, context), ...ofDays(typed, context), ...ofType(typed, context) };
  const postings = draftPlaces(typed).flatMap(({ slot, place }) => {
    const reference = slotReference(context.reference ?? NO_REFERENCE, slot);
    const checked = checkPosting(draftPosting(typed, { ...context, reference, place }), context.now);
    return checked.ok ? [{ slot, posting: checked.posting }] : [];
  });
  return { postings, errors, doubts: doubtfulPlaces(typed, context) };
}

/** The reference of a place of a draft: that of its first place, then with the number of the others. */
export function slotReference(first: string, slot: number): string {
  return slot === 1 ? first : `${first}-${slot}`;
}

function missing({ title, type }: TypedDraft): Record<string, string> {
  return {
    ...(type ? {} : { type: "Dites s’il s’agit d’un stage ou d’un apprentissage." }),
    ...(title?.trim() ? {} : { title: "Donnez un intitulé à l’offre." }),
  };
}

/** The values that publishing would leave out or cut, each with the doubt that `checkPosting` has about it alone. */
function lost(typed: TypedDraft, context: Context): Record<string, string> {
  const posting = draftPosting(typed, { ...context, reference: NO_REFERENCE, place: null });
  const fields = [
    ...["title", "employer", "service", "description", "profile", "employerDescription", "more", "pay"],
    ...["startsOn", "expiresOn", "telework", "disabilityFriendly"],
  ];
  return Object.fromEntries([
    ...fields.flatMap((field) => doubtOf(context, field, { [field]: posting[field] })),
    ...doubtOf(context, FIELD_IDS.durationMinMonths, { durationMinMonths: posting.durationMinMonths }),
    ...doubtOf(context, FIELD_IDS.durationMaxMonths, { durationMaxMonths: posting.durationMaxMonths }),
    ...ofDurations(typed),
    ...numbers(MOST_CONTACTS).flatMap((n) => ofContact(typed, n, context)),
  ]);
}

function ofDurations({ durationMin, durationMax }: TypedDraft): [string, string][] {
  const sentence = "Écrivez un nombre de mois, par exemple 6.";
  const [min, max] = [months(durationMin), months(durationMax)];
  return [
    ...(durationMin && min === null ? [["durationMin", sentence] as [string, string]] : []),
    ...(durationMax && max === null ? [["durationMax", sentence] as [string, string]] : []),
    ...(min !== null && max !== null && max < min
      ? [["durationMax", "La durée la plus longue est plus courte que l’autre."] as [string, string]]
      : []),
  ];
}

function ofContact(typed: TypedDraft, n: number, context: Context): [string, string][] {
  const [name, email, phone, url] = (["Name", "Email", "Phone", "Url"] as const).map((way) => contactField(n, way));
  const said = (field: string | undefined) => (field && typed[field]) || undefined;
  if (said(name) && !said(email) && !said(phone) && !said(url)) {
    return [[email ?? "", "Donnez à ce contact une adresse mail, un téléphone ou un site."]];
  }
  const site = said(url);
  return [
    ...doubtOf(context, email ?? "", { contacts: [{ email: said(email) }] }),
    ...doubtOf(context, phone ?? "", { contacts: [{ phone: said(phone) }] }),
    ...doubtOf(context, url ?? "", { contacts: [{ url: site && withScheme(site) }] }),
  ];
}

function ofDays(typed: TypedDraft, { today }: Context): Record<string, string> {
  const [publishes, last] = [readDay(typed.publishesOn), readDay(typed.expiresOn)];
  const errors: Record<string, string> = {};
  if (publishes && toDay(publishes) === null) errors.publishesOn = "Cette date n’existe pas.";
  if (last && toDay(last) !== null && last < today) errors.expiresOn = "Ce jour est passé : choisissez-en un à venir.";
  else if (publishes && toDay(publishes) !== null && last && toDay(last) !== null && last < publishes)
    errors.expiresOn = "Ce jour vient avant celui de la publication.";
  return errors;
}

/** A reference says the type, so the type no longer changes once there is one. */
function ofType({ type }: TypedDraft, { reference }: Context): Record<string, string> {
  if (!reference || !type || (type === "stage") === reference.startsWith("S")) return {};
  return { type: "Le type d’une offre publiée ne change plus : dupliquez-la pour en publier une autre." };
}

/** A town that is not known, or is the name of several: published as it was typed. */
function doubtfulPlaces(typed: TypedDraft, context: Context): Record<string, string> {
  const { country } = draftPosting(typed, { ...context, reference: NO_REFERENCE, place: null });
  return Object.fromEntries(
    draftPlaces(typed).flatMap(({ slot, place }) => doubtOf(context, placeField(slot), { city: place, country })),
  );
}

/** The doubts about some values of a posting that holds nothing else. */
function doubtOf({ now }: Context, field: string, said: Record<string, unknown>): [string, string][] {
  const alone = { reference: NO_REFERENCE, type: "stage", title: "Titre", description: "Texte" };
  const empty = Object.values(said).every((value) => value === null || value === undefined || value === "");
  if (empty) return [];
  const checked = checkPosting({ ...alone, ...said }, now);
  const doubts = checked.ok ? checked.doubts : [checked.reason];
  return doubts.length > 0 ? [[field, doubts.join(" ")]] : [];
}
