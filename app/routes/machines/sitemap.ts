import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { dayInParis } from "#app/domain/format.ts";
import { LANDING_DOMAINS, LANDING_REGIONS, landingCode } from "#app/domain/search/landing.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { findSitemapFiles, findSitemapOffers } from "#db/catalogue/offers/sitemap.ts";
import { findLandingCounts } from "#db/catalogue/search/landing-counts.ts";

const HEADERS = { ...PUBLIC, "Content-Type": "application/xml; charset=utf-8" };
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

/**
 * `/sitemap.xml`, the list of the files; `/sitemap/pages.xml` and `/sitemap/offres/N.xml`, the files (sitemaps.org).
 */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const { catalogue, env, now } = context;
  const absolute = (path: string) => new URL(path, env.SITE_URL).href.replaceAll("&", "&amp;");
  const { pathname } = new URL(request.url);
  if (pathname === paths.sitemap()) {
    const files = await findSitemapFiles(catalogue);
    const addresses = [paths.sitemapPages(), ...files.map((file) => paths.sitemapOffers(file))];
    return xml(
      "sitemapindex",
      addresses.map((path) => `<sitemap><loc>${absolute(path)}</loc></sitemap>`),
    );
  }
  if (pathname === paths.sitemapPages()) {
    const pages = [...PAGES, ...landingPages(await findLandingCounts(catalogue))];
    return xml(
      "urlset",
      pages.map((path) => `<url><loc>${absolute(path)}</loc></url>`),
    );
  }
  const [, file] = /^([1-9]\d{0,5})\.xml$/.exec(params.file ?? "") ?? [];
  const offers = file ? await findSitemapOffers(catalogue, Number(file), dayInParis(now)) : [];
  if (offers.length === 0) return new Response("Ce plan n’existe pas.", { status: 404 });
  return xml(
    "urlset",
    offers.map(
      ({ reference, updatedAt }) =>
        `<url><loc>${absolute(paths.offer(reference))}</loc><lastmod>${updatedAt}</lastmod></url>`,
    ),
  );
}

const PAGES = [
  paths.home(),
  paths.offers(),
  paths.landings(),
  paths.help(),
  paths.siteMap(),
  paths.developers(),
  paths.openData(),
  paths.statistics(),
  paths.recruiters(),
  paths.accessibility(),
  paths.legalNotice(),
  paths.personalData(),
  paths.cookies(),
];

/** The landing pages that have an offer. */
function landingPages(counts: ReadonlyMap<string, number>): string[] {
  return LANDING_REGIONS.filter(({ code }) => counts.has(code)).flatMap((region) => [
    paths.region(region.slug),
    ...LANDING_DOMAINS.filter(({ code }) => counts.has(landingCode(region.code, code))).map(({ slug }) =>
      paths.regionDomain(region.slug, slug),
    ),
  ]);
}

function xml(root: string, items: string[]): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${items.join("")}</${root}>\n`;
  return new Response(body, { headers: HEADERS });
}
