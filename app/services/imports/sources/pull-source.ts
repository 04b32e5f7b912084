import { formatCount, formatNumber } from "#app/domain/format.ts";
import type { Read } from "#app/domain/imports/feed-reader.ts";
import { FAILING_AFTER, type PullBounds, retryAfter, SOURCE_KINDS } from "#app/domain/imports/sources/source.ts";
import { shift } from "#app/domain/time.ts";
import { logEvent, nameOf } from "#app/services/events.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { type BodyRead, MAX_OFFERS, readBody } from "#app/services/imports/read-body.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import {
  type ClaimedSource,
  claimSource,
  endPull,
  failPull,
  type Pulled,
  wasImportedSince,
} from "#db/catalogue/imports/sources.ts";
import { fetchFeed } from "./fetch-feed.ts";

export type PullDeps = {
  catalogue: Catalogue;
  siteUrl: string;
  /** Whether servers of this machine may be pulled. */
  local: boolean;
  clock: () => Date;
  /** Over those of the kind of the source. */
  bounds?: Partial<PullBounds>;
};

/** Longer than a queue lets a worker run (15 minutes): two workers never pull one source at a time. */
const LEASE_MS = 16 * 60_000;
/**
 * A feed that does not change is read all the same once a week: offers without a last day close when no import shows
 * them, and a newer version of PASS may read more of the same feed.
 */
const READ_ANEW_MS = 7 * 86_400_000;

/**
 * Pulls one source, if it is due and nobody else pulls it: asks for the feed, imports it by the rules of any import, and
 * stores the outcome. A pull that fails withdraws nothing and is tried again later; one that was interrupted is finished
 * by the next one, since an import may be repeated.
 * @param id of the source
 */
export async function pullSource(deps: PullDeps, id: number): Promise<void> {
  const { catalogue, clock } = deps;
  const source = await claimSource(catalogue, id, LEASE_MS, clock());
  if (!source) return;
  const outcome = await pull(deps, source).catch((error: unknown): Failed => ({ failed: sentenceOf(error) }));
  if ("failed" in outcome) {
    const failures = outcome.asks ? Math.max(FAILING_AFTER, source.failures + 1) : source.failures + 1;
    const retryAt = shift(clock().toISOString(), retryAfter(failures));
    await failPull(catalogue, source, { error: outcome.failed, failures, retryAt });
    logEvent("source-failed", { source: id, failures });
  } else {
    await endPull(catalogue, source, outcome, clock());
  }
}

/** A pull that failed, and why, in French. `asks`: only the operator can tell what is right, so she is told at once. */
type Failed = { failed: string; asks?: boolean };

async function pull(deps: PullDeps, source: ClaimedSource): Promise<Pulled | Failed> {
  const { catalogue, siteUrl, local, clock } = deps;
  const { reader, bounds } = SOURCE_KINDS[source.kind];
  const { bytes, ms } = { ...bounds, ...deps.bounds };
  const now = clock();
  const known = await wasImportedSince(catalogue, source, shift(now.toISOString(), -READ_ANEW_MS));
  const { etag, lastModified } = known && !source.force ? source : { etag: null, lastModified: null };
  const signal = AbortSignal.timeout(ms);

  let read: BodyRead;
  let said: { etag: string | null; lastModified: string | null };
  try {
    const agent = `PASS (+${siteUrl})`;
    const fetched = await fetchFeed({ url: source.url, etag, lastModified, signal, agent, local });
    if ("failed" in fetched) return fetched;
    if ("unchanged" in fetched) return { etag, lastModified, changed: false };
    said = { etag: fetched.etag, lastModified: fetched.lastModified };
    read = await readBody(fetched.body, now.toISOString(), { kind: reader, bytes, charset: fetched.charset });
    if ("refused" in read) return { failed: fetched.isHtml ? HTML : refusalOf(read, bytes) };
    if (fetched.isHtml && !read.reads.some(({ ok }) => ok)) return { failed: HTML };
  } catch {
    return { failed: signal.aborted ? `Le flux n’est pas arrivé en ${ms / 1000}\u00a0secondes.` : UNREACHABLE };
  }
  return importFeed(deps, source, read.reads, read.skipped, said);
}

async function importFeed(
  { catalogue, clock }: PullDeps,
  source: ClaimedSource,
  reads: Read[],
  skipped: number,
  said: { etag: string | null; lastModified: string | null },
): Promise<Pulled | Failed> {
  const { name: publisher, kind: feed, full, force } = source;
  const [first] = reads;
  if (first && !first.ok && !reads.some(({ ok }) => ok)) {
    return { failed: `Aucune offre du flux ne peut être lue. ${first.reason}` };
  }
  const report = await importPostings(catalogue, { publisher, feed, reads, full, force, part: null }, clock());
  if ("refused" in report) {
    const { missing, open } = report.refused;
    const failed = `Le flux retirerait ${missing} des ${open} offres ouvertes\u00a0: rien n’a été retiré.`;
    return { failed, asks: true };
  }
  const { created, updated, unchanged, withdrawn, quarantined } = report;
  const counts = { created, updated, unchanged, withdrawn, quarantined: quarantined.length, skipped };
  logEvent("source-pulled", { source: source.id, ...counts });
  return { ...said, changed: created + updated + withdrawn > 0 };
}

const HTML = "L’adresse répond une page HTML au lieu d’un flux.";
const UNREACHABLE = "Le site ne répond pas, ou la connexion s’est interrompue.";

function refusalOf(read: Extract<BodyRead, { refused: string }>, bytes: number): string {
  switch (read.refused) {
    case "too-large":
      return `Le flux dépasse ${formatNumber(bytes / 1_000_000)}\u00a0Mo.`;
    case "too-many":
      return `Le flux dépasse ${formatCount(MAX_OFFERS, "offre")}.`;
    case "unreadable":
      return read.reason;
  }
}

/** Our own fault: the database did not answer. Its words are for the logs only. */
function sentenceOf(error: unknown): string {
  console.error(JSON.stringify({ event: "pull-failed", error: nameOf(error) }));
  return "La base de PASS n’a pas répondu pendant l’import.";
}
