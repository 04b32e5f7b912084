import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { type Choice, labelOf } from "#app/domain/nomenclature.ts";
import type { Catalogue } from "./database.ts";
import { administrations, facetCounts } from "./schema.ts";

/** The values of the search form that depend on the offers: only what has an open offer is proposed. */
export type SearchChoices = { administrations: Choice[]; countries: Choice[] };

/** Administrations and countries that have an open offer, in French alphabetical order. */
export async function findSearchChoices(db: Catalogue): Promise<SearchChoices> {
  const [employers, countries] = await db.batch([
    db
      .select({ code: administrations.slug, label: administrations.label })
      .from(facetCounts)
      .innerJoin(administrations, eq(administrations.slug, facetCounts.code))
      .where(and(eq(facetCounts.dimension, "administration"), gt(facetCounts.count, 0))),
    db
      .select({ code: facetCounts.code })
      .from(facetCounts)
      .where(and(eq(facetCounts.dimension, "country"), gt(facetCounts.count, 0))),
  ]);
  return {
    administrations: employers.sort(byLabel),
    countries: countries
      .flatMap(({ code }) => {
        const label = labelOf("country", code);
        return label && code !== "FRA" ? [{ code, label }] : [];
      })
      .sort(byLabel),
  };
}

/** Labels of administrations by slug, for those that exist. */
export async function findAdministrationLabels(db: Catalogue, slugs: string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const found = await db
    .select({ slug: administrations.slug, label: administrations.label })
    .from(administrations)
    .where(inArray(administrations.slug, sql`(SELECT value FROM json_each(${JSON.stringify(slugs)}))`));
  return new Map(found.map(({ slug, label }) => [slug, label]));
}

function byLabel(a: Choice, b: Choice): number {
  return a.label.localeCompare(b.label, "fr");
}
