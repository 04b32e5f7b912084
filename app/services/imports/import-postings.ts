import { dayInParis } from "#app/domain/format.ts";
import type { Read } from "#app/domain/imports/feed-reader.ts";
import type { ImportReport } from "#app/domain/imports/import-report.ts";
import type { Publisher } from "#app/domain/imports/publisher.ts";
import { advise } from "#app/domain/offers/advice/advise.ts";
import { contentOf } from "#app/domain/offers/posting.ts";
import { indexRow, wordForms } from "#app/domain/search/index-row.ts";
import { slices } from "#app/services/slices.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { closeImport, closePart, type Import, openImport } from "#db/catalogue/imports/imports.ts";
import { keepQuarantine, releaseQuarantine, touchMended } from "#db/catalogue/imports/quarantine.ts";
import { withdrawMissingHidden } from "#db/catalogue/offers/by-hand.ts";
import {
  countMissing,
  type IndexWrite,
  type OfferWrite,
  touchOffers,
  withdrawMissing,
  writeOffers,
} from "#db/catalogue/offers/offer-writes.ts";
import {
  scheduleOffers,
  touchScheduled,
  unscheduleMissing,
  unscheduleOffers,
} from "#db/catalogue/offers/scheduled-offers.ts";
import { rewriteFacetCounts } from "#db/catalogue/search/facet-counts.ts";
import { type Classified, classifyReads, hash } from "./classify-reads.ts";
import { settleMended } from "./settle-mended.ts";

/** A full feed that would withdraw more than this share of its open offers is taken for broken. */
const MAX_WITHDRAWN_SHARE = 0.3;
const MAX_DOUBTS = 1_000;
const MAX_ADVICE = 1_000;

export type ImportRequest = {
  /** `Publisher.name`. */
  publisher: string;
  /** The only administration whose offers it publishes; any, unless told. */
  administration?: Publisher["administration"];
  /** Which feed of the publisher this is. A full import withdraws offers of its own feed only. */
  feed: string;
  reads: Read[];
  /** Whether the feed holds every open offer: then an offer that is absent from it is withdrawn. */
  full: boolean;
  /** Whether to withdraw any number of offers, beyond `MAX_WITHDRAWN_SHARE` too. */
  force: boolean;
  /** For a file sent in several requests: the key of the run, the number of this part, and the number of parts. */
  part: { run: string; number: number; of: number } | null;
  /** Whether somebody reads the advice of the report; it is empty otherwise. */
  advised?: boolean;
};

/** A full feed was refused: it would have withdrawn `missing` of the `open` offers. */
export type Refused = { refused: { missing: number; open: number } };

/**
 * Imports the postings of a request: new offers in the order of their publication, then edited ones, withdrawals last.
 * Each batch is atomic, and importing the same postings again changes nothing: an interrupted import is finished by
 * sending it again. A posting that is invalid, or belongs to another publisher, goes to quarantine with a reason. One
 * whose publication is to come is kept until that day (`publish-scheduled.ts`). An offer that a person closed stays closed.
 * @returns the report; or a refusal, when a full feed would withdraw more than 30 % of its open offers without `force`.
 * A feed in one request is then refused before any offer is written; one in several parts, before its withdrawals
 */
export async function importPostings(
  db: Catalogue,
  request: ImportRequest,
  now: Date,
): Promise<ImportReport | Refused> {
  const at = now.toISOString();
  const today = dayInParis(now);
  const source = `${request.publisher}/${request.feed}`;
  const sender = { ...request, administration: request.administration ?? null };
  const classified = await settleMended(db, source, await classifyReads(db, sender, at));

  if (request.full && !request.part && !request.force) {
    const answer = refusal(await countMissing(db, source, today, { shown: classified.shown }));
    if (answer) {
      await noteRefusal(db, request, source, answer, at);
      return answer;
    }
  }
  const run = await openRun(db, request, source, at);
  for (const kept of slices(classified.quarantined, 500)) await keepQuarantine(db, source, kept, at);
  // Of two parts that are sent at once, the one that was received first may open the run last: what it shows is not missing.
  const seen = run.startedAt > at ? run.startedAt : at;
  const progress = { source, importId: run.id, now: seen };
  for (const { offers, created } of [
    ...slices(classified.created, 100, 800_000).map((offers) => ({ offers, created: offers.length })),
    ...slices(classified.updated, 100, 800_000).map((offers) => ({ offers, created: 0 })),
  ]) {
    await writeOffers(db, { ...progress, offers, rows: offers.map(toIndexWrite), words: wordForms(offers), created });
  }
  for (const offers of slices(classified.scheduled, 100, 800_000)) await scheduleOffers(db, source, offers, seen);
  for (const still of slices(classified.stillScheduled, 5_000)) await touchScheduled(db, still, seen);
  for (const gone of slices(classified.unscheduled, 5_000)) await unscheduleOffers(db, gone);
  for (const touched of slices(classified.touched, 5_000)) await touchOffers(db, touched, source, seen);
  for (const mended of slices(classified.stillMended, 5_000)) await touchMended(db, source, mended, at);
  for (const passed of slices(classified.passed, 5_000)) await releaseQuarantine(db, source, passed);
  return closeRun(db, request, run, classified, at);
}

async function openRun(db: Catalogue, request: ImportRequest, source: string, at: string): Promise<Import> {
  const { part, full } = request;
  if (part) return openImport(db, { source, run: part.run, full, parts: part.of }, null, at);
  const content = await contentHash(request);
  return openImport(db, { source, run: `${content}@${at}`, full, parts: 1 }, content, at);
}

async function contentHash({ full, reads }: ImportRequest): Promise<string> {
  // One posting after the other: joined, 20 MB of them would be in memory once more.
  let content = String(full);
  for (const read of reads) content = await hash(content + (read.ok ? contentOf(read.posting) : read.raw));
  return content;
}

/** Keeps the row of a refusal, for those who operate the site: one, however often the same feed is refused. */
async function noteRefusal(db: Catalogue, request: ImportRequest, source: string, { refused }: Refused, at: string) {
  const run = `${await contentHash(request)}@refused`;
  const { id } = await openImport(db, { source, run, full: true, parts: 1 }, null, at);
  await closeImport(db, id, refused, at);
}

/** Ends a part. With the last part, withdraws the offers that a full feed no longer shows, and closes the run. */
async function closeRun(
  db: Catalogue,
  request: ImportRequest,
  run: Import,
  classified: Classified,
  at: string,
): Promise<ImportReport | Refused> {
  const { source, id: importId } = run;
  // A file in one request shows all its offers now, even if its run was opened by an earlier request that broke off.
  const since = request.part ? run.startedAt : at;
  const { created, updated, unchanged, quarantined, doubts } = classified;
  const closed = await closePart(db, run, {
    part: request.part?.number ?? 1,
    unchanged,
    quarantined: quarantined.length,
    doubts: [...run.doubts, ...doubts].slice(0, MAX_DOUBTS),
  });
  const today = dayInParis(new Date(at));
  const whole = closed.partsDone.length === closed.parts;
  let withdrawn = 0;
  if (whole && closed.full) {
    const refused = request.part && !request.force && refusal(await countMissing(db, source, today, { since }));
    if (refused) {
      await rewriteFacetCounts(db, today);
      await closeImport(db, importId, refused.refused, at);
      return refused;
    }
    const limit = 500;
    let withdrawnNow = limit;
    while (withdrawnNow === limit) {
      withdrawnNow = await withdrawMissing(db, { source, since, importId, now: at, limit });
      withdrawn += withdrawnNow;
    }
    await withdrawMissingHidden(db, source, since, at);
    withdrawn += await unscheduleMissing(db, source, since);
  }
  await rewriteFacetCounts(db, today);
  if (whole) await closeImport(db, importId, null, at);
  const advice = request.advised ? adviceOn(classified, today) : [];
  return {
    import: importId,
    source,
    state: whole ? "complete" : "incomplete",
    created: created.length,
    updated: updated.length,
    scheduled: classified.scheduled.length,
    unchanged,
    withdrawn,
    closedByHand: classified.closedByHand,
    quarantined: quarantined.map(({ reference, reason }) => ({ reference, reason })),
    doubts: doubts.slice(0, MAX_DOUBTS),
    doubtsInAll: doubts.length,
    advice: advice.slice(0, MAX_ADVICE),
    adviceInAll: advice.length,
  };
}

/** The advice about new and edited offers: a feed that is sent every hour is not told the same every hour. */
function adviceOn({ created, updated, scheduled }: Classified, today: string): ImportReport["advice"] {
  return [...created, ...updated, ...scheduled.map(({ posting }) => posting)].flatMap((posting) =>
    advise(posting, { today }).map((advice) => ({ reference: posting.reference, ...advice })),
  );
}

function refusal(counts: { missing: number; open: number }): Refused | null {
  return counts.missing > counts.open * MAX_WITHDRAWN_SHARE ? { refused: counts } : null;
}

function toIndexWrite(offer: OfferWrite): IndexWrite {
  const { administration: label, administrationSlug: slug } = offer;
  const administration = label !== null && slug !== null ? { slug, label } : null;
  return { reference: offer.reference, ...indexRow({ ...offer, administration }) };
}
