import { type SQL, sql } from "drizzle-orm";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** An administration of the list of operators. */
export type ListedAdministration = { slug: string; label: string; parent: string | null; open: number };

/** How many administrations a page of the list holds. */
export const ADMINISTRATIONS_A_PAGE = 50;

/**
 * The kept administrations in the order of their slugs, with the open offers that the last count gave each.
 * @param after the slug that the page begins after; empty for the first page
 * @param words words of its slug, as `toSlug` gives them; empty for all
 */
export function listAdministrations(
  db: Catalogue,
  { after, words }: { after: string; words: string },
): Promise<ListedAdministration[]> {
  return db.all(
    sql`SELECT a.slug, a.label, p.label AS parent, coalesce(f.count, 0) AS open
      FROM administrations a LEFT JOIN administrations p ON p.id = a.parent_id
        LEFT JOIN facet_counts f ON f.dimension = 'administration' AND f.code = a.slug
      WHERE a.slug > ${after} AND a.merged_into IS NULL ${words ? sql`AND instr(a.slug, ${words}) > 0` : sql``}
      ORDER BY a.slug LIMIT ${ADMINISTRATIONS_A_PAGE + 1}`,
  );
}

/** An administration as its page shows it. */
export type KnownAdministration = {
  id: number;
  slug: string;
  label: string;
  parent: { slug: string; label: string } | null;
  /** The slug of the one that it was merged into; null when it is kept. */
  mergedInto: string | null;
  /** The names that were merged into it. */
  names: { slug: string; label: string }[];
  /** The administrations that belong to it. */
  children: { slug: string; label: string }[];
  open: number;
  scheduled: number;
  /** API keys in force. */
  keys: number;
  /** Whether its offers are still being indexed under its new names. */
  isIndexing: boolean;
};

const named = (of: SQL) => sql`(SELECT json_group_array(json_object('slug', n.slug, 'label', n.label))
  FROM (SELECT slug, label FROM administrations n WHERE ${of} ORDER BY slug LIMIT 200) n)`;

type KnownRow = Omit<KnownAdministration, "parent" | "names" | "children" | "isIndexing"> & {
  parentSlug: string | null;
  parentLabel: string | null;
  names: string;
  children: string;
  isIndexing: number;
};

/** An administration by its slug, kept or merged; null when no import ever named it. */
export async function findAdministration(db: Catalogue, slug: string): Promise<KnownAdministration | null> {
  const [row] = await db.all<KnownRow>(
    sql`SELECT a.id, a.slug, a.label, p.slug AS parentSlug, p.label AS parentLabel,
        (SELECT k.slug FROM administrations k WHERE k.id = a.merged_into) AS mergedInto,
        ${named(sql`n.merged_into = a.id`)} AS names, ${named(sql`n.parent_id = a.id`)} AS children,
        coalesce((SELECT count FROM facet_counts WHERE dimension = 'administration' AND code = a.slug), 0) AS open,
        (SELECT count(*) FROM scheduled_offers s WHERE s.administration = a.slug) AS scheduled,
        (SELECT count(*) FROM api_keys k WHERE k.administration = a.slug AND k.revoked_at IS NULL) AS keys,
        (a.stale_after IS NOT NULL OR EXISTS (SELECT 1 FROM administrations n JOIN offers o ON o.administration_id = n.id
          WHERE n.merged_into = a.id)) AS isIndexing
      FROM administrations a LEFT JOIN administrations p ON p.id = a.parent_id WHERE a.slug = ${slug}`,
  );
  if (!row) return null;
  const { parentSlug, parentLabel, names, children, isIndexing, ...administration } = row;
  return {
    ...administration,
    parent: parentSlug !== null && parentLabel !== null ? { slug: parentSlug, label: parentLabel } : null,
    names: JSON.parse(names) as KnownAdministration["names"],
    children: JSON.parse(children) as KnownAdministration["children"],
    isIndexing: isIndexing === 1,
  };
}

/** The kept administrations, to choose one of them, in the order of their slugs. */
export function listKept(db: Catalogue): Promise<{ code: string; label: string }[]> {
  return db.all(
    sql`SELECT slug AS code, label FROM administrations WHERE merged_into IS NULL ORDER BY slug LIMIT 2000`,
  );
}

/**
 * Gives a kept administration another label. The slug of the label becomes another name of it, so that whoever publishes
 * under the new label is understood.
 * @param newSlug `toSlug(label)`
 * @returns `taken` when that slug is another administration's: they are to be merged instead
 */
export async function renameAdministration(
  db: Catalogue,
  { slug, label, newSlug }: { slug: string; label: string; newSlug: string },
): Promise<"renamed" | "taken" | "unknown"> {
  const self = sql`(SELECT id FROM administrations WHERE slug = ${slug} AND merged_into IS NULL)`;
  const [, renamed, known] = await runBatch<[never, { id: number }, { id: number }]>(db, [
    sql`INSERT INTO administrations (slug, label, merged_into) SELECT ${newSlug}, ${label}, id FROM ${self}
      WHERE true ON CONFLICT (slug) DO NOTHING`,
    sql`UPDATE administrations SET label = ${label}, stale_after = 0
      WHERE id = ${self} AND EXISTS (SELECT 1 FROM administrations n WHERE n.slug = ${newSlug}
        AND coalesce(n.merged_into, n.id) = ${self}) RETURNING id`,
    sql`SELECT id FROM ${self}`,
  ]);
  if (known.length === 0) return "unknown";
  return renamed.length > 0 ? "renamed" : "taken";
}

/**
 * Says which ministry an administration belongs to. One that belongs to another itself is no ministry, nor is one that
 * others belong to attached.
 * @param parent a slug; null for none
 * @returns whether it is so now
 */
export async function attachAdministration(db: Catalogue, slug: string, parent: string | null): Promise<boolean> {
  const attached = await db.all(
    parent === null
      ? sql`UPDATE administrations SET parent_id = NULL WHERE slug = ${slug} AND merged_into IS NULL RETURNING id`
      : sql`UPDATE administrations SET parent_id = p.id FROM administrations p
          WHERE administrations.slug = ${slug} AND administrations.merged_into IS NULL AND p.slug = ${parent}
            AND p.id <> administrations.id AND p.merged_into IS NULL AND p.parent_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM administrations c WHERE c.parent_id = administrations.id)
          RETURNING administrations.id`,
  );
  return attached.length > 0;
}
