import { ENCODING_BYTES, type Encoding, encodingOf } from "#app/domain/imports/encoding.ts";
import { createReader } from "#app/domain/imports/feed.ts";
import {
  type FeedKind,
  type FeedReader,
  MOST_OFFERS,
  type Read,
  UnreadableFeed,
} from "#app/domain/imports/feed-reader.ts";

export const MAX_BYTES = 20_000_000;
export const MAX_OFFERS = MOST_OFFERS;

export type BodyRead =
  | { kind: FeedKind; reads: Read[]; skipped: number }
  | { refused: "too-large" | "too-many" }
  /** `reason` is a French sentence that says what is wrong, and where. */
  | { refused: "unreadable"; reason: string };

/** The connection was lost before the body was there. */
export class BrokenOff extends Error {}

/** What is known of a body before it is read. */
export type Expected = {
  /** What it is; its first characters tell, unless told. */
  kind?: FeedKind;
  /** How many bytes are read at most. */
  bytes?: number;
  /** The encoding that the sender told, which counts when the body does not tell it. */
  charset?: string | null;
  /**
   * Whether it holds every open offer, unless told: then it is refused when its end is missing, because the offers that
   * are missing would be withdrawn. Of another one, what is there is read.
   */
  full?: boolean;
};

/**
 * Reads a feed, RSS, NDJSON or CSV, in the encoding that it declares, and stops as soon as it is too large. Headers of the
 * request are not trusted: the bytes are counted, and the first characters tell the kind.
 * @param body the decompressed bytes
 * @param now ISO 8601
 * @returns the postings that were read, broken ones with their reason; or a refusal: too many bytes, more than 10,000
 * offers, nothing that can be read, or an end that is missing
 * @throws BrokenOff when the body ends before its sender meant it to
 */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  now: string,
  { kind: told, bytes: most = MAX_BYTES, charset, full = true }: Expected = {},
): Promise<BodyRead> {
  const stream = body.getReader();
  let bytes = 0;
  let decoding: Decoding | null = null;
  let start = new Uint8Array();
  let kind: FeedKind | null = null;
  let reader: FeedReader | null = null;
  try {
    for (let chunk = await next(stream); ; chunk = await next(stream)) {
      bytes += chunk.value?.length ?? 0;
      if (bytes > most) return { refused: "too-large" };
      let piece = chunk.value ?? new Uint8Array();
      if (!decoding) {
        start = joined(start, piece);
        if (start.length < ENCODING_BYTES && !chunk.done) continue;
        decoding = openDecoding(start, charset);
        piece = start;
      }
      const text = decoding.decoder.decode(piece, { stream: !chunk.done });
      if (!reader && text.trim() !== "") {
        kind = told ?? kindOf(text.trimStart());
        reader = createReader(kind, now, decoding.encoding);
      }
      reader?.write(text);
      if (reader && reader.count > MAX_OFFERS) return { refused: "too-many" };
      if (chunk.done) break;
    }
    if (!reader || !kind) return { refused: "unreadable", reason: "Le fichier est vide." };
    const reads = reader.end();
    if (reads.length > MAX_OFFERS) return { refused: "too-many" };
    if (full && reader.isTruncated) return { refused: "unreadable", reason: TRUNCATED };
    return { kind, reads, skipped: reader.skipped ?? 0 };
  } catch (error) {
    if (error instanceof UnreadableFeed) return { refused: "unreadable", reason: error.message };
    throw error;
  } finally {
    await stream.cancel().catch(() => {});
  }
}

function next(stream: ReadableStreamDefaultReader<Uint8Array>) {
  return stream.read().catch((error: unknown): never => {
    // What does not inflate is a `TypeError`.
    if (error instanceof TypeError) throw new UnreadableFeed("Le fichier est tronqué, ou sa compression est abîmée.");
    throw new BrokenOff("the body broke off", { cause: error });
  });
}

const TRUNCATED =
  "La fin du fichier manque\u00a0: un envoi complet retirerait les offres qui n’y sont pas, alors il n’est pas pris.";

type Decoding = { decoder: TextDecoder; encoding: Encoding };

/** @throws UnreadableFeed when the encoding is one that nobody can read */
function openDecoding(start: Uint8Array, charset: string | null | undefined): Decoding {
  const encoding = encodingOf(start, charset);
  if ("unknown" in encoding) {
    throw new UnreadableFeed(`L’encodage « ${encoding.unknown} » est inconnu\u00a0: enregistrez le fichier en UTF-8.`);
  }
  // Bytes that are not of the encoding become U+FFFD, which costs their offer at most (`illegible.ts`).
  return { decoder: new TextDecoder(encoding.label), encoding };
}

function joined(a: Uint8Array, b: Uint8Array) {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
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
