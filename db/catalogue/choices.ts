import { type SQL, sql } from "drizzle-orm";
import type { Facets } from "#app/domain/facets.ts";
import { type Choice, FRANCE, labelOf } from "#app/domain/nomenclature.ts";
import { runBatch } from "../batch.ts";
import type { Catalogue } from "./database.ts";

/** What the search form proposes when nothing is asked yet. */
export type SearchChoices = {
  /** Only those that have an open offer, in French alphabetical order. */
  administrations: Choice[];
  countries: Choice[];
  /** How many open offers each choice has. */
  facets: Facets;
};

/** Facets that nothing is known of: every choice can be made. */
export const NO_COUNTS: Facets = {
  types: null,
  level: null,
  domains: null,
  administrations: null,
  regions: null,
  departments: null,
  countries: null,
};

/** What the form proposes, and how many offers each choice has. */
export async function findSearchChoices(db: Catalogue): Promise<SearchChoices> {
  const [rows] = await runBatch<[ChoiceRow]>(db, [choicesQuery([])]);
  return toChoices(rows);
}

/** A value of a criterion with its open offers; administrations have a number and a label. */
export type ChoiceRow = { dimension: string; code: string; count: number; id: number | null; label: string | null };

/** @param slugs administrations whose names are wanted even if they have no open offer any more */
export function choicesQuery(slugs: string[]): SQL {
  return sql`SELECT f.dimension, f.code, f.count, a.id, a.label
      FROM facet_counts f LEFT JOIN administrations a ON f.dimension = 'administration' AND a.slug = f.code
      WHERE f.dimension <> 'region/domain'
    UNION ALL SELECT 'asked', slug, 0, id, label FROM administrations
      WHERE slug IN (SELECT value FROM json_each(${JSON.stringify(slugs)}))`;
}

export function toChoices(rows: ChoiceRow[]): SearchChoices {
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
    },
  };
}

function byLabel(a: Choice, b: Choice): number {
  return a.label.localeCompare(b.label, "fr");
}
