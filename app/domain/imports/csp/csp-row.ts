import { COUNTRIES, DEPARTMENTS, type OfferType, REGIONS } from "#app/domain/nomenclature.ts";
import { departmentNamed } from "#app/domain/places/read-place.ts";
import { toSlug } from "#app/domain/slug.ts";
import { cutAtWord } from "#app/domain/text/plain-text.ts";
import { escapeHtml } from "#app/domain/text/reduced-html.ts";
import { parisTimeToInstant, toDay } from "#app/domain/time.ts";

/** The fields of a row, by the slug of the name of their column. */
export type CspRow = Map<string, string>;

/** The columns that are read, each as the slug of its name in the file. */
export const COLUMNS = {
  reference: "reference",
  title: "intitule-du-poste",
  administration: "organisme-de-rattachement",
  employer: "employeur",
  nature: "nature-de-l-emploi",
  contract: "nature-de-contrat",
  place: "localisation-du-poste",
  address: "lieu-d-affectation",
  addressInWords: "lieu-d-affectation-sans-geolocalisation",
  level: "niveau-d-etudes",
  contractDuration: "duree-du-contrat",
  postDuration: "duree-du-poste",
  telework: "teletravail",
  trade: "metier",
  skills: "competences-attendues",
  documents: "documents-a-transmettre",
  languages: "langues",
  startsOn: "date-de-vacance-de-l-emploi",
  firstPublishedOn: "date-de-premiere-publication",
  publishedOn: "date-de-debut-de-publication-par-defaut",
  expiresOn: "date-de-fin-de-publication-par-defaut",
} as const;

/** The columns without which a file cannot be read, with their names as they are written. */
export const REQUIRED: Record<string, string> = {
  [COLUMNS.title]: "Intitulé du poste",
  [COLUMNS.nature]: "Nature de l’emploi",
};

/**
 * A row of the open data of « Choisir le service public » in the shape that publishers send, with a doubt for each value
 * that was guessed; null when it is neither an internship nor an apprenticeship.
 */
export function rowToPosting(row: CspRow): { posting: Record<string, unknown>; doubts: string[] } | null {
  const text = (column: keyof typeof COLUMNS) => row.get(COLUMNS[column]) || undefined;
  const type = typeOf(text("nature")) ?? typeOf(text("contract"));
  if (!type) return null;
  const doubts: string[] = [];
  const months = monthsOf(text("contractDuration"), doubts) ?? monthsOf(text("postDuration"), doubts);
  const publishedOn = dayOf(text("firstPublishedOn"), doubts) ?? dayOf(text("publishedOn"), doubts);
  return {
    posting: {
      type,
      reference: text("reference"),
      title: text("title"),
      administration: text("administration"),
      // The address of the employer follows its name, a line each.
      employer: text("employer")?.split("\n")[0],
      level: levelOf(text("level"), doubts),
      ...placeOf(text("place"), doubts),
      city: townOf(text("addressInWords")) ?? townOf(text("address")),
      durationMinMonths: months,
      durationMaxMonths: months,
      startsOn: dayOf(text("startsOn"), doubts),
      publishedAt: publishedOn && parisTimeToInstant(publishedOn, "00:00:00"),
      expiresOn: dayOf(text("expiresOn"), doubts),
      telework: teleworkOf(text("telework")),
      profile: paragraphs([["", text("skills")]]),
      more: paragraphs([
        ["Métier", text("trade")],
        ["Langues", text("languages")],
        ["Documents à transmettre", text("documents")],
      ]),
    },
    doubts,
  };
}

/** « Apprentissage », « Contrat d’apprentissage », « Stage ». A « fonctionnaire stagiaire » is a civil servant. */
function typeOf(nature = ""): OfferType | null {
  const words = toSlug(nature).split("-");
  if (words.some((word) => /^apprenti(?:s|e|es|ssages?)?$/.test(word))) return "apprentissage";
  if (words.some((word) => /^stages?$/.test(word))) return "stage";
  return /^stagiaires?$/.test(words.join("-")) ? "stage" : null;
}

/** « Niveau 7 Master/diplômes équivalents » */
function levelOf(said: string | undefined, doubts: string[]): string | undefined {
  const [, level] = /niveau\s{0,5}(\d)/i.exec(said ?? "") ?? [];
  if (said && !level) doubts.push(`Le niveau « ${cutAtWord(said, 60)} » n’est pas compris.`);
  return level;
}

/** « 12 mois », « 2 ans », « 1 an et 6 mois » */
function monthsOf(said: string | undefined, doubts: string[]): number | undefined {
  if (!said) return undefined;
  const [, years = "0", months = "0"] = /^(?:(\d{1,2})\s*ans?)?(?:\s*et)?\s*(?:(\d{1,2})\s*mois)?$/i.exec(said) ?? [];
  const all = Number(years) * 12 + Number(months);
  if (all === 0) doubts.push(`La durée « ${cutAtWord(said, 60)} » n’est pas comprise.`);
  return all || undefined;
}

/** `31/12/2026`; `31/12/9999` says that there is none. */
function dayOf(said: string | undefined, doubts: string[]): string | undefined {
  if (!said || said.startsWith("31/12/9999")) return undefined;
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})(?:\s.*)?$/.exec(said) ?? [];
  const known = toDay(`${year}-${month}-${day}`);
  if (known === null) doubts.push(`« ${cutAtWord(said, 40)} » n’est pas une date (JJ/MM/AAAA).`);
  return known ?? undefined;
}

/**
 * « Creuse (23) », a région or a country. Of several départements only the région that holds all of them is kept: which
 * one it is, is not said.
 */
function placeOf(
  said: string | undefined,
  doubts: string[],
): { department?: string; region?: string; country?: string } {
  if (!said) return {};
  const codes = [...said.matchAll(/\((\d{1,3}|2[AB])\)/gi)].map(([, code = ""]) => code.toUpperCase().padStart(2, "0"));
  const [first, ...others] = DEPARTMENTS.filter(({ code }) => codes.includes(code));
  if (first && others.length === 0) return { department: first.code };
  if (first) {
    doubts.push(`Le lieu « ${cutAtWord(said, 60)} » nomme plusieurs départements\u00a0: aucun n’est retenu.`);
    return others.every(({ region }) => region === first.region) ? { region: first.region } : {};
  }
  const department = departmentNamed(said);
  if (department) return { department };
  const named = toSlug(said);
  if (named === "france") return {};
  const region = REGIONS.find(({ label }) => toSlug(label) === named);
  if (region) return { region: region.code };
  const country = COUNTRIES.find(({ label }) => toSlug(label) === named);
  if (country) return { country: country.code };
  doubts.push(`Le lieu « ${cutAtWord(said, 60)} » n’est pas compris.`);
  return {};
}

/** The town of an address (« 1 rue Williams Dumazet : 23200 Aubusson »), or the words of a place without a street. */
function townOf(said: string | undefined): string | undefined {
  if (!said) return undefined;
  const [, town] = /(?:^|\D)(\d{5}\s+\p{L}[^,;:()\n]*)/u.exec(said) ?? [];
  if (town) return town.trim();
  const line = said.replace(/\s+/g, " ");
  return /\d/.test(line) || line.length > 60 ? undefined : line;
}

function teleworkOf(said = ""): boolean | undefined {
  const answer = toSlug(said);
  if (/\b(?:non|pas|sans|aucun|impossible)\b/.test(answer)) return false;
  return /\b(?:oui|possible)\b/.test(answer) ? true : undefined;
}

/** Texts as HTML, a paragraph each, after their names; nothing when none was said. */
function paragraphs(texts: [name: string, said: string | undefined][]): string | undefined {
  const said = texts.flatMap(([name, text]) => (text ? [`<p>${name && `${name}\u00a0: `}${inert(text)}</p>`] : []));
  return said.join("") || undefined;
}

function inert(text: string): string {
  return escapeHtml(text).replaceAll(/\r?\n/g, "<br>");
}
