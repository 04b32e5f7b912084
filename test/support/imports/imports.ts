import { env } from "cloudflare:workers";
import type { ImportReport } from "#app/domain/imports/import-report.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { type ImportRequest, importPostings, type Refused } from "#app/services/imports/import-postings.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { INDEX_NAME } from "#db/catalogue/search-index.ts";

export const db = openCatalogue(env.CATALOGUE);
/** So many minutes after noon, UTC. */
export const at = (minute: number) => new Date(Date.UTC(2026, 0, 15, 12, minute));

/** Leaves nothing in the catalogue. */
export async function emptyCatalogue(): Promise<void> {
  for (const table of [
    INDEX_NAME,
    "offer_domains",
    "offers",
    "administrations",
    "imports",
    "quarantine",
    "facet_counts",
    "scheduled_offers",
  ]) {
    await env.CATALOGUE.prepare(`DELETE FROM ${table}`).run();
  }
}

type Options = Partial<Omit<ImportRequest, "reads">> & { minute?: number };

/** A feed of these postings. */
export function request(postings: Posting[], { minute: _, ...said }: Options = {}): ImportRequest {
  return {
    publisher: "etat",
    feed: "ndjson",
    full: false,
    force: false,
    part: null,
    reads: postings.map((posting) => ({ ok: true, posting, doubts: [], raw: JSON.stringify(posting) })),
    ...said,
  };
}

/** Imports these postings. */
export function send(postings: Posting[], options: Options = {}): Promise<ImportReport | Refused> {
  return importPostings(db, request(postings, options), at(options.minute ?? 0));
}

/** What the catalogue answers. */
export async function rows(sql: string): Promise<unknown[]> {
  return (await env.CATALOGUE.prepare(sql).all()).results;
}

/** The counts, but the version, which is another each time that they are counted. */
export const COUNTS = "SELECT dimension, code, count FROM facet_counts WHERE dimension <> 'version' ORDER BY 1, 2";

/** What the catalogue holds, instants of the runs aside. */
export async function snapshot() {
  return [
    await rows(
      "SELECT id, reference, title, withdrawn_at IS NULL AS open, indexed, content_hash FROM offers ORDER BY id",
    ),
    await rows("SELECT * FROM offer_domains ORDER BY 1, 2"),
    await rows(`SELECT rowid, k FROM ${INDEX_NAME} ORDER BY rowid`),
    await rows(`SELECT rowid FROM ${INDEX_NAME} WHERE ${INDEX_NAME} MATCH 'archiv' ORDER BY rowid`),
    await rows("SELECT reference, reason FROM quarantine ORDER BY id"),
    await rows(COUNTS),
    await rows("SELECT reference, source, publishes_at, posting FROM scheduled_offers ORDER BY 1"),
  ];
}
