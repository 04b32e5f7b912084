import type { CheckedPosting } from "#app/domain/offers/posting.ts";

/**
 * One offer that was read: its posting, or why it is none, and the source text, which the quarantine keeps. That of a valid
 * posting is not kept: 20 MB of them would take more memory than the postings.
 */
export type Read = Extract<CheckedPosting, { ok: true }> | (Extract<CheckedPosting, { ok: false }> & { raw: string });

/** What was read, with the beginning of its source text if it is not valid. */
export function readOf(checked: CheckedPosting, source: string): Read {
  return checked.ok ? checked : { ...checked, raw: source.slice(0, RAW_AT_MOST) };
}

/** A PASS feed, postings one a line, or the open data of « Choisir le service public ». */
export type FeedKind = "rss" | "ndjson" | "csp";

/** Reads a body piece by piece. */
export type FeedReader = {
  /** How many offers were met so far. */
  readonly count: number;
  /** How many lines were left out on purpose, because they are no offers of ours. */
  readonly skipped?: number;
  /** Whether the end of the file was missing, known once it has ended. A reader that refuses such a file has none. */
  readonly isTruncated?: boolean;
  /** @throws UnreadableFeed as soon as the body cannot be a feed */
  write(text: string): void;
  /** @throws UnreadableFeed when nothing in the body can be read */
  end(): Read[];
};

/** The body as a whole cannot be read; the message is a French sentence for the sender. */
export class UnreadableFeed extends Error {}

/** How many offers a body may hold. Of more, the one after these is read last: that tells that they are too many. */
export const MOST_OFFERS = 10_000;

/** How many characters of a source text are kept. */
const RAW_AT_MOST = 100_000;
