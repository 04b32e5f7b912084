import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { LICENCE } from "#app/domain/api/open-data.ts";
import { dayInParis } from "#app/domain/format.ts";
import { durationsFile, offersFile, searchesFile } from "#app/domain/statistics/files.ts";
import { monthsUntil } from "#app/domain/statistics/supply.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { findStatistics, type Statistics } from "#db/catalogue/statistics/computed.ts";

/** `/statistiques/offres.csv` and the other files of the page of statistics, as they were computed last. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const today = dayInParis(context.now);
  const statistics = await findStatistics(context.catalogue, monthsUntil(today));
  const { pathname } = new URL(request.url);
  const name = pathname.slice(pathname.lastIndexOf("/") + 1, -".csv".length);
  return new Response(fileAt(pathname, statistics), {
    headers: {
      ...PUBLIC,
      "Access-Control-Allow-Origin": "*",
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="pass-statistiques-${name}-${statistics.computedOn ?? today}.csv"`,
      Link: `<${LICENCE}>; rel="license", <${new URL(paths.statistics(), context.env.SITE_URL).href}>; rel="describedby"`,
      "X-Robots-Tag": "noindex",
    },
  });
}

/** A file that was not computed yet has its columns and no line. */
function fileAt(pathname: string, { months, durations, demand }: Statistics): string {
  switch (pathname) {
    case paths.statisticsOffers():
      return offersFile(months);
    case paths.statisticsDurations():
      return durationsFile(durations ?? []);
    default:
      return searchesFile(demand ?? { from: "", to: "", total: { searches: 0, empty: 0 }, published: [] });
  }
}
