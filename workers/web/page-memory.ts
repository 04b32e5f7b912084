/** A stored page. Nothing in it belongs to a request, so an isolate may keep it between requests. */
export type Page = {
  body: ArrayBuffer;
  /** The headers of the answer, `ETag` included. */
  headers: Headers;
  /** The `ETag`. */
  tag: string;
  /** When the page was rendered, in milliseconds since the epoch. */
  storedAt: number;
};

/** The memory for pages, of the 128 MB that an isolate has. */
const MAX_BYTES = 16_000_000;
/** Bytes of a page beside its body and key, mostly its headers. The body of a suggestion is smaller than that. */
const OVERHEAD = 2_000;

const pages = new Map<string, Page>();
let bytes = 0;

/** The page that this isolate remembers under a key, whatever its age; null when there is none. */
export function recall(key: string): Page | null {
  return pages.get(key) ?? null;
}

/** Remembers a page under its key. The pages that were remembered longest ago are dropped to make room. */
export function remember(key: string, page: Page): void {
  forget(key);
  pages.set(key, page);
  bytes += sizeOf(key, page);
  for (const oldest of pages.keys()) {
    if (bytes <= MAX_BYTES) break;
    forget(oldest);
  }
}

/** Forgets a page, which is answered otherwise from now on. */
export function forget(key: string): void {
  const page = pages.get(key);
  if (page) bytes -= sizeOf(key, page);
  pages.delete(key);
}

function sizeOf(key: string, { body }: Page): number {
  return body.byteLength + 2 * key.length + OVERHEAD;
}
