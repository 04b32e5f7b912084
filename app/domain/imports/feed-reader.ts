import type { CheckedPosting } from "#app/domain/offers/posting.ts";

/** One offer that was read, and its source text, which the quarantine keeps. */
export type Read = CheckedPosting & { raw: string };

/** A PASS feed, postings one a line, or the open data of « Choisir le service public ». */
export type FeedKind = "rss" | "ndjson" | "csp";

/** Reads a body piece by piece. */
export type FeedReader = {
  /** How many offers were met so far. */
  readonly count: number;
  /** How many lines were left out on purpose, because they are no offers of ours. */
  readonly skipped?: number;
  /** @throws UnreadableFeed as soon as the body is malformed */
  write(text: string): void;
  /** @throws UnreadableFeed when the body ends too early */
  end(): Read[];
};

/** The body as a whole is malformed or truncated; the message is a French sentence for the sender. */
export class UnreadableFeed extends Error {}

/** How many characters of a source text are kept. */
export const RAW_AT_MOST = 100_000;
