import { createReader } from "#app/domain/imports/feed.ts";
import { type FeedKind, type FeedReader, type Read, UnreadableFeed } from "#app/domain/imports/feed-reader.ts";

export const MAX_BYTES = 20_000_000;
export const MAX_OFFERS = 10_000;

export type BodyRead =
  | { kind: FeedKind; reads: Read[]; skipped: number }
  | { refused: "too-large" | "too-many" }
  /** `reason` is a French sentence that says what is wrong, and where. */
  | { refused: "unreadable"; reason: string };

/**
 * Reads a feed, RSS, NDJSON or CSV, while it arrives, and stops as soon as it is too large or malformed. Headers of the
 * request are not trusted: the bytes are counted, and the first character tells the kind.
 * @param body the decompressed bytes
 * @param now ISO 8601
 * @param expected the kind, where it is known, and how many bytes are read at most
 * @returns the postings that were read; or a refusal: too many bytes, more than 10,000 offers, or malformed
 * @throws when the body breaks off with another error than a `TypeError`
 */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  now: string,
  expected: { kind?: FeedKind; bytes?: number } = {},
): Promise<BodyRead> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  const stream = body.getReader();
  let bytes = 0;
  let kind: FeedKind | null = null;
  let reader: FeedReader | null = null;
  try {
    for (let chunk = await stream.read(); ; chunk = await stream.read()) {
      bytes += chunk.value?.length ?? 0;
      if (bytes > (expected.bytes ?? MAX_BYTES)) return { refused: "too-large" };
      const text = chunk.done ? decoder.decode() : decoder.decode(chunk.value, { stream: true });
      if (!reader && text.trim() !== "") {
        kind = expected.kind ?? kindOf(text.trimStart());
        reader = createReader(kind, now);
      }
      reader?.write(text);
      if (reader && reader.count > MAX_OFFERS) return { refused: "too-many" };
      if (chunk.done) break;
    }
    if (!reader || !kind) return { refused: "unreadable", reason: "Le fichier est vide." };
    const reads = reader.end();
    return reads.length > MAX_OFFERS ? { refused: "too-many" } : { kind, reads, skipped: reader.skipped ?? 0 };
  } catch (error) {
    if (error instanceof UnreadableFeed) return { refused: "unreadable", reason: error.message };
    if (error instanceof TypeError) {
      return { refused: "unreadable", reason: "Le fichier n’est pas de l’UTF-8 valide, ou il est tronqué." };
    }
    throw error;
  } finally {
    await stream.cancel().catch(() => {});
  }
}

/** The kind of a feed by its beginning: XML begins with a tag, and CSV with the names of its columns. */
export function kindOf(beginning: string): FeedKind {
  if (beginning.startsWith("<")) return "rss";
  return /^["\p{L}][^\n{]*;/u.test(beginning) ? "csp" : "ndjson";
}

/**
 * The name of the feed. An RSS feed of PASS holds offers of one type only: each type has its own name, so that one does
 * not withdraw the offers of the other.
 */
export function feedName(kind: FeedKind, reads: Read[]): string {
  if (kind !== "rss") return kind;
  const first = reads.find((read) => read.ok);
  return first?.ok ? `pass-${first.posting.type}` : "pass";
}
