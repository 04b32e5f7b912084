import { PostingShape } from "#app/domain/offers/posting-shape.ts";
import { createReader } from "./feed.ts";
import { type Read, UnreadableFeed } from "./feed-reader.ts";

/**
 * Reads one offer that an operator has mended, by the reader of imports: an item of a PASS feed, or a posting in JSON, on
 * several lines as she likes.
 * @param now ISO 8601
 * @returns the posting with its doubts; or why it still cannot be published, a French sentence
 */
export function readMended(text: string, now: string): Read | { ok: false; reason: string } {
  try {
    const isXml = text.trimStart().startsWith("<");
    const reader = createReader(isXml ? "rss" : "ndjson", now);
    reader.write(isXml ? `<rss><channel>${text}</channel></rss>` : JSON.stringify(JSON.parse(text)));
    const [read, ...others] = reader.end();
    if (!read || others.length > 0) return { ok: false, reason: "Une seule offre est attendue." };
    return read;
  } catch (error) {
    if (error instanceof UnreadableFeed) return { ok: false, reason: error.message };
    if (error instanceof SyntaxError) return { ok: false, reason: notJson(error) };
    throw error;
  }
}

/** V8 says where: « (line 3 column 5) ». */
function notJson({ message }: SyntaxError): string {
  const [, line] = /\(line (\d+) /.exec(message) ?? [];
  return line ? `Ce n’est pas du JSON\u00a0: voyez la ligne ${line}.` : "Ce n’est pas du JSON.";
}

/**
 * The text that an operator begins to mend with: what was sent, JSON in lines. A row of a CSV file says nothing without
 * the names of its columns: then it is a posting in JSON, to be filled in.
 */
export function mendable(raw: string, reference: string | null): string {
  if (/^\s*</.test(raw)) return raw.trim();
  try {
    return inLines(JSON.parse(raw));
  } catch {
    return /^\s*\{/.test(raw) ? raw.trim() : inLines(emptyPosting(reference));
  }
}

function emptyPosting(reference: string | null): Record<string, unknown> {
  const empty = Object.fromEntries(Object.keys(PostingShape.entries).map((field) => [field, null]));
  return { ...empty, reference: reference ?? "", title: "" };
}

function inLines(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
