import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis } from "#app/domain/format.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { OfferList } from "#app/ui/offers/offer-list.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { SearchForm } from "#app/ui/search/search-form.tsx";
import { findResults } from "#db/catalogue/search/results.ts";

const LATEST = 12;

export async function loader({ context }: LoaderFunctionArgs) {
  const today = dayInParis(context.now);
  const { offers, administrations, countries, facets } = await findResults(
    context.catalogue,
    EMPTY_SEARCH,
    today,
    LATEST,
  );
  const choices = { administrations, countries, facets };
  return { offers, choices, today, canonical: new URL(paths.home(), context.env.SITE_URL).href };
}

export const headers = publicHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta({
    title: "Stages et apprentissages de la fonction publique",
    description:
      "Trouvez un stage ou un contrat d’apprentissage dans la fonction publique, partout en France et à l’étranger. Sans compte, en quelques mots.",
    canonical: data?.canonical,
  });

export default function Home() {
  const { offers, choices, today } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="search-band">
        <div className="fr-container">
          <h1>Trouvez un stage ou un apprentissage dans la fonction publique</h1>
          <SearchForm search={EMPTY_SEARCH} choices={choices} />
        </div>
      </div>
      <section className="fr-container latest" aria-labelledby="dernieres">
        <h2 id="dernieres">Dernières offres</h2>
        {offers.length > 0 ? (
          <>
            <OfferList offers={offers} today={today} query="" heading="h3" />
            <a className="fr-btn fr-btn--secondary" href={paths.offers()}>
              Voir toutes les offres
            </a>
          </>
        ) : (
          <p>Aucune offre n’est ouverte en ce moment. Revenez bientôt : les administrations publient chaque jour.</p>
        )}
      </section>
    </>
  );
}
