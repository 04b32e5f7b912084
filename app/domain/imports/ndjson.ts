import { checkPosting } from "#app/domain/offers/posting.ts";
import type { Encoding } from "./encoding.ts";
import { type FeedReader, type Read, readOf, UnreadableFeed } from "./feed-reader.ts";
import { checkLegible } from "./illegible.ts";

/** Reads postings in JSON, one a line. */
export function createLineReader(now: string, encoding: Encoding): FeedReader {
  const reads: Read[] = [];
  /** The pieces of the line that is not complete yet; they are joined only once. */
  let pieces: string[] = [];
  let line = 0;
  /** How many lines were read that are JSON, in the encoding of the file. */
  let legible = 0;
  let isTruncated = false;

  /** @returns whether the line is empty or JSON */
  function read(text: string): boolean {
    line += 1;
    if (text.trim() === "") return true;
    const place = `La ligne ${line}`;
    const json = parseLine(text);
    if (!json) {
      reads.push(readOf({ ok: false, reference: referenceIn(text), reason: `${place} n’est pas du JSON.` }, text));
      return false;
    }
    const { legible: isLegible, ...read } = checkLegible(checkPosting(json.value, now), text, place, encoding);
    reads.push(read);
    if (isLegible) legible += 1;
    return true;
  }

  return {
    get count() {
      return reads.length;
    },
    get isTruncated() {
      return isTruncated;
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
      // A file that was cut ends within a line. One whose last line is wrong by itself ends after it.
      isTruncated = !read(pieces.join(""));
      const [first] = reads;
      if (legible === 0 && first && !first.ok) {
        throw new UnreadableFeed(
          `Aucune ligne du fichier n’est lisible\u00a0: une offre en JSON par ligne est attendue. ${first.reason}`,
        );
      }
      return reads;
    },
  };
}

function parseLine(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** The reference that a line seems to have. */
function referenceIn(text: string): string | null {
  return /"reference"\s{0,9}:\s{0,9}"([a-z\d][\w.-]{2,63})"/i.exec(text)?.[1]?.toUpperCase() ?? null;
}
