import { parseSearch } from "#app/domain/search/search.ts";
import { openSearchTally } from "#app/services/statistics/search-tally.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { isVisit } from "./offer-counting.ts";

/** What this isolate has counted and not written yet: criteria, single words and numbers, and no person. */
const tally = openSearchTally();

/** The header by which a page of results says how many offers it found, wherever the page comes from. */
export const FOUND = "X-Total-Count";

type Deps = { env: Pick<WebEnv, "CATALOGUE">; waitUntil: (work: Promise<unknown>) => void; now: Date };

/**
 * Counts the search whose page is the answer to a request, unless a known robot or a browser that looks ahead asks. The
 * page that the site’s own script asks for, when a criterion is changed, is a search too.
 */
export function countSearch(request: Request, response: Response, { env, waitUntil, now }: Deps): void {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname !== "/offres" || request.method !== "GET" || !isShown(request)) return;
  const found = response.headers.get(FOUND);
  if (found === null || (response.status !== 200 && response.status !== 304) || !isVisit(request)) return;
  const { search } = parseSearch(searchParams);
  tally.count(search, found !== "0", { catalogue: () => openCatalogue(env.CATALOGUE), now, waitUntil });
}

function isShown({ headers }: Request): boolean {
  const shown = headers.get("Sec-Fetch-Dest") ?? "document";
  return shown === "document" || (shown === "empty" && headers.get("Sec-Fetch-Site") === "same-origin");
}
