import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis, formatNumber, formatOffersFirst } from "#app/domain/format.ts";
import { bySlug, LANDING_DOMAINS, LANDING_REGIONS, type Landing, landingCode } from "#app/domain/search/landing.ts";
import { canonicalQuery, EMPTY_SEARCH, type Search } from "#app/domain/search/search.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { OfferList } from "#app/ui/offers/offer-list.tsx";
import { Breadcrumb } from "#app/ui/page/breadcrumb.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { FeedLinks } from "#app/ui/search/feed-links.tsx";
import { findLandingCounts } from "#db/catalogue/search/landing-counts.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";

export async function loader({ params, context }: LoaderFunctionArgs) {
  const region = bySlug(LANDING_REGIONS, params.region ?? "");
  const domain = params.domain === undefined ? null : bySlug(LANDING_DOMAINS, params.domain);
  if (!region || (params.domain !== undefined && !domain)) throw new Response("Page introuvable", { status: 404 });
  const search: Search = { ...EMPTY_SEARCH, regions: [region.code], domains: domain ? [domain.code] : [] };
  const today = dayInParis(context.now);
  const [{ offers, count }, counts] = await Promise.all([
    findOffers(context.catalogue, search, today),
    findLandingCounts(context.catalogue),
  ]);
  const path = domain ? paths.regionDomain(region.slug, domain.slug) : paths.region(region.slug);
  const canonical = new URL(path, context.env.SITE_URL).href;
  return data({ region, domain, search, offers, count, counts, today, canonical }, { headers: PUBLIC });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return pageMeta({ title: "Page introuvable", hidden: true });
  const { region, domain, count, canonical } = page;
  const subject = [domain?.label, region.label].filter(Boolean).join(" – ");
  return pageMeta({
    title: `Stages et apprentissages – ${subject}`,
    description: `${formatOffersFirst(count)} de stage et d’apprentissage de la fonction publique : ${subject}.`,
    canonical,
    hidden: count === 0,
  });
};

/** The newest offers of a région, or of a domain in a région, with links to the other landing pages. */
export default function LandingPage() {
  const { region, domain, search, offers, count, counts, today } = useLoaderData<typeof loader>();
  const query = canonicalQuery(search);
  return (
    <div className="fr-container offer">
      <Breadcrumb
        current={domain?.label ?? region.label}
        parents={[
          { path: paths.landings(), label: "Par région et par domaine" },
          ...(domain ? [{ path: paths.region(region.slug), label: region.label }] : []),
        ]}
      />
      <h1>
        Stages et apprentissages{domain ? ` : ${domain.label}` : ""} – {region.label}
      </h1>
      {offers.length > 0 ? (
        <>
          <p className="fr-text--lead">{formatOffersFirst(count)} en ce moment, les plus récentes d’abord.</p>
          <OfferList offers={offers} today={today} query={query} heading="h2" />
          <p>
            <a className="fr-btn fr-btn--secondary" href={paths.offers(query)}>
              Affiner cette recherche
            </a>
          </p>
          <FeedLinks search={search} />
        </>
      ) : (
        <p className="fr-text--lead">
          Aucune offre n’est ouverte ici en ce moment : d’autres domaines en ont peut-être.
        </p>
      )}
      <Others
        title={`Autres domaines : ${region.label}`}
        links={LANDING_DOMAINS.filter(({ code }) => code !== domain?.code).map((other) => ({
          ...other,
          path: paths.regionDomain(region.slug, other.slug),
          count: counts.get(landingCode(region.code, other.code)) ?? 0,
        }))}
      />
      {domain ? (
        <Others
          title={`Autres régions : ${domain.label}`}
          links={LANDING_REGIONS.filter(({ code }) => code !== region.code).map((other) => ({
            ...other,
            path: paths.regionDomain(other.slug, domain.slug),
            count: counts.get(landingCode(other.code, domain.code)) ?? 0,
          }))}
        />
      ) : null}
    </div>
  );
}

function Others({ title, links }: { title: string; links: (Landing & { path: string; count: number })[] }) {
  const filled = links.filter(({ count }) => count > 0);
  if (filled.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="landing__links">
        {filled.map(({ path, label, count }) => (
          <li key={path}>
            <a href={path}>{label}</a> ({formatNumber(count)})
          </li>
        ))}
      </ul>
    </section>
  );
}
