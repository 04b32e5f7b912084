import { MAX_REQUEST_BYTES } from "#app/domain/documents/document.ts";

/**
 * What the forms that an isolate takes in at once may come to, as they say themselves. Each holds its largest file, twice
 * while it is looked through; with what else an isolate of 128 MB holds, more would end it, and every request in it.
 */
const MOST_BYTES = 32 * 1024 * 1024;
/** How long one waits for room before being told to come back… */
const WAIT_MS = 5000;
/** …and when. */
const RETRY_SECONDS = 30;
const LOOK_MS = 50;
/** Whoever has room says so every second. One who has not for so long has gone away, and keeps it from nobody. */
const CALL_MS = 1000;
const GONE_MS = 3000;
/** One who takes longer sends slowly, or not at all on purpose: others no longer wait for that. */
const LONGEST_MS = 60_000;

type Held = { bytes: number; since: number; heard: number };

/** The forms that are being taken in. */
const inside = new Map<symbol, Held>();

/**
 * Takes a form in once there is room for it: small ones nearly always at once, large ones one or two at a time. A request
 * whose visitor has gone away stops without a word, so each says by itself that it is still there.
 * @returns what comes of it, or `full`: there was no room for as long as one may wait
 */
export async function inRoom<Done>(request: Request, takeIn: () => Promise<Done>): Promise<Done | "full"> {
  const bytes = saidBytes(request);
  const me = Symbol();
  for (let waited = 0; !hasRoom(bytes); waited += LOOK_MS) {
    if (waited >= WAIT_MS) return "full";
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const since = performance.now();
  const call = () => inside.set(me, { bytes, since, heard: performance.now() });
  call();
  const calling = setInterval(call, CALL_MS);
  try {
    return await takeIn();
  } finally {
    clearInterval(calling);
    inside.delete(me);
  }
}

/** Answers a form for which there was no room: nothing of it was read. */
export function noRoom(): Response {
  return new Response(null, { status: 503, headers: { "Retry-After": String(RETRY_SECONDS) } });
}

/** A form that does not say how long it is may be the longest. */
function saidBytes({ headers }: Request): number {
  return Math.min(Number(headers.get("Content-Length")) || MAX_REQUEST_BYTES, MAX_REQUEST_BYTES);
}

/** The largest form has room when there is no other. */
function hasRoom(bytes: number): boolean {
  const now = performance.now();
  let held = 0;
  for (const [who, form] of inside) {
    if (now - form.heard >= GONE_MS) inside.delete(who);
    else if (now - form.since < LONGEST_MS) held += form.bytes;
  }
  return held === 0 || held + bytes <= MOST_BYTES;
}
