import { DEPARTMENTS, REGIONS, regionOf } from "#app/domain/nomenclature.ts";
import { type Commune, communesAt, communesNamed, nameKey } from "./communes.ts";

/** What a text says of a place in France. */
export type ReadPlace =
  /** `isWhole` tells whether the text names the commune and nothing else, codes aside. */
  | { kind: "commune"; commune: Commune; isWhole: boolean }
  | { kind: "department"; code: string }
  | { kind: "region"; code: string }
  /** Communes of the same name, in several départements, largest first. */
  | { kind: "ambiguous"; communes: Commune[] }
  /** Work from home, or a place that is no town. */
  | { kind: "nowhere" }
  | { kind: "unknown" };

/** What else is known of the place. */
export type PlaceHint = { department?: string | null; region?: string | null };

/** The size of a town of 8,000 people. */
const TOWN_SIZE = 13;

/** The longest text that is read: the name of a place is shorter. */
const LONGEST = 200;

/**
 * Reads the name of a place as people write it: « LYON CEDEX 03 », « 97400 Saint-Denis », « Cantal - 15 », « PARIS 14ème
 * arrondissement », « Rennes, site de Beaulieu ». Codes in the text, then the hint, tell communes of one name apart.
 */
export function readPlace(text: string, hint: PlaceHint = {}): ReadPlace {
  const { rest, postcode, numbers } = readCodes(text.slice(0, LONGEST));
  const parts = partsOf(rest);
  const named = parts.map((part) => departmentNamed(part)).filter((code) => code !== null);
  // « Cantal - 15 » is the département even where a commune has its name.
  const twice = named.find((code) => numbers.includes(code));
  if (twice && !communesNamed(rest).some(({ department }) => department === twice))
    return { kind: "department", code: twice };

  for (const [index, part] of [rest, ...parts].entries()) {
    const communes = communesNamed(part);
    // « Bretagne » and « La Réunion » are villages too.
    if (!communes.some(({ size }) => size >= TOWN_SIZE) && regionNamed(part) && !postcode && !hint.department) continue;
    if (communes.length === 0) continue;
    const within = narrowed(communes, { postcode, numbers, named, hint });
    if (new Set(within.map(({ department }) => department)).size > 1) return { kind: "ambiguous", communes: within };
    const [commune] = within;
    if (!commune) continue;
    // « Paris / Lyon » names two towns, although Paris is a département as well.
    const isWhole =
      index === 0 || parts.every((other) => other === part || departmentNamed(other) === commune.department);
    return { kind: "commune", commune, isWhole };
  }
  return withoutName({ rest, parts, postcode, numbers, named });
}

type Codes = { rest: string; postcode: string | null; numbers: string[] };

/** Takes the codes out of a text: a postcode, numbers of départements, arrondissements, CEDEX. */
function readCodes(text: string): Codes {
  const [postcode = null] = /(?<![\d.])\d{5}(?!\d)/.exec(text) ?? [];
  const plain = text
    .replace(/\bcedex(?:\s*\d{1,2})?\b|\bSP\b\s*\d{0,2}$/gi, " ")
    .replace(/(?<![\d.])\d{5}(?!\d)/g, " ")
    .replace(/\b\d{1,2}\s?(?:er|e|ème|eme|è|nde?)(?![\p{L}\p{N}])(?:\s*arr(?:ondissement|dt)?\b\.?)?/giu, " ")
    .replace(/\barrondissements?\b/gi, " ");
  const numbers: string[] = [];
  const rest = plain.replace(/(?<![\p{L}\p{N}])(\d{1,3}|2[ab])(?![\p{L}\p{N}])/giu, (written) => {
    const code = written.toUpperCase().padStart(2, "0");
    if (DEPARTMENTS.some((department) => department.code === code)) numbers.push(code);
    return " ";
  });
  return { rest: rest.trim(), postcode, numbers };
}

/** The parts between commas, brackets, slashes and dashes that stand apart. A hyphen within a name does not. */
function partsOf(text: string): string[] {
  return text
    .split(/[,;:/|()[\]\n]|\s[-–—]+\s|\s[-–—]+|[-–—]+\s|^[-–—]|[-–—]$/)
    .map((part) => part.trim())
    .filter(Boolean);
}

type Narrowing = { postcode: string | null; numbers: string[]; named: string[]; hint: PlaceHint };

/**
 * The communes that codes and hints leave, the surest first: a hint that leaves none is not of these communes, so it
 * leaves them all, except that of a postcode or of the publisher's own département.
 */
function narrowed(communes: Commune[], { postcode, numbers, named, hint }: Narrowing): Commune[] {
  const exact = postcode ? communes.filter(({ postcodes }) => postcodes.includes(postcode)) : [];
  if (exact.length > 0) return exact;
  if (postcode) return communes.filter(({ department }) => department === departmentOfPostcode(postcode));
  const within = communes.filter(
    ({ department }) => numbers.includes(department) || named.includes(department) || hint.department === department,
  );
  if (within.length > 0) return within;
  if (hint.department) return [];
  const inRegion = communes.filter(({ department }) => hint.region != null && regionOf(department) === hint.region);
  return inRegion.length > 0 ? inRegion : communes;
}

function withoutName({
  rest,
  parts,
  postcode,
  numbers,
  named,
}: Codes & { parts: string[]; named: string[] }): ReadPlace {
  if (postcode) {
    const [largest] = communesAt(postcode);
    if (largest && rest === "") return { kind: "commune", commune: largest, isWhole: true };
  }
  // Monaco (98000) and the armies (00100) have postcodes too, of no département.
  const ofPostcode = DEPARTMENTS.find(({ code }) => postcode && code === departmentOfPostcode(postcode));
  const [department = ofPostcode?.code] = [...named, ...numbers];
  if (department && (rest === "" || named.length > 0)) return { kind: "department", code: department };
  if (rest === "" || NOWHERE.test(rest)) return { kind: "nowhere" };
  const region = parts.map(regionNamed).find((code) => code !== null);
  return region ? { kind: "region", code: region } : { kind: "unknown" };
}

/** The département of a postcode: its first digits. 20xxx is 2A below 20200 and 2B from there on. */
export function departmentOfPostcode(postcode: string): string {
  if (postcode.startsWith("20")) return postcode < "20200" ? "2A" : "2B";
  return /^9[78]/.test(postcode) ? postcode.slice(0, 3) : postcode.slice(0, 2);
}

/** The code of the département of this name, or null. */
export function departmentNamed(name: string): string | null {
  departmentCodes ??= codesByName(DEPARTMENTS);
  return departmentCodes.get(withoutArticle(nameKey(name))) ?? null;
}

/** The code of the région of this name, or null. */
function regionNamed(name: string): string | null {
  regionCodes ??= codesByName(REGIONS);
  return regionCodes.get(withoutArticle(nameKey(name))) ?? null;
}

let departmentCodes: Map<string, string> | undefined;
let regionCodes: Map<string, string> | undefined;

function codesByName(choices: readonly { code: string; label: string }[]): Map<string, string> {
  return new Map(choices.map(({ code, label }) => [withoutArticle(nameKey(label)), code]));
}

const withoutArticle = (key: string) => key.replace(/^(?:departement-d[eu](?:-la|s)?-|l[ae]s?-|l-)/, "");

const NOWHERE =
  /^(?:t[ée]l[ée]travail|[àa] distance|distanciel|france(?: enti[èe]re)?|plusieurs|divers|toutes?|non pr)/i;
