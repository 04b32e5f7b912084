import { type SQL, sql } from "drizzle-orm";
import type { Posting } from "#app/domain/offers/posting.ts";
import type { IndexRow } from "#app/domain/search/index-row.ts";
import type { WordForm } from "#app/domain/text/vocabulary.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { index, learn, unindex } from "#db/catalogue/search-index.ts";
import { listOf } from "#db/d1/list-of.ts";
import { isOpenOn } from "./offer-rows.ts";
import { forgetScheduled } from "./scheduled-offers.ts";

/** A posting as it is written, with the columns that only the database has. */
export type OfferWrite = Posting & {
  administrationSlug: string | null;
  /** The slugs of the names that were merged into its administration; absent when there are none. */
  otherSlugs?: string[];
  contentHash: string;
  /** The version that it is indexed under; 0 when it is already past its last day and does not belong in the index. */
  indexed: number;
};

export type IndexWrite = IndexRow & { reference: string };

/** The facts about an existing offer that an import needs. */
export type KnownOffer = {
  reference: string;
  source: string;
  contentHash: string;
  withdrawnAt: string | null;
  expiresOn: string | null;
  /** Whether a person closed it: then no import opens it again. */
  closedByHand: boolean;
};

/** The offers that have one of these references. */
export async function findKnownOffers(db: Catalogue, references: string[]): Promise<KnownOffer[]> {
  const known = await db.all<Omit<KnownOffer, "closedByHand"> & { byHand: number }>(
    sql`SELECT reference, source, content_hash AS contentHash, withdrawn_at AS withdrawnAt, expires_on AS expiresOn,
          coalesce(hidden_at, closed_by_hand) IS NOT NULL AS byHand
        FROM offers WHERE reference IN ${listOf(references)}`,
  );
  return known.map(({ byHand, ...offer }) => ({ ...offer, closedByHand: byHand === 1 }));
}

/**
 * Writes offers and everything that belongs to them in one transaction: administrations, domains, index rows, word
 * forms and the progress of the run; none of them is scheduled any more. An existing offer keeps its id; a withdrawn one is open again, unless a person
 * closed it: then its content alone is written.
 * @param offers at most 100 and 1 MB as JSON; new ones get their ids in this order
 * @param rows the index row of each
 * @param words the word forms that they hold
 */
export async function writeOffers(
  db: Catalogue,
  { offers, rows, words, source, importId, created, now }: OfferBatch,
): Promise<void> {
  const references = listOf(offers.map(({ reference }) => reference));
  const ids = sql`(SELECT id FROM offers WHERE reference IN ${references})`;
  const json = JSON.stringify(offers);
  await runBatch(db, [
    sql`INSERT OR IGNORE INTO administrations (slug, label)
      SELECT value ->> 'administrationSlug', value ->> 'administration' FROM json_each(${json})
      WHERE value ->> 'administrationSlug' IS NOT NULL`,
    upsert(json, source, now),
    sql`DELETE FROM offer_domains WHERE offer_id IN ${ids}`,
    sql`INSERT INTO offer_domains (offer_id, domain)
      SELECT o.id, d.value FROM json_each(${json}) j
      JOIN offers o ON o.reference = j.value ->> 'reference' JOIN json_each(j.value, '$.domains') d`,
    ...unindex(ids),
    ...index(rows),
    learn(words),
    forgetScheduled(offers.map(({ reference }) => reference)),
    sql`UPDATE imports SET created = created + ${created}, updated = updated + ${offers.length - created}
      WHERE id = ${importId}`,
  ]);
}

type OfferBatch = {
  offers: OfferWrite[];
  rows: IndexWrite[];
  words: WordForm[];
  source: string;
  importId: number;
  /** How many of the offers are new. */
  created: number;
  now: string;
};

/** Stores that a source still holds these offers. An import that began earlier does not take back when they were last shown. */
export async function touchOffers(db: Catalogue, references: string[], source: string, now: string): Promise<void> {
  await db.run(
    sql`UPDATE offers SET last_seen_at = max(last_seen_at, ${now}), source = ${source} WHERE reference IN ${listOf(references)}`,
  );
}

/**
 * How many offers of a source are open or scheduled, and how many of them were last shown before an instant or are not
 * among those that it shows now: those that a full feed would withdraw.
 * @param shown references; null to go by the instant
 */
export async function countMissing(
  db: Catalogue,
  source: string,
  today: string,
  missing: { shown: string[] } | { since: string },
): Promise<{ open: number; missing: number }> {
  const gone =
    "shown" in missing ? sql`reference NOT IN ${listOf(missing.shown)}` : sql`last_seen_at < ${missing.since}`;
  const [counts] = await db.all<{ open: number; missing: number }>(
    sql`SELECT count(*) AS open, coalesce(sum(gone), 0) AS missing FROM (
        SELECT ${gone} AS gone FROM offers WHERE source = ${source} AND ${isOpenOn(today, "offers")}
        UNION ALL SELECT ${gone} FROM scheduled_offers WHERE source = ${source})`,
  );
  return counts ?? { open: 0, missing: 0 };
}

/**
 * Withdraws offers of a source that were last shown before an instant.
 * @returns how many; fewer than the limit means that none is left
 */
export async function withdrawMissing(
  db: Catalogue,
  {
    source,
    since,
    importId,
    now,
    limit,
  }: Pick<OfferBatch, "source" | "importId" | "now"> & { since: string; limit: number },
): Promise<number> {
  const missing = await db.all<{ id: number }>(
    sql`SELECT id FROM offers WHERE source = ${source} AND withdrawn_at IS NULL AND last_seen_at < ${since} LIMIT ${limit}`,
  );
  if (missing.length === 0) return 0;
  const ids = listOf(missing.map(({ id }) => id));
  await runBatch(db, [
    ...unindex(ids),
    sql`UPDATE offers SET withdrawn_at = ${now}, changed_at = ${now}, indexed = 0 WHERE id IN ${ids}`,
    sql`UPDATE imports SET withdrawn = withdrawn + ${missing.length} WHERE id = ${importId}`,
  ]);
  return missing.length;
}

/**
 * Withdraws one offer. An offer that was withdrawn before keeps the instant of that withdrawal; one that operators hid is
 * withdrawn by its publisher from now on, whatever they decide later.
 */
export async function withdrawOffer(db: Catalogue, reference: string, now: string): Promise<void> {
  await runBatch(db, [
    ...unindex(sql`(SELECT id FROM offers WHERE reference = ${reference})`),
    sql`UPDATE offers SET withdrawn_at = coalesce(nullif(withdrawn_at, hidden_at), ${now}), indexed = 0,
        changed_at = iif(withdrawn_at IS NULL, ${now}, changed_at) WHERE reference = ${reference}`,
  ]);
}

function upsert(json: string, source: string, now: string): SQL {
  const columns = Object.keys(COLUMNS).join(", ");
  const edited = Object.keys(COLUMNS).filter((column) => column !== "indexed");
  edited.push("administration_id", "updated_at", "source", "changed_at");
  return sql`INSERT INTO offers (${sql.raw(columns)}, administration_id, published_at, updated_at, source, last_seen_at, changed_at)
    SELECT ${sql.raw(Object.values(COLUMNS).join(", "))},
      (SELECT id FROM administrations WHERE slug = value ->> 'administrationSlug'),
      coalesce(value ->> 'publishedAt', ${now}),
      max(coalesce(value ->> 'updatedAt', value ->> 'publishedAt', ${now}), coalesce(value ->> 'publishedAt', '')),
      ${source}, ${now}, ${now}
    FROM json_each(${json}) WHERE true ORDER BY key
    ON CONFLICT (reference) DO UPDATE SET
      ${sql.raw(edited.map((column) => `${column} = excluded.${column}`).join(", "))}, last_seen_at = max(last_seen_at, excluded.last_seen_at),
      published_at = iif(excluded.published_at = ${now}, published_at, excluded.published_at),
      withdrawn_at = iif(coalesce(hidden_at, closed_by_hand) IS NULL, NULL, withdrawn_at),
      indexed = iif(coalesce(hidden_at, closed_by_hand) IS NULL, excluded.indexed, 0)`;
}

/** Where each column is in the JSON of an `OfferWrite`. */
const COLUMNS = {
  reference: "value ->> 'reference'",
  type: "value ->> 'type'",
  title: "value ->> 'title'",
  employer: "value ->> 'employer'",
  service: "value ->> 'service'",
  level: "value ->> 'level'",
  region: "value ->> 'region'",
  department: "value ->> 'department'",
  country: "value ->> 'country'",
  city: "value ->> 'city'",
  description: "value ->> 'description'",
  profile: "value ->> 'profile'",
  employer_description: "value ->> 'employerDescription'",
  more: "value ->> 'more'",
  starts_on: "value ->> 'startsOn'",
  duration_min_months: "value ->> 'durationMinMonths'",
  duration_max_months: "value ->> 'durationMaxMonths'",
  telework: "value ->> 'telework'",
  disability_friendly: "value ->> 'disabilityFriendly'",
  pay: "value ->> 'pay'",
  contacts: "value -> 'contacts'",
  expires_on: "value ->> 'expiresOn'",
  content_hash: "value ->> 'contentHash'",
  indexed: "value ->> 'indexed'",
};
