/** A page as it is stored: nothing in it belongs to a request, so an isolate may keep it from one to the next. */
export type Page = {
  body: ArrayBuffer;
  /** As they are answered, tag included. */
  headers: Headers;
  /** Names the content. */
  tag: string;
  /** When it was made, in ms since the epoch. */
  storedAt: number;
};

/** Of the 128 MB that an isolate has. */
const MAX_BYTES = 16_000_000;
/** What a page takes beside its body and its address, its headers above all: a suggestion is less than that. */
const OVERHEAD = 2_000;

const pages = new Map<string, Page>();
let bytes = 0;

/** The page that this isolate remembers under a key, however old; null when there is none. */
export function recall(key: string): Page | null {
  return pages.get(key) ?? null;
}

/** Remembers a page under its key; those that were remembered longest ago make room for it. */
export function remember(key: string, page: Page): void {
  forget(key);
  pages.set(key, page);
  bytes += sizeOf(key, page);
  for (const oldest of pages.keys()) {
    if (bytes <= MAX_BYTES) break;
    forget(oldest);
  }
}

function forget(key: string): void {
  const page = pages.get(key);
  if (page) bytes -= sizeOf(key, page);
  pages.delete(key);
}

function sizeOf(key: string, { body }: Page): number {
  return body.byteLength + 2 * key.length + OVERHEAD;
}
