import { createCspReader } from "./csp/csp.ts";
import { type Encoding, UTF_8 } from "./encoding.ts";
import type { FeedKind, FeedReader } from "./feed-reader.ts";
import { createLineReader } from "./ndjson.ts";
import { createRssReader } from "./rss/rss.ts";

/**
 * Reads a PASS feed, postings one a line, or the CSV of « Choisir le service public ». An offer that cannot be read costs
 * itself only: it goes to quarantine with its line, and the others are read.
 * @param now the current instant, ISO 8601
 * @param encoding the one that the text was decoded from
 */
export function createReader(kind: FeedKind, now: string, encoding: Encoding = UTF_8): FeedReader {
  switch (kind) {
    case "csp":
      return createCspReader(now);
    case "rss":
      return createRssReader(now, encoding);
    case "ndjson":
      return createLineReader(now, encoding);
  }
}
