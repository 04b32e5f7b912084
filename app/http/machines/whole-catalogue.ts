import { milliseconds, parisTimeToInstant } from "#app/domain/time.ts";
import { kindOf, logEvent } from "#app/services/events.ts";
import type { CatalogueState } from "#db/catalogue/api/catalogue-state.ts";
import { OPEN } from "./problem.ts";

/** An import that began longer ago than this writes no more. */
const SETTLED_MS = 600_000;

/**
 * The headers by which a reader of the whole catalogue asks whether it has changed: a `Last-Modified`, once nothing that
 * is marked with that instant can still be written, and a tag. The tag is weak: it tells the offers, not the bytes, which
 * a new version of the site may write otherwise. Offers close at midnight, so both change then. Search engines are asked
 * not to index such a file.
 * @param today the current day in Europe/Paris
 */
export function wholeCatalogueHeaders(
  { changedAt, mark }: CatalogueState,
  { today, now }: { today: string; now: Date },
): Record<string, string> {
  const midnight = parisTimeToInstant(today, "00:00:00") ?? "";
  const modified = changedAt !== null && changedAt > midnight ? changedAt : midnight;
  const settled = modified === midnight || milliseconds(modified) <= now.getTime() - SETTLED_MS;
  return {
    ...OPEN,
    ETag: `W/"${[today, changedAt ?? "", mark].map((part) => part.replace(/\D/g, "")).join("-")}"`,
    ...(settled ? { "Last-Modified": httpDate(modified) } : {}),
    // Kept by whoever reads it, and asked for again each time with the tag.
    "Cache-Control": "no-cache",
    "X-Robots-Tag": "noindex",
  };
}

/** Whether the reader has this already (RFC 9110, 13.2.2: a tag that is sent decides alone). */
export function isKnown({ headers: asked }: Request, headers: Record<string, string>): boolean {
  const tags = asked.get("If-None-Match");
  if (tags !== null) {
    const bare = (tag: string) => tag.trim().replace(/^W\//, "");
    return tags.split(",").some((tag) => tag.trim() === "*" || bare(tag) === bare(headers.ETag ?? ""));
  }
  const since = milliseconds(asked.get("If-Modified-Since") ?? "");
  return headers["Last-Modified"] !== undefined && milliseconds(headers["Last-Modified"]) <= since;
}

/**
 * How many offers the body holds. A body that breaks off, which not every server on the way passes on, holds fewer: its
 * reader can tell, and does not take the others for closed.
 */
export function counted(offers: unknown[]): Record<string, string> {
  return { "X-Total-Count": String(offers.length) };
}

/**
 * Pieces of text as the body of a response, made as fast as they are read: only one is in memory. When one cannot be
 * made, the body breaks off.
 */
export function streamed(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          let piece = await pieces.next();
          // A pull that gives nothing would be the last one.
          while (!piece.done && piece.value === "") piece = await pieces.next();
          if (piece.done) controller.close();
          else controller.enqueue(encoder.encode(piece.value));
        } catch (error) {
          logEvent("stream-failed", { error: kindOf(error) });
          controller.error(error);
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** `Thu, 15 Jan 2026 12:00:00 GMT`. */
function httpDate(instant: string): string {
  return new Date(milliseconds(instant)).toUTCString();
}
