import type { Posting } from "#app/domain/offers/posting.ts";

/** Where a field of a posting stands on the page of the form, and what links to it are called. */
export type FieldIds = Partial<Record<keyof Posting, string>>;

/** The fields that advice is about, as they stand in « Modifier le titre ». */
export const FIELD_NAMES: Partial<Record<keyof Posting, string>> = {
  title: "le titre",
  level: "le niveau",
  domains: "les domaines",
  city: "le lieu",
  description: "le texte du poste",
  profile: "le profil",
  more: "le complément",
  pay: "la rémunération",
  startsOn: "le début",
  expiresOn: "le dernier jour pour candidater",
  durationMinMonths: "la durée",
  durationMaxMonths: "la durée",
  telework: "le télétravail",
  disabilityFriendly: "l’ouverture aux personnes en situation de handicap",
  contacts: "les contacts",
};
