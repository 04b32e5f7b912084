/** A métier of the public service, from which offers are made. */
export type Profile = {
  /** Ways to write the title: some in the feminine, inclusive, with H/F, in capitals, with a code in front. */
  titles: string[];
  types: ("apprentissage" | "stage")[];
  /** Plausible levels, 3 to 8. */
  levels: number[];
  /** RMFP codes; the first one always, the others sometimes. */
  domains: string[];
  /** Codes of the administrations where the métier makes sense. */
  administrations: string[];
  /** What one does, as noun phrases. */
  missions: string[];
  /** Who is looked for. */
  profile: string[];
};
