import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatCount, formatNumber } from "#app/domain/format.ts";
import { LANDING_DOMAINS, LANDING_REGIONS, landingCode } from "#app/domain/search/landing.ts";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { findLandingCounts } from "#db/catalogue/search/landing-counts.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const counts = await findLandingCounts(context.catalogue);
  return { counts, canonical: new URL(paths.landings(), context.env.SITE_URL).href };
}

export const headers = publicHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta({
    title: "Stages et apprentissages par région et par domaine",
    description: "Toutes les offres de stage et d’apprentissage de la fonction publique, par région et par domaine.",
    canonical: data?.canonical,
  });

/** The régions that have an offer, each with its domains. */
export default function Landings() {
  const { counts } = useLoaderData<typeof loader>();
  const regions = LANDING_REGIONS.filter(({ code }) => counts.has(code));
  return (
    <ReadingPage title="Stages et apprentissages par région et par domaine">
      {regions.length === 0 ? <p>Aucune offre n’est ouverte en ce moment.</p> : null}
      {regions.map((region) => (
        <section key={region.code}>
          <h2>
            <a href={paths.region(region.slug)}>{region.label}</a> :{" "}
            {formatCount(counts.get(region.code) ?? 0, "offre")}
          </h2>
          <ul className="landing__links">
            {LANDING_DOMAINS.map((domain) => ({
              ...domain,
              count: counts.get(landingCode(region.code, domain.code)) ?? 0,
            }))
              .filter(({ count }) => count > 0)
              .map(({ slug, label, count }) => (
                <li key={slug}>
                  <a href={paths.regionDomain(region.slug, slug)}>
                    {label}
                    <span className="fr-sr-only"> – {region.label}</span>
                  </a>{" "}
                  ({formatNumber(count)})
                </li>
              ))}
          </ul>
        </section>
      ))}
    </ReadingPage>
  );
}
