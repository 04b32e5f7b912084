import { checkPosting } from "#app/domain/offers/posting.ts";
import { createCspReader } from "./csp.ts";
import { type FeedKind, type FeedReader, RAW_AT_MOST, type Read, UnreadableFeed } from "./feed-reader.ts";
import { createRssReader } from "./rss.ts";

/**
 * Reads a PASS feed, postings one a line, or the CSV of « Choisir le service public ».
 * @param now ISO 8601: nothing can have been published later
 */
export function createReader(kind: FeedKind, now: string): FeedReader {
  if (kind === "csp") return createCspReader(now);
  return kind === "rss" ? createRssReader(now) : createLineReader(now);
}

function createLineReader(now: string): FeedReader {
  const reads: Read[] = [];
  /** The pieces of the line that is not complete yet; they are joined only once. */
  let pieces: string[] = [];
  let line = 0;
  function read(text: string): void {
    line += 1;
    if (text.trim() === "") return;
    reads.push({ ...checkPosting(parseLine(text, line), now), raw: text.slice(0, RAW_AT_MOST) });
  }
  return {
    get count() {
      return reads.length;
    },
    write(text) {
      const lines = text.split("\n");
      const last = lines.pop() ?? "";
      for (const each of lines) {
        read(pieces.join("") + each);
        pieces = [];
      }
      pieces.push(last);
    },
    end() {
      read(pieces.join(""));
      return reads;
    },
  };
}

function parseLine(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableFeed(`La ligne ${line} n’est pas du JSON, ou le fichier est tronqué.`);
  }
}
