import { type SQL, sql } from "drizzle-orm";
import { compileMatch, WEIGHTS } from "#app/domain/match.ts";
import type { Contact, Offer } from "#app/domain/offer.ts";
import { effectiveSort, type Search } from "#app/domain/search.ts";
import { runBatch } from "../batch.ts";
import type { Catalogue } from "./database.ts";

/** What a list shows of an offer. */
type OfferSummary = Pick<
  Offer,
  | "id"
  | "reference"
  | "type"
  | "title"
  | "administration"
  | "employer"
  | "service"
  | "level"
  | "domains"
  | "region"
  | "department"
  | "country"
  | "city"
  | "startsOn"
  | "durationMinMonths"
  | "durationMaxMonths"
  | "publishedAt"
  | "expiresOn"
>;

export type OfferPage = {
  offers: OfferSummary[];
  /** Exact up to 10,000; 10,001 means more. */
  count: number;
  page: number;
  /** At least 1. */
  pages: number;
};

const PAGE_SIZE = 20;
/** As far as pages go: nobody reads further, and the cost of a frequent word stays bounded. */
const REACH = 10_000;

/**
 * One page of the open offers that answer a search, with how many there are, in one batch.
 * @param today the current day in Europe/Paris: an offer is shown until the end of its last day
 * @param size how many offers a page
 */
export async function findOffers(
  db: Catalogue,
  search: Search,
  today: string,
  size: number = PAGE_SIZE,
): Promise<OfferPage> {
  const { expression } = compileMatch(search);
  const matching = sql`offers_fts MATCH ${expression} AND ${notExpired(today)}`;
  const window = sql`LIMIT ${size} OFFSET ${(search.page - 1) * size}`;
  const [rows, [counted]] = await runBatch<[SummaryRow, { count: number }]>(db, [
    pageQuery(search, matching, window),
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM offers_fts WHERE ${matching} LIMIT ${REACH + 1})`,
  ]);
  const count = counted?.count ?? 0;
  return {
    offers: rows.map(toSummary),
    count,
    page: search.page,
    pages: Math.max(1, Math.ceil(Math.min(count, REACH) / size)),
  };
}

/** An offer by its reference, open or not, or null when no such offer was ever published. */
export async function findOffer(db: Catalogue, reference: string): Promise<Offer | null> {
  const row = await db.get<DetailRow | undefined>(
    sql`SELECT ${SUMMARY_COLUMNS}, o.description, o.profile, o.employer_description AS employerDescription, o.more,
          o.contacts, o.updated_at AS updatedAt, o.withdrawn_at AS withdrawnAt
        FROM offers o LEFT JOIN administrations a ON a.id = o.administration_id
        WHERE o.reference = ${reference}`,
  );
  if (!row) return null;
  const { contacts, description, profile, employerDescription, more, updatedAt, withdrawnAt } = row;
  return {
    ...toSummary(row),
    description,
    profile,
    employerDescription,
    more,
    updatedAt,
    withdrawnAt,
    contacts: JSON.parse(contacts) as Contact[],
  };
}

/**
 * The ids are ranked and cut inside the full-text table, then joined: twenty look-ups instead of one a match.
 * Every order ends with the id, so pages never overlap.
 */
function pageQuery(search: Search, matching: SQL, window: SQL): SQL {
  const { ids, order } = ranking(search, matching, window);
  return sql`WITH page AS MATERIALIZED (${ids})
    SELECT ${SUMMARY_COLUMNS} FROM page JOIN offers o ON o.id = page.id
      LEFT JOIN administrations a ON a.id = o.administration_id
    ORDER BY ${order}`;
}

function ranking(search: Search, matching: SQL, window: SQL): { ids: SQL; order: SQL } {
  switch (effectiveSort(search)) {
    case "pertinence": {
      const score = sql`bm25(offers_fts, ${sql.raw(WEIGHTS.join(", "))})`;
      return {
        ids: sql`SELECT rowid AS id, ${score} AS score FROM offers_fts WHERE ${matching} AND ${withinReach(matching)}
          ORDER BY score, rowid DESC ${window}`,
        order: sql`page.score, page.id DESC`,
      };
    }
    case "recent":
      return {
        ids: sql`SELECT rowid AS id FROM offers_fts WHERE ${matching} ORDER BY rowid DESC ${window}`,
        order: sql`page.id DESC`,
      };
    case "debut":
      return {
        ids: sql`SELECT s.id FROM offers_fts CROSS JOIN offers s ON s.id = offers_fts.rowid
          WHERE ${matching} AND ${withinReach(matching)}
          ORDER BY s.starts_on IS NULL, s.starts_on, s.id DESC ${window}`,
        order: sql`o.starts_on IS NULL, o.starts_on, o.id DESC`,
      };
  }
}

/**
 * Orders that must see every match see the newest ones only, as many as pages can show: ranking 200,000 takes 230 ms
 * at a million offers, finding where the newest 10,000 begin takes 2 ms.
 */
function withinReach(matching: SQL): SQL {
  return sql`offers_fts.rowid >= coalesce((SELECT rowid FROM offers_fts WHERE ${matching}
    ORDER BY rowid DESC LIMIT 1 OFFSET ${REACH - 1}), 0)`;
}

/** Offers that expired since the last tick are still in the index; there are few, and a small index finds them. */
function notExpired(today: string): SQL {
  return sql`offers_fts.rowid NOT IN (SELECT id FROM offers WHERE indexed = 1 AND expires_on < ${today})`;
}

const SUMMARY_COLUMNS =
  sql.raw(`o.id, o.reference, o.type, o.title, o.employer, o.service, o.level, o.region, o.department,
  o.country, o.city, o.starts_on AS startsOn, o.duration_min_months AS durationMinMonths,
  o.duration_max_months AS durationMaxMonths, o.published_at AS publishedAt, o.expires_on AS expiresOn,
  a.slug AS administrationSlug, a.label AS administrationLabel,
  (SELECT group_concat(domain) FROM offer_domains d WHERE d.offer_id = o.id) AS domains`);

type SummaryRow = Omit<OfferSummary, "administration" | "domains"> & {
  administrationSlug: string | null;
  administrationLabel: string | null;
  domains: string | null;
};

type DetailRow = SummaryRow &
  Pick<Offer, "description" | "profile" | "employerDescription" | "more" | "updatedAt" | "withdrawnAt"> & {
    contacts: string;
  };

function toSummary(row: SummaryRow): OfferSummary {
  const { administrationSlug: slug, administrationLabel: label, domains } = row;
  return {
    id: row.id,
    reference: row.reference,
    type: row.type,
    title: row.title,
    administration: slug !== null && label !== null ? { slug, label } : null,
    employer: row.employer,
    service: row.service,
    level: row.level,
    domains: domains ? domains.split(",") : [],
    region: row.region,
    department: row.department,
    country: row.country,
    city: row.city,
    startsOn: row.startsOn,
    durationMinMonths: row.durationMinMonths,
    durationMaxMonths: row.durationMaxMonths,
    publishedAt: row.publishedAt,
    expiresOn: row.expiresOn,
  };
}
