import { type Choice, DEPARTMENTS, DOMAINS, labelOf, REGIONS } from "#app/domain/nomenclature.ts";
import { countOf, type Facets } from "#app/domain/search/facets.ts";
import { PARAMETERS, type Search } from "#app/domain/search/search.ts";

/** The choices that depend on the open offers, and how many offers each choice would give. */
export type FormChoices = { administrations: Choice[]; countries: Choice[]; facets: Facets };

/** A choice, and how many offers it would give. The number is null when it is not known. */
export type CountedChoice = Choice & { count: number | null };

/** A criterion with a long list of choices. */
export type Dimension = {
  field: "domains" | "administrations" | "regions" | "departments" | "countries";
  /** The parameter of the address. */
  name: string;
  label: string;
  hint?: string;
};

export const DIMENSIONS: readonly Dimension[] = [
  { field: "domains", name: PARAMETERS.domains, label: "Domaine d’activité" },
  { field: "administrations", name: PARAMETERS.administrations, label: "Administration" },
  { field: "regions", name: PARAMETERS.regions, label: "Région" },
  { field: "departments", name: PARAMETERS.departments, label: "Département" },
  {
    field: "countries",
    name: PARAMETERS.countries,
    label: "Pays",
    hint: "À ne renseigner que pour les postes à l’étranger",
  },
];

/** How many choices of a dimension stand beside the results, besides the chosen ones. */
const FEW = 8;

/**
 * All the choices of a dimension, with their counts, the chosen ones first.
 * @param labels the labels, by slug, of the chosen administrations. Some of them may have no open offer any more.
 */
export function allChoices(
  { field }: Dimension,
  search: Search,
  choices: FormChoices,
  labels: ReadonlyMap<string, string>,
): CountedChoice[] {
  const listed = withChosen(listOf(field, choices), search[field], (code) =>
    field === "administrations" ? labels.get(code) : labelOf("country", code),
  );
  const counted = listed.map((choice) => ({ ...choice, count: countOf(choices.facets, field, choice.code) }));
  const isChosen = ({ code }: Choice) => search[field].includes(code);
  return [...counted.filter(isChosen), ...counted.filter((choice) => !isChosen(choice))];
}

/** The chosen choices, and the others that have the most offers. Without counts, the first others. */
export function fewChoices({ field }: Dimension, search: Search, all: readonly CountedChoice[]): CountedChoice[] {
  const isChosen = ({ code }: Choice) => search[field].includes(code);
  const others = all.filter((choice) => !isChosen(choice) && choice.count !== 0);
  const kept = new Set(others.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0)).slice(0, FEW));
  return [...all.filter(isChosen), ...others.filter((choice) => kept.has(choice))];
}

const NUMBERED = DEPARTMENTS.map(({ code, label }) => ({ code, label: `${code} – ${label}` }));

function listOf(field: Dimension["field"], choices: FormChoices): readonly Choice[] {
  switch (field) {
    case "domains":
      return DOMAINS;
    case "regions":
      return REGIONS;
    case "departments":
      return NUMBERED;
    default:
      return choices[field];
  }
}

/** A chosen value that no open offer has any more stays visible, so that it can be taken away. */
function withChosen(
  choices: readonly Choice[],
  chosen: readonly string[],
  label: (code: string) => string | null | undefined,
): Choice[] {
  const missing = chosen.filter((code) => !choices.some((choice) => choice.code === code));
  return [...choices, ...missing.map((code) => ({ code, label: label(code) ?? code }))];
}
