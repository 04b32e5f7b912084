import { MAX_REQUEST_BYTES } from "#app/domain/documents/document.ts";

/**
 * How many bytes of forms one isolate reads at the same time, counted by their `Content-Length`. An isolate has 128 MB
 * of memory in all.
 */
const MOST_BYTES = 32 * 1024 * 1024;
/** How long a form waits for room, and how long its visitor is then asked to wait before trying again. */
const WAIT_MS = 5000;
const RETRY_SECONDS = 30;
const POLL_MS = 50;
/**
 * After this time a form is no longer counted, so that a visitor with a slow connection does not block the others.
 */
const LONGEST_MS = 60_000;

let held = 0;

/**
 * Reads a form once there is room for it in memory. Small forms are nearly always read at once. Of the largest forms,
 * one or two are read at the same time.
 * @returns what `read` returns, or `full` when there was no room for five seconds
 */
export async function inRoom<Read>(request: Request, read: () => Promise<Read>): Promise<Read | "full"> {
  // A form without a `Content-Length` may be as large as a form can be.
  const bytes = Math.min(Number(request.headers.get("Content-Length")) || MAX_REQUEST_BYTES, MAX_REQUEST_BYTES);
  for (let waited = 0; held > 0 && held + bytes > MOST_BYTES; waited += POLL_MS) {
    if (waited >= WAIT_MS) return "full";
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  held += bytes;
  let counted = true;
  const release = () => {
    if (counted) held -= bytes;
    counted = false;
  };
  // workerd ends a request whose visitor has gone away without running its `finally`.
  request.signal.addEventListener("abort", release);
  const timer = setTimeout(release, LONGEST_MS);
  try {
    return await read();
  } finally {
    clearTimeout(timer);
    release();
  }
}

/** The answer to a form for which there was no room. No byte of the form was read. */
export function noRoom(): Response {
  return new Response(null, { status: 503, headers: { "Retry-After": String(RETRY_SECONDS) } });
}
