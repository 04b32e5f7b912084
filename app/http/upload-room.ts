import { MAX_REQUEST_BYTES } from "#app/domain/documents/document.ts";

/**
 * How many bytes the forms that an isolate reads at once may hold, by their own `Content-Length`: it has 128 MB for all
 * it does.
 */
const MOST_BYTES = 32 * 1024 * 1024;
/** How long a form waits for room before its visitor is told to come back, and after how long. */
const WAIT_MS = 5000;
const RETRY_SECONDS = 30;
const POLL_MS = 50;
/**
 * A form that takes longer no longer counts: a visitor who sends slowly, on purpose or not, must not block the others.
 */
const LONGEST_MS = 60_000;

let held = 0;

/**
 * Reads a form once there is room for it in memory: small forms nearly always at once, large ones one or two at a time.
 * @returns what `read` returns, or `full` when there was no room for five seconds
 */
export async function inRoom<Read>(request: Request, read: () => Promise<Read>): Promise<Read | "full"> {
  // A form that does not say how long it is may be the longest.
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

/** The answer to a form for which there was no room: nothing of it was read. */
export function noRoom(): Response {
  return new Response(null, { status: 503, headers: { "Retry-After": String(RETRY_SECONDS) } });
}
