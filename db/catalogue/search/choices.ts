import { type SQL, sql } from "drizzle-orm";
import { type Choice, FRANCE, labelOf } from "#app/domain/nomenclature.ts";
import type { Facets } from "#app/domain/search/facets.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** The choices of the search form. */
export type SearchChoices = {
  /** Only those that have an open offer, in French alphabetical order. */
  administrations: Choice[];
  countries: Choice[];
  /** How many open offers each choice has. */
  facets: Facets;
};

/** Unknown counts: every choice can be made. */
export const NO_COUNTS: Facets = {
  types: null,
  level: null,
  domains: null,
  administrations: null,
  regions: null,
  departments: null,
  countries: null,
  durations: null,
  conditions: null,
};

/** The choices of the form, with the number of offers of each. */
export async function findSearchChoices(db: Catalogue): Promise<SearchChoices> {
  const [rows] = await runBatch<[ChoiceRow]>(db, [choicesQuery([])]);
  return (await toChoices(db, [], rows)).proposed;
}

/** A value of a criterion with its open offers; administrations have a number and a label. */
export type ChoiceRow = {
  dimension: string;
  code: string;
  count: number;
  id: number | null;
  label: string | null;
  /** The slug of the administration that an asked one was merged into, or its own. */
  kept: string | null;
};

/** The choices, and the administrations that they or the search name. */
export type Choices = {
  proposed: SearchChoices;
  /** Slugs by number. */
  slugs: ReadonlyMap<string, string>;
  /** Names by slug. */
  labels: ReadonlyMap<string, string>;
  /** The slugs of the kept administrations, by the slugs of names that were merged into them. */
  kept: ReadonlyMap<string, string>;
};

/**
 * The choices that this isolate has read, with the version of the counts. They are four hundred rows that change only
 * with an import, and reading them takes longer than searching a rare word. Each version is unique across catalogues
 * and time.
 */
let remembered: (Choices & { version: number }) | null = null;

const isRemembered = (slugs: string[]) => slugs.every((slug) => remembered?.labels.has(slug));

/**
 * The choices, or the version of what is remembered of them; for `toChoices`.
 * @param slugs administrations whose names are wanted even if they have no open offer any more
 */
export function choicesQuery(slugs: string[]): SQL {
  return remembered && isRemembered(slugs)
    ? sql`SELECT dimension, code, count, NULL AS id, NULL AS label, NULL AS kept FROM facet_counts WHERE dimension = 'version'`
    : allChoices(slugs);
}

function allChoices(slugs: string[]): SQL {
  return sql`SELECT f.dimension, f.code, f.count, a.id, a.label, NULL AS kept
      FROM facet_counts f LEFT JOIN administrations a ON f.dimension = 'administration' AND a.slug = f.code
      WHERE f.dimension <> 'region/domain'
    UNION ALL SELECT 'asked', n.slug, 0, n.id, k.label, k.slug
      FROM administrations n JOIN administrations k ON k.id = coalesce(n.merged_into, n.id)
      WHERE n.slug IN ${listOf(slugs)}`;
}

/**
 * @param rows what `choicesQuery` gave for the same slugs: read anew where they only say that a new version is there
 */
export async function toChoices(db: Catalogue, slugs: string[], rows: ChoiceRow[]): Promise<Choices> {
  const version = rows.find(({ dimension }) => dimension === "version")?.count;
  if (remembered && remembered.version === version && isRemembered(slugs)) return remembered;
  const versionOnly = rows.every(({ dimension }) => dimension === "version");
  const read = versionOnly ? (await runBatch<[ChoiceRow]>(db, [allChoices(slugs)]))[0] : rows;
  const choices = {
    proposed: proposedBy(read),
    slugs: new Map(read.flatMap(({ id, code }) => (id === null ? [] : [[String(id), code]]))),
    labels: new Map(read.flatMap(({ code, label }) => (label === null ? [] : [[code, label]]))),
    kept: new Map(read.flatMap(({ code, kept }) => (kept === null || kept === code ? [] : [[code, kept]]))),
  };
  const current = read.find(({ dimension }) => dimension === "version")?.count;
  if (current !== undefined) remembered = { ...choices, version: current };
  return choices;
}

function proposedBy(rows: ChoiceRow[]): SearchChoices {
  const of = (dimension: string) => rows.filter((row) => row.dimension === dimension && row.count > 0);
  const counts = (dimension: string) => new Map(of(dimension).map(({ code, count }) => [code, count]));
  return {
    administrations: of("administration")
      .map(({ code, label }) => ({ code, label: label ?? code }))
      .sort(byLabel),
    countries: of("country")
      .filter(({ code }) => code !== FRANCE)
      .map(({ code }) => ({ code, label: labelOf("country", code) ?? code }))
      .sort(byLabel),
    facets: {
      types: counts("type"),
      level: counts("level"),
      domains: counts("domain"),
      administrations: counts("administration"),
      regions: counts("region"),
      departments: counts("department"),
      countries: counts("country"),
      durations: counts("duration"),
      conditions: counts("condition"),
    },
  };
}

function byLabel(a: Choice, b: Choice): number {
  return a.label.localeCompare(b.label, "fr");
}
