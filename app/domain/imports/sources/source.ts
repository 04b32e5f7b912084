import type { FeedKind } from "#app/domain/imports/feed-reader.ts";
import { toSlug } from "#app/domain/slug.ts";

/** What a source holds: a PASS feed, postings one a line, or the open data of « Choisir le service public ». */
export type SourceKind = "pass" | "ndjson" | "csp";

/** The bounds of one pull. */
export type PullBounds = { bytes: number; ms: number };

const MINUTE = 60_000;

/**
 * How each kind is read. The open data of « Choisir le service public » was of 84 MB in July 2026: its rows are read one
 * by one, and nine out of ten are not kept.
 */
export const SOURCE_KINDS: Record<SourceKind, { reader: FeedKind; bounds: PullBounds }> = {
  pass: { reader: "rss", bounds: { bytes: 20_000_000, ms: 30_000 } },
  ndjson: { reader: "ndjson", bounds: { bytes: 20_000_000, ms: 30_000 } },
  csp: { reader: "csp", bounds: { bytes: 150_000_000, ms: 120_000 } },
};

/** The failures in a row after which the operator is told, and a source counts as failing. */
export const FAILING_AFTER = 3;

/** How long after each failure in a row a source is tried again; the last one goes on. */
const RETRY_MINUTES = [5, 15, 60];

export function retryAfter(failures: number): number {
  return (RETRY_MINUTES[Math.min(failures, RETRY_MINUTES.length) - 1] ?? 0) * MINUTE;
}

/** A name for a source that was given none, from its host: `flux.exemple.gouv.fr` gives `flux-exemple-gouv-fr`. */
export function sourceName(url: string): string {
  return toSlug(new URL(url).hostname.replace(/^www\./, ""))
    .slice(0, 40)
    .replace(/-$/, "");
}

/** The names that a source may have: they begin `offers.source`, as those of publishing keys do. */
export const SOURCE_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
