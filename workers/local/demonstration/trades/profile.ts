import type { OfferType } from "#app/domain/nomenclature.ts";

/** What one is hired to do: employers say which of these they hire for. */
export type Trade =
  | "digital"
  | "it-support"
  | "cyber"
  | "data"
  | "design"
  | "hr"
  | "payroll"
  | "training"
  | "law"
  | "purchasing"
  | "budget"
  | "accounting"
  | "tax"
  | "customs"
  | "communication"
  | "graphics"
  | "web-writing"
  | "secretariat"
  | "user-help"
  | "audit"
  | "cabinet"
  | "projects"
  | "mapping"
  | "biodiversity"
  | "water"
  | "energy"
  | "planning"
  | "weather"
  | "laboratory"
  | "research"
  | "statistics"
  | "food-safety"
  | "farming"
  | "forestry"
  | "gardening"
  | "works"
  | "maintenance"
  | "carpentry"
  | "kitchen"
  | "garage"
  | "store"
  | "aviation"
  | "roads"
  | "road-safety"
  | "waterways"
  | "archives"
  | "library"
  | "mediation"
  | "collections"
  | "archaeology"
  | "nursing"
  | "pharmacy"
  | "public-health"
  | "safety"
  | "psychology"
  | "social-work"
  | "youth-protection"
  | "inclusion"
  | "sport"
  | "youth"
  | "school-life"
  | "school-head"
  | "teaching-design"
  | "court"
  | "probation"
  | "prison-maintenance"
  | "forensics"
  | "civil-protection"
  | "intelligence"
  | "shipyard"
  | "weapons"
  | "defence-studies"
  | "culture-abroad"
  | "politics-abroad"
  | "economy-abroad"
  | "consular";

/** Where the day is spent: hours, equipment and remote work follow from it. */
export type Setting = "office" | "outdoors" | "workshop" | "ward" | "people" | "abroad";

/** A métier of the public service, from which offers are made. */
export type Profile = {
  trade: Trade;
  setting: Setting;
  /** Ways to write the title: some in the feminine, inclusive, with H/F, in capitals, with a code in front. */
  titles: string[];
  types: OfferType[];
  /** Plausible levels, 3 to 8. */
  levels: number[];
  /** RMFP codes; the first one always, the others sometimes. */
  domains: string[];
  /** Teams that one may join, of any employer that hires for this trade. */
  services: string[];
  /** What one does, in the infinitive. */
  missions: string[];
  /** Who is looked for, in whole sentences. */
  profile: string[];
};
