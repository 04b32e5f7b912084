import { openOfferTally, type Seen } from "#app/services/publishing/offer-tally.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { isRobot } from "./robots.ts";

/** What this isolate has counted and not written yet. No person is in it: only references, weeks and numbers. */
const tally = openOfferTally();

type Deps = { env: Pick<WebEnv, "CATALOGUE">; waitUntil: (work: Promise<unknown>) => void; now: Date };

/** Counts what a visitor did with an offer, unless the visitor is a known robot or a browser that only looks ahead. */
export function countOffer(request: Request, seen: Seen, { env, waitUntil, now }: Deps): void {
  if (!isVisit(request)) return;
  tally.count(seen, { catalogue: () => openCatalogue(env.CATALOGUE), now, waitUntil });
}

/**
 * The reference of the offer whose public page is the answer to a request, wherever the answer comes from; null for any
 * other answer. A 304 is such a page too, which the browser has kept from an earlier visit.
 */
export function viewedOffer({ method, url, headers: asked }: Request, { status, headers }: Response): string | null {
  if (method !== "GET" || (status !== 200 && status !== 304)) return null;
  const [, reference] = /^\/offres\/([^/]+)$/.exec(new URL(url).pathname) ?? [];
  if (!reference || !headers.get("Content-Type")?.startsWith("text/html")) return null;
  // A script reads the page, no person does.
  const shown = asked.get("Sec-Fetch-Dest") ?? "document";
  return shown === "document" ? decodeURIComponent(reference) : null;
}

/** Whether a person asks: no known robot, and no browser that only looks ahead. */
export function isVisit(request: Request): boolean {
  return !isRobot(request.headers.get("User-Agent")) && !isAhead(request);
}

/** Whether a browser asks for a page before its user has chosen it, and may never show it. */
function isAhead({ headers }: Request): boolean {
  const purpose = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"].map((name) => headers.get(name) ?? "").join(" ");
  return /prefetch|prerender|preview/i.test(purpose);
}
