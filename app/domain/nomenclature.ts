import departements from "@etalab/decoupage-administratif/data/departements.json" with { type: "json" };
import regions from "@etalab/decoupage-administratif/data/regions.json" with { type: "json" };
import countryCodes from "i18n-iso-countries/codes.json" with { type: "json" };
import countryNames from "i18n-iso-countries/langs/fr.json" with { type: "json" };

/** One value that an offer can have and a search can ask for: its code in URLs and data, its French label on pages. */
export type Choice = { code: string; label: string };

/** The two kinds of contract that PASS publishes; the codes are those of the `type` parameter. */
export const OFFER_TYPES = [
  { code: "apprentissage", label: "Apprentissage" },
  { code: "stage", label: "Stage" },
] as const satisfies Choice[];

export type OfferType = (typeof OFFER_TYPES)[number]["code"];

/** Levels of the French framework of qualifications (décret n° 2019-14), with the diplomas that people know them by. */
export const LEVELS = [
  { code: "3", label: "Niveau 3 (CAP, BEP)" },
  { code: "4", label: "Niveau 4 (Bac)" },
  { code: "5", label: "Niveau 5 (Bac+2 : BTS, DEUST)" },
  { code: "6", label: "Niveau 6 (Bac+3 ou 4 : licence, BUT)" },
  { code: "7", label: "Niveau 7 (Bac+5 : master, ingénieur)" },
  { code: "8", label: "Niveau 8 (Doctorat)" },
] as const satisfies Choice[];

/** How long a contract lasts, in months: an offer that says « 2 à 4 mois » is of two of them. */
export const DURATIONS = [
  { code: "courte", label: "2 mois ou moins", from: 0, to: 2 },
  { code: "moyenne", label: "3 à 6 mois", from: 3, to: 6 },
  { code: "longue", label: "Plus de 6 mois", from: 7, to: Number.POSITIVE_INFINITY },
] as const satisfies (Choice & { from: number; to: number })[];

/** What an employer may state of an offer, and a candidate may need. */
export const CONDITIONS = [
  { code: "teletravail", label: "Télétravail possible" },
  { code: "handicap", label: "Ouvert aux personnes en situation de handicap" },
] as const satisfies Choice[];

export type Duration = (typeof DURATIONS)[number]["code"];
export type Condition = (typeof CONDITIONS)[number]["code"];

/** The 29 domains of activity of the Répertoire des métiers de la fonction publique (RMFP), in alphabetical order. */
export const DOMAINS: Choice[] = [
  { code: "ACH", label: "Achat" },
  { code: "JUR", label: "Affaires juridiques" },
  { code: "AGR", label: "Agriculture" },
  { code: "AMT", label: "Aménagement et développement durable du territoire" },
  { code: "ASP", label: "Animation, jeunesse et sports" },
  { code: "BAT", label: "Bâtiment" },
  { code: "COM", label: "Communication" },
  { code: "CUL", label: "Culture et patrimoine" },
  { code: "DEF", label: "Défense" },
  { code: "DIR", label: "Direction et pilotage des politiques publiques" },
  { code: "ENS", label: "Enseignement et formation" },
  { code: "ENV", label: "Environnement" },
  { code: "FIP", label: "Finances publiques" },
  { code: "GBF", label: "Gestion budgétaire et financière" },
  { code: "INT", label: "International" },
  { code: "LOG", label: "Interventions techniques et logistiques" },
  { code: "JUS", label: "Justice" },
  { code: "DOC", label: "Lecture publique et documentation" },
  { code: "MED", label: "Médical et paramédical" },
  { code: "NUM", label: "Numérique" },
  { code: "CTL", label: "Organisation, contrôle et évaluation" },
  { code: "SAN", label: "Prévention, conseil et pilotage en santé" },
  { code: "RCH", label: "Recherche" },
  { code: "USA", label: "Relation à l’usager" },
  { code: "REN", label: "Renseignement" },
  { code: "GRH", label: "Ressources humaines" },
  { code: "SEC", label: "Sécurité" },
  { code: "SOC", label: "Social, enfance et famille" },
  { code: "TRA", label: "Transports" },
];

/** INSEE regions, overseas collectivities included, in French alphabetical order. */
export const REGIONS: Choice[] = regions.map(({ code, nom }) => ({ code, label: typographic(nom) })).sort(byLabel);

/** INSEE départements and overseas collectivities with the region that holds each, in the order of their codes. */
export const DEPARTMENTS: (Choice & { region: string })[] = departements
  .map(({ code, nom, region }) => ({ code, label: typographic(nom), region }))
  .sort((a, b) => (a.code < b.code ? -1 : 1));

export const FRANCE = "FRA";

/** ISO 3166-1 countries (alpha-3) except France, whose posts are found by region, in French alphabetical order. */
export const COUNTRIES: Choice[] = countriesAbroad();

const labels = {
  type: index(OFFER_TYPES),
  level: index(LEVELS),
  duration: index(DURATIONS),
  condition: index(CONDITIONS),
  domain: index(DOMAINS),
  region: index(REGIONS),
  department: index(DEPARTMENTS),
  country: index([...COUNTRIES, { code: FRANCE, label: "France" }]),
};

/** The French label of a code, or null when the nomenclature has no such code. */
export function labelOf(nomenclature: keyof typeof labels, code: string): string | null {
  return labels[nomenclature].get(code) ?? null;
}

/** The INSEE region of a département, or null when the code is unknown. */
export function regionOf(department: string): string | null {
  return DEPARTMENTS.find(({ code }) => code === department)?.region ?? null;
}

/** The ISO 3166-1 alpha-2 code of an alpha-3 one (`DEU` gives `DE`), or null when there is no such country. */
export function countryAlpha2(code: string): string | null {
  return countryCodes.find(([, alpha3]) => alpha3 === code)?.[0] ?? null;
}

function index(choices: readonly Choice[]): Map<string, string> {
  return new Map(choices.map(({ code, label }) => [code, label]));
}

/** French overseas territories have ISO codes of their own: they are regions here, so they are not countries. */
function countriesAbroad(): Choice[] {
  const overseas = new Set(["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "TF", "WF", "PF", "NC"]);
  const names: Record<string, string> = countryNames.countries;
  return countryCodes
    .flatMap(([alpha2 = "", alpha3 = ""]) => {
      const name = names[alpha2];
      return name && !overseas.has(alpha2) ? [{ code: alpha3, label: typographic(name) }] : [];
    })
    .sort(byLabel);
}

export function typographic(name: string): string {
  return name.replaceAll("'", "’");
}

function byLabel(a: Choice, b: Choice): number {
  return a.label.localeCompare(b.label, "fr");
}
