import type { DayCounted } from "#app/domain/operations/day-counts.ts";
import { CLOSED_SECONDS } from "#app/http/closed.ts";
import { openDayTally } from "#app/services/operations/day-tally.ts";
import { openCatalogue } from "#db/catalogue/database.ts";

/** What this isolate has answered and not written down yet. No person is in it: only kinds, routes and numbers. */
const tally = openDayTally();

type Route = { id: string; path?: string };
type Deps = {
  env: Pick<WebEnv, "CATALOGUE" | "ANALYTICS">;
  waitUntil: (work: Promise<unknown>) => void;
  now: Date;
  routes: Route[];
};

/** Counts a request, and how it was answered. It costs a few microseconds, and the day is written later. */
export function countAnswer(request: Request, response: Response, { env, waitUntil, now, routes }: Deps): void {
  const happened: { kind: DayCounted; about?: string }[] = [{ kind: "requests" }];
  if (isSearch(request, response)) happened.push({ kind: "searches" });
  if (isFault(response)) happened.push({ kind: "errors", about: routeOf(request, routes) });
  const catalogue = () => openCatalogue(env.CATALOGUE);
  tally.count(happened, { catalogue, analytics: env.ANALYTICS, now, waitUntil });
}

function isSearch({ method, url }: Request, { status }: Response): boolean {
  return method === "GET" && status === 200 && new URL(url).pathname === "/offres";
}

/** Whether an answer says that the fault is ours. What operators have closed is none. */
function isFault({ status, headers }: Response): boolean {
  return status >= 500 && headers.get("Retry-After") !== String(CLOSED_SECONDS);
}

/**
 * The id of the route that answers an address, never the address itself: it may hold a token. Of several that could, the
 * one with the fewest parameters. Empty when there is none.
 */
function routeOf({ url }: Request, routes: Route[]): string {
  const { pathname } = new URL(url);
  const matching = routes.filter(
    ({ id, path = "" }) => id !== "root" && new URLPattern({ pathname: `/${path}` }).test({ pathname }),
  );
  const [found] = matching.sort((a, b) => parametersOf(a) - parametersOf(b));
  return found?.id ?? "";
}

function parametersOf({ path = "" }: Route): number {
  return path === "*" ? Number.POSITIVE_INFINITY : path.split(":").length;
}
