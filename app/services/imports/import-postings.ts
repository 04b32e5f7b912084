import { sha256 } from "oslo/crypto";
import { encodeHex } from "oslo/encoding";
import { dayInParis } from "#app/domain/format.ts";
import type { Read } from "#app/domain/imports/feed-reader.ts";
import type { ImportReport } from "#app/domain/imports/import-report.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { contentOf, type Posting } from "#app/domain/offers/posting.ts";
import { indexRow, wordForms } from "#app/domain/search/index-row.ts";
import { toSlug } from "#app/domain/slug.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { slices } from "#app/services/slices.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import {
  closeImport,
  closePart,
  type Import,
  keepQuarantine,
  openImport,
  type Quarantined,
  releaseQuarantine,
} from "#db/catalogue/imports/imports.ts";
import {
  countMissing,
  findKnownOffers,
  type IndexWrite,
  type OfferWrite,
  touchOffers,
  withdrawMissing,
  writeOffers,
} from "#db/catalogue/offers/offer-writes.ts";
import { rewriteFacetCounts } from "#db/catalogue/search/facet-counts.ts";

/** A full feed that would withdraw more than this share of its open offers is taken for broken. */
const MAX_WITHDRAWN_SHARE = 0.3;
const MAX_DOUBTS = 1_000;

export type ImportRequest = {
  /** Name of the API key. */
  publisher: string;
  /** Which feed of the publisher this is. A full import withdraws offers of its own feed only. */
  feed: string;
  reads: Read[];
  /** Whether the feed holds every open offer: then an offer that is absent from it is withdrawn. */
  full: boolean;
  /** Whether to withdraw any number of offers, beyond `MAX_WITHDRAWN_SHARE` too. */
  force: boolean;
  /** For a file sent in several requests: the key of the run, the number of this part, and the number of parts. */
  part: { run: string; number: number; of: number } | null;
};

/** A full feed was refused: it would have withdrawn `missing` of the `open` offers. */
export type Refused = { refused: { missing: number; open: number } };

/**
 * Imports the postings of a request: new offers in the order of their publication, then edited ones, withdrawals last.
 * Each batch is atomic, and importing the same postings again changes nothing: an interrupted import is finished by
 * sending it again. A posting that is invalid, or belongs to another publisher, goes to quarantine with a reason.
 * @returns the report; or a refusal, when a full feed would withdraw more than 30 % of its open offers without `force`.
 * A feed in one request is then refused before anything is written; one in several parts, before its withdrawals
 */
export async function importPostings(
  db: Catalogue,
  request: ImportRequest,
  now: Date,
): Promise<ImportReport | Refused> {
  const at = now.toISOString();
  const today = dayInParis(now);
  const source = `${request.publisher}/${request.feed}`;
  const classified = await classifyReads(db, request, at);

  if (request.full && !request.part && !request.force) {
    const refused = refusal(await countMissing(db, source, today, { shown: classified.shown }));
    if (refused) return refused;
  }
  const run = await openRun(db, request, source, at);
  for (const kept of slices(classified.quarantined, 500)) await keepQuarantine(db, source, kept, at);
  const progress = { source, importId: run.id, now: at };
  for (const { offers, created } of [
    ...slices(classified.created, 100, 800_000).map((offers) => ({ offers, created: offers.length })),
    ...slices(classified.updated, 100, 800_000).map((offers) => ({ offers, created: 0 })),
  ]) {
    await writeOffers(db, { ...progress, offers, rows: offers.map(toIndexWrite), words: wordForms(offers), created });
  }
  for (const touched of slices(classified.touched, 5_000)) await touchOffers(db, touched, source, at);
  for (const passed of slices(classified.passed, 5_000)) await releaseQuarantine(db, source, passed);
  return closeRun(db, request, run, classified, at);
}

/** The postings of a request, by what is to be done with each. */
type Classified = {
  created: OfferWrite[];
  updated: OfferWrite[];
  unchanged: number;
  quarantined: Quarantined[];
  doubts: { reference: string; doubt: string }[];
  /** Every reference in the feed, of invalid postings too: an invalid posting does not withdraw its offer. */
  shown: string[];
  /** References of the publisher's offers of which only the last import that showed them is written. */
  touched: string[];
  /** References whose postings are valid, and leave the quarantine. */
  passed: string[];
};

async function classifyReads(db: Catalogue, { reads, publisher }: ImportRequest, now: string): Promise<Classified> {
  const { offers, quarantined, doubts } = await readOffers(reads, dayInParis(new Date(now)));
  const shown = reads.flatMap((read) => (read.ok ? read.posting.reference : (read.reference ?? [])));
  const known = new Map((await findKnownOffers(db, shown)).map((offer) => [offer.reference, offer]));
  const isOwn = (reference: string) => known.get(reference)?.source.startsWith(`${publisher}/`) ?? true;

  const classified: Classified = {
    created: [],
    updated: [],
    unchanged: 0,
    quarantined,
    doubts,
    shown,
    touched: [],
    passed: [],
  };
  for (const { offer, raw } of offers.values()) {
    const { reference } = offer;
    const current = known.get(reference);
    if (!isOwn(reference)) {
      quarantined.push(await toQuarantined(raw, reference, "Cette référence appartient à un autre émetteur."));
      continue;
    }
    classified.passed.push(reference);
    if (!current) classified.created.push(offer);
    else if (current.contentHash !== offer.contentHash || current.withdrawn) classified.updated.push(offer);
    else classified.unchanged += 1;
  }
  const written = new Set([...classified.created, ...classified.updated].map(({ reference }) => reference));
  classified.touched = [...known.keys()].filter((reference) => isOwn(reference) && !written.has(reference));
  // Ids follow the order of first publication: the list of newest offers and the alerts rely on that.
  classified.created.sort(
    (a, b) => compare(a.publishedAt ?? now, b.publishedAt ?? now) || compare(a.reference, b.reference),
  );
  return classified;
}

/**
 * The offers by reference. A reference that occurs twice in a file is one offer if both postings are equal; otherwise
 * the second posting goes to quarantine.
 */
async function readOffers(reads: Read[], today: string) {
  const offers = new Map<string, { offer: OfferWrite; raw: string }>();
  const quarantined: Quarantined[] = [];
  const doubts: Classified["doubts"] = [];
  for (const read of reads) {
    if (!read.ok) {
      quarantined.push(await toQuarantined(read.raw, read.reference, read.reason));
      continue;
    }
    const offer = await toWrite(read.posting, today);
    const { reference } = offer;
    const first = offers.get(reference)?.offer;
    if (first && first.contentHash !== offer.contentHash) {
      const reason = "Cette référence figure deux fois dans le fichier, avec des contenus différents.";
      quarantined.push(await toQuarantined(read.raw, reference, reason));
    } else if (!first) {
      offers.set(reference, { offer, raw: read.raw });
      doubts.push(...read.doubts.map((doubt) => ({ reference, doubt })));
    }
  }
  return { offers, quarantined, doubts };
}

async function openRun(db: Catalogue, request: ImportRequest, source: string, at: string): Promise<Import> {
  const { part, full } = request;
  if (part) return openImport(db, { source, run: part.run, full, parts: part.of }, null, at);
  // One posting after the other: joined, 20 MB of them would be in memory twice more.
  let content = String(full);
  for (const { raw } of request.reads) content = await hash(content + raw);
  return openImport(db, { source, run: `${content}@${at}`, full, parts: 1 }, content, at);
}

/** Ends a part. With the last part, withdraws the offers that a full feed no longer shows, and closes the run. */
async function closeRun(
  db: Catalogue,
  request: ImportRequest,
  run: Import,
  classified: Classified,
  at: string,
): Promise<ImportReport | Refused> {
  const { source, startedAt: since, id: importId } = run;
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
      await closeImport(db, importId, "refused", at);
      return refused;
    }
    const limit = 500;
    let withdrawnNow = limit;
    while (withdrawnNow === limit) {
      withdrawnNow = await withdrawMissing(db, { source, since, importId, now: at, limit });
      withdrawn += withdrawnNow;
    }
  }
  await rewriteFacetCounts(db, today);
  if (whole) await closeImport(db, importId, "complete", at);
  return {
    import: importId,
    source,
    state: whole ? "complete" : "incomplete",
    created: created.length,
    updated: updated.length,
    unchanged,
    withdrawn,
    quarantined: quarantined.map(({ reference, reason }) => ({ reference, reason })),
    doubts: doubts.slice(0, MAX_DOUBTS),
    doubtsInAll: doubts.length,
  };
}

function refusal(counts: { missing: number; open: number }): Refused | null {
  return counts.missing > counts.open * MAX_WITHDRAWN_SHARE ? { refused: counts } : null;
}

async function toWrite(posting: Posting, today: string): Promise<OfferWrite> {
  return {
    ...posting,
    administrationSlug: posting.administration === null ? null : toSlug(posting.administration),
    contentHash: await hash(contentOf(posting)),
    indexed: isOpen({ withdrawnAt: null, expiresOn: posting.expiresOn }, today) ? TEXT_VERSION : 0,
  };
}

function toIndexWrite(offer: OfferWrite): IndexWrite {
  const { administration: label, administrationSlug: slug } = offer;
  const administration = label !== null && slug !== null ? { slug, label } : null;
  return { reference: offer.reference, ...indexRow({ ...offer, administration }) };
}

async function toQuarantined(raw: string, reference: string | null, reason: string): Promise<Quarantined> {
  return { reference, reason, raw, rawHash: await hash(raw) };
}

async function hash(text: string): Promise<string> {
  return encodeHex(await sha256(new TextEncoder().encode(text)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
