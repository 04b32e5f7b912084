import { type SQL, sql } from "drizzle-orm";
import type { OfferType } from "#app/domain/nomenclature.ts";
import type { ClosedByHand } from "#app/domain/offers/offer.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import type { OfferFilter } from "#app/domain/operations/offer-filter.ts";
import { compileMatch } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { CLOSED_BY_HAND } from "#db/catalogue/offers/offer-rows.ts";
import { answers } from "#db/catalogue/search/matching.ts";
import { INDEX } from "#db/catalogue/search-index.ts";

/** An offer of the list of operators, published or scheduled. */
export type ListedOffer = {
  reference: string;
  title: string;
  type: OfferType;
  administration: string | null;
  source: string;
  /** ISO 8601: when it was published, or is to be. */
  publishedAt: string;
  expiresOn: string | null;
  withdrawnAt: string | null;
  closedByHand: ClosedByHand | null;
};

/** A page of the list. `next`: where the following page begins; null when nothing is left. */
export type OfferList = { offers: ListedOffer[]; next: string | null };

const LINES = 50;
/** Offers that one page looks at, when not all that it looks at are asked for. The next page looks further. */
const SCANNED = 5_000;

/**
 * The offers that operators ask for, the newest first; scheduled ones by the day of their publication. Words are those of
 * the public search, which knows open offers only: with words, open ones are listed whatever state is asked for.
 * @param today the current day in Europe/Paris
 */
export function listOffers(db: Catalogue, filter: OfferFilter, today: string): Promise<OfferList> {
  return filter.state === "programmees" && !filter.words ? listScheduled(db, filter) : listPublished(db, filter, today);
}

async function listPublished(db: Catalogue, filter: OfferFilter, today: string): Promise<OfferList> {
  const { candidates, kept, isExact } = chosen(filter, today);
  const scanned = sql`SELECT id FROM (${candidates}) LIMIT ${isExact ? LINES + 1 : SCANNED}`;
  const [rows, [window]] = await runBatch<[ListedOffer & { id: number }, { oldest: number | null; scanned: number }]>(
    db,
    [
      sql`SELECT o.id, o.reference, o.title, o.type, a.label AS administration, o.source, o.published_at AS publishedAt,
          o.expires_on AS expiresOn, o.withdrawn_at AS withdrawnAt, ${CLOSED_BY_HAND} AS closedByHand
        FROM (${scanned}) hit CROSS JOIN offers o ON o.id = hit.id LEFT JOIN administrations a ON a.id = o.administration_id
        WHERE ${kept} ORDER BY o.id DESC LIMIT ${LINES + 1}`,
      isExact
        ? sql`SELECT NULL AS oldest, 0 AS scanned`
        : sql`SELECT min(id) AS oldest, count(*) AS scanned FROM (${scanned})`,
    ],
  );
  const shown = rows.slice(0, LINES);
  const offers = shown.map(({ id: _, ...offer }) => offer);
  if (rows.length > LINES) return { offers, next: String(shown.at(-1)?.id) };
  return { offers, next: window?.scanned === SCANNED ? String(window.oldest) : null };
}

/**
 * Where the offers of a filter are looked for, newest first, and the condition that those `o` meet which are listed.
 * `isExact`: all of them do.
 */
function chosen(filter: OfferFilter, today: string): { candidates: SQL; kept: SQL; isExact: boolean } {
  const { words, state, administration, source } = filter;
  const before = /^\d{1,15}$/.test(filter.before) ? Number(filter.before) : Number.MAX_SAFE_INTEGER;
  const ofSource = source ? sql`o.source = ${source}` : sql`true`;
  const of = sql`(SELECT coalesce(merged_into, id) FROM administrations WHERE slug = ${administration})`;
  const ofAdministration = administration ? sql`o.administration_id = ${of}` : sql`true`;
  if (words || state === "ouvertes") {
    const search = { ...EMPTY_SEARCH, words, administrations: administration ? [administration] : [] };
    const { expression } = compileMatch(search);
    return {
      candidates: sql`SELECT rowid AS id FROM ${INDEX} WHERE ${answers(expression, today)} AND rowid < ${before}
        ORDER BY rowid DESC`,
      kept: ofSource,
      isExact: !source,
    };
  }
  if (state === "masquees") {
    return {
      candidates: sql`SELECT id FROM offers INDEXED BY offers_hidden WHERE hidden_at IS NOT NULL AND id < ${before}
        ORDER BY id DESC`,
      kept: sql`${ofSource} AND ${ofAdministration}`,
      isExact: !source && !administration,
    };
  }
  const isClosed = sql`o.hidden_at IS NULL AND (o.withdrawn_at IS NOT NULL OR o.expires_on < ${today})`;
  return {
    candidates: administration
      ? sql`SELECT id FROM offers INDEXED BY offers_administration WHERE administration_id = ${of} AND id < ${before}
          ORDER BY id DESC`
      : sql`SELECT id FROM offers WHERE id < ${before} ORDER BY id DESC`,
    kept: sql`${ofSource} AND ${state === "closes" ? isClosed : sql`true`}`,
    isExact: !source && state !== "closes",
  };
}

async function listScheduled(db: Catalogue, filter: OfferFilter): Promise<OfferList> {
  const [at = "", reference = ""] = filter.before.split(" ");
  const rows = await db.all<{ reference: string; source: string; publishesAt: string; posting: string }>(
    sql`SELECT reference, source, publishes_at AS publishesAt, posting FROM scheduled_offers
      WHERE (publishes_at, reference) > (${at}, ${reference})
        ${filter.source ? sql`AND source = ${filter.source}` : sql``}
        ${filter.administration ? sql`AND administration = ${filter.administration}` : sql``}
      ORDER BY publishes_at, reference LIMIT ${LINES + 1}`,
  );
  const shown = rows.slice(0, LINES);
  const last = shown.at(-1);
  return {
    offers: shown.map(toListed),
    next: last && rows.length > LINES ? `${last.publishesAt} ${last.reference}` : null,
  };
}

type ScheduledRow = { reference: string; source: string; publishesAt: string; posting: string };

function toListed({ reference, source, publishesAt, posting }: ScheduledRow): ListedOffer {
  const { title, type, administration, expiresOn } = JSON.parse(posting) as Posting;
  const state = { publishedAt: publishesAt, expiresOn, withdrawnAt: null, closedByHand: null };
  return { reference, title, type, administration, source, ...state };
}

/** The sources that have an open offer, in order. One row of the index is read for each. */
export async function listSources(db: Catalogue): Promise<string[]> {
  const [rows] = await runBatch<[{ source: string }]>(db, [
    sql`WITH RECURSIVE sources(source) AS (
        SELECT min(source) FROM offers INDEXED BY offers_source WHERE withdrawn_at IS NULL
        UNION ALL SELECT (SELECT min(source) FROM offers INDEXED BY offers_source
          WHERE withdrawn_at IS NULL AND source > sources.source) FROM sources WHERE sources.source IS NOT NULL)
      SELECT source FROM sources WHERE source IS NOT NULL LIMIT 1000`,
  ]);
  return rows.map(({ source }) => source);
}

/** Whether a reference is that of an offer, published or scheduled. */
export async function isReference(db: Catalogue, reference: string): Promise<boolean> {
  const known = await db.all(
    sql`SELECT 1 FROM offers WHERE reference = ${reference}
      UNION ALL SELECT 1 FROM scheduled_offers WHERE reference = ${reference} LIMIT 1`,
  );
  return known.length > 0;
}
