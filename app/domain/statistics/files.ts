import { type Cell, csvText, UTF8_MARK } from "#app/domain/csv-text.ts";
import { regionOf } from "#app/domain/nomenclature.ts";
import { ALL, type Demand, type Published as SearchedLine } from "./demand.ts";
import type { Duration } from "./durations.ts";
import { nameOf } from "./names.ts";
import { readPlace, SEVERAL } from "./searched.ts";
import type { Month, Published } from "./supply.ts";

type Column<Line> = { name: string; note: string; of: (line: Line) => Cell };

const NOT_SAID = "Non précisé";
const NOT_ASKED = "Non demandé";

/** The columns of each file, with what they mean, for the page that documents them. */
export const OFFER_COLUMNS: Column<{ month: string; offer: Published }>[] = [
  { name: "mois", note: "Le mois de publication, AAAA-MM.", of: ({ month }) => month },
  { name: "type", note: "stage ou apprentissage.", of: ({ offer }) => offer[0] },
  {
    name: "critere",
    note: "toutes, niveau, region ou domaine : une offre est comptée dans chacun, et dans chacun de ses domaines.",
    of: ({ offer }) => CRITERIA[offer[1]],
  },
  {
    name: "code",
    note: "Le niveau de diplôme, le code INSEE de la région (etranger pour l’étranger) ou le code RMFP du domaine ; vide : non précisé.",
    of: ({ offer }) => offer[2],
  },
  { name: "libelle", note: "Son nom.", of: ({ offer }) => labelOfOffers(offer) },
  { name: "publiees", note: "Les offres publiées ce mois-là.", of: ({ offer }) => offer[3] },
  { name: "ouvertes", note: "Celles qui sont encore ouvertes.", of: ({ offer }) => offer[4] },
];

export const DURATION_COLUMNS: Column<Duration>[] = [
  { name: "type", note: "stage ou apprentissage.", of: ({ type }) => type },
  { name: "domaine", note: "Le code RMFP ; tous : tous les domaines.", of: ({ domain }) => domain || ALL },
  {
    name: "domaine_libelle",
    note: "Le nom du domaine.",
    of: ({ domain }) => nameOf("domain", domain || ALL, NOT_SAID),
  },
  { name: "offres", note: "Les offres closes depuis douze mois, 5 au moins.", of: ({ offers }) => offers },
  {
    name: "premier_quartile_jours",
    note: "Un quart des offres a été clos en autant de jours ou moins.",
    of: ({ quartiles }) => quartiles[0],
  },
  { name: "mediane_jours", note: "La moitié des offres.", of: ({ quartiles }) => quartiles[1] },
  { name: "troisieme_quartile_jours", note: "Les trois quarts.", of: ({ quartiles }) => quartiles[2] },
];

export const SEARCH_COLUMNS: Column<SearchedLine & Pick<Demand, "from" | "to">>[] = [
  { name: "premier_jour", note: "Le premier jour compté, AAAA-MM-JJ.", of: ({ from }) => from },
  { name: "dernier_jour", note: "Le dernier jour compté.", of: ({ to }) => to },
  {
    name: "domaine",
    note: "Le code RMFP ; vide : non demandé, plusieurs : plus d’un, tous : la ligne réunit toutes les valeurs. De même dans les colonnes qui suivent.",
    of: ({ domain }) => domain,
  },
  { name: "domaine_libelle", note: "Son nom.", of: ({ domain }) => nameOf("domain", domain, NOT_ASKED) },
  {
    name: "region",
    note: "Code INSEE, celle du département demandé le cas échéant ; etranger pour l’étranger.",
    of: ({ place }) => regionIn(place),
  },
  {
    name: "departement",
    note: "Code INSEE ; une recherche autour d’une commune compte dans son département.",
    of: ({ place }) => (place === ALL || place === SEVERAL ? place : readPlace(place).department),
  },
  { name: "lieu_libelle", note: "Le nom du lieu.", of: ({ place }) => nameOf("place", place, NOT_ASKED) },
  { name: "niveau", note: "Le niveau de diplôme, de 3 à 8.", of: ({ level }) => level },
  { name: "type", note: "stage ou apprentissage.", of: ({ type }) => type },
  {
    name: "recherches",
    note: "Arrondies à la dizaine inférieure ; une ligne de moins de 10 n’y est pas.",
    of: ({ searches }) => searches,
  },
  {
    name: "sans_resultat",
    note: "Celles qui n’ont rien trouvé, de même ; vide : moins de 10.",
    of: ({ empty }) => empty || null,
  },
];

/** The offers of each month as a CSV file. */
export function offersFile(months: Month[]): string {
  return file(
    OFFER_COLUMNS,
    months.flatMap(({ month, offers }) => offers.map((offer) => ({ month, offer }))),
  );
}

/** How long offers stay open, as a CSV file. */
export function durationsFile(durations: Duration[]): string {
  return file(DURATION_COLUMNS, durations);
}

/** What is searched for, as a CSV file: several crossings, which `tous` tells apart. */
export function searchesFile({ from, to, published }: Demand): string {
  return file(
    SEARCH_COLUMNS,
    published.map((line) => ({ ...line, from, to })),
  );
}

function file<Line>(columns: Column<Line>[], lines: Line[]): string {
  const rows = lines.map((line) => csvText(columns.map(({ of }) => of(line))));
  return [UTF8_MARK + csvText(columns.map(({ name }) => name)), ...rows].join("");
}

const CRITERIA = { all: "toutes", level: "niveau", region: "region", domain: "domaine" };

function labelOfOffers([, dimension, code]: Published): string | null {
  return dimension === "all" ? null : nameOf(dimension, code, NOT_SAID);
}

function regionIn(place: string): string {
  const { department, region, other } = readPlace(place);
  return other || region || (regionOf(department) ?? "");
}
