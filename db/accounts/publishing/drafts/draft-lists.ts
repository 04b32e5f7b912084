import { type SQL, sql } from "drizzle-orm";
import { type DraftTab, OFFERS_A_PAGE, type OfferListing } from "#app/domain/publishing/offer-tabs.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { EventRow } from "#db/accounts/publishing/publishing-events.ts";
import { runBatch } from "#db/batch.ts";
import { listOf } from "#db/d1/list-of.ts";
import { holds } from "#db/folded.ts";
import { DRAFT_COLUMNS, type Draft, type DraftRow, toDraft } from "./drafts.ts";

/** The states that each list holds: what is being published is nearly out of the drafts. */
const STATES: Record<DraftTab, SQL> = {
  brouillons: sql`d.state IN ('draft', 'releasing')`,
  "a-relire": sql`d.state = 'review'`,
};

const ORDERS: Record<OfferListing["sort"], SQL> = {
  modification: sql`d.updated_at DESC`,
  // A draft is closed by nobody yet: the day as it was typed is sorted as it is.
  "dernier-jour": sql`d.typed ->> 'expiresOn' IS NULL, d.typed ->> 'expiresOn', d.updated_at DESC`,
  intitule: sql`lower(d.title), d.updated_at DESC`,
};

/** A page of the drafts of an administration, and how many there are. */
export async function listDrafts(
  db: Accounts,
  administration: string,
  { tab, type, words, author, sort, page }: OfferListing & { tab: DraftTab },
): Promise<{ drafts: Draft[]; found: number }> {
  const where = sql`WHERE d.administration = ${administration} AND ${STATES[tab]}
    ${type ? sql`AND d.typed ->> 'type' = ${type}` : sql``}
    ${author ? sql`AND d.recruiter_id = ${author}` : sql``}
    ${words ? sql`AND ${holds(sql`d.title`, words)}` : sql``}`;
  const [rows, [count]] = await runBatch<[DraftRow, { found: number }]>(db, [
    sql`SELECT ${DRAFT_COLUMNS} FROM drafts d LEFT JOIN recruiters r ON r.id = d.recruiter_id ${where}
      ORDER BY ${ORDERS[sort]}, d.id LIMIT ${OFFERS_A_PAGE} OFFSET ${(page - 1) * OFFERS_A_PAGE}`,
    sql`SELECT count(*) AS found FROM drafts d ${where}`,
  ]);
  return { drafts: rows.map(toDraft), found: count?.found ?? 0 };
}

/** How many drafts of an administration each list holds. */
export async function countDrafts(db: Accounts, administration: string): Promise<Record<DraftTab, number>> {
  const counts = await db.all<{ state: Draft["state"]; count: number }>(
    sql`SELECT state, count(*) AS count FROM drafts WHERE administration = ${administration} GROUP BY state`,
  );
  const of = (...states: Draft["state"][]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  return { brouillons: of("draft", "releasing"), "a-relire": of("review") };
}

/** The recruiters of an administration who wrote drafts, by their names. */
export function listAuthors(db: Accounts, administration: string): Promise<{ id: number; name: string }[]> {
  return db.all(
    sql`SELECT id, coalesce(name, email) AS name FROM recruiters r WHERE administration = ${administration}
      AND EXISTS (SELECT 1 FROM drafts d WHERE d.recruiter_id = r.id) ORDER BY 2`,
  );
}

/** What is known of the drafts that offers come from. */
export type OfferOrigin = { reference: string; author: string | null; changed: number };

/** For some offers, who wrote them, and whether the draft says something that is not published yet. */
export function findOrigins(db: Accounts, references: string[], administration: string): Promise<OfferOrigin[]> {
  return db.all<OfferOrigin>(
    sql`SELECT f.reference, coalesce(r.name, r.email) AS author,
        d.state IN ('released', 'review') AND d.version > coalesce(d.released_version, 0) AS changed
      FROM draft_references f JOIN drafts d ON d.id = f.draft_id LEFT JOIN recruiters r ON r.id = d.recruiter_id
      WHERE f.reference IN ${listOf(references)}
        AND d.administration = ${administration}`,
  );
}

/** What people did to an offer or its draft, newest first. @param subjects the draft and the references */
export function listEventsOf(db: Accounts, subjects: string[], administration: string): Promise<EventRow[]> {
  return db.all<EventRow>(
    sql`SELECT id, administration, actor, event, subject, at FROM publishing_events
      WHERE subject IN ${listOf(subjects)}
        AND administration = ${administration} ORDER BY id DESC LIMIT 100`,
  );
}
