import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis, formatNumber } from "#app/domain/format.ts";
import { LANDING_DOMAINS, LANDING_REGIONS, type Landing } from "#app/domain/search/landing.ts";
import { canonicalQuery, EMPTY_SEARCH } from "#app/domain/search/search.ts";
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
  const leads = (all: readonly Landing[], counts: Map<string, number> | null, pathOf: (landing: Landing) => string) =>
    all
      .map((landing) => ({ path: pathOf(landing), label: landing.label, count: counts?.get(landing.code) ?? 0 }))
      .filter(({ count }) => count > 0);
  const domains = leads(LANDING_DOMAINS, facets.domains, ({ code }) =>
    paths.offers(canonicalQuery({ ...EMPTY_SEARCH, domains: [code] })),
  );
  const regions = leads(LANDING_REGIONS, facets.regions, ({ slug }) => paths.region(slug));
  return { offers, choices, domains, regions, today, canonical: new URL(paths.home(), context.env.SITE_URL).href };
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
  const { offers, choices, domains, regions, today } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="search-band">
        <div className="fr-container">
          <h1>Trouvez un stage ou un apprentissage dans la fonction publique</h1>
          <SearchForm search={EMPTY_SEARCH} choices={choices} />
        </div>
      </div>
      <div className="fr-container home">
        <section className="latest" aria-labelledby="dernieres">
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
        <div className="home__leads">
          <section aria-labelledby="en-bref">
            <h2 id="en-bref">En trois lignes</h2>
            <ul className="home__brief">
              <li>
                <strong>Un stage</strong> fait partie d’une formation : quelques semaines à six mois, avec une
                convention signée par l’école.
              </li>
              <li>
                <strong>Un apprentissage</strong> est un contrat de travail payé, d’un à trois ans, partagé entre un
                service et une école.
              </li>
              <li>
                <strong>Pour candidater</strong>, écrivez ou téléphonez au contact de l’offre, avec un CV et une
                lettre : aucun compte n’est nécessaire.
              </li>
            </ul>
          </section>
          <Leads id="domaines" title="Par domaine" links={domains} />
          <Leads id="regions" title="Par région" links={regions} />
        </div>
      </div>
    </>
  );
}

type LeadsProps = { id: string; title: string; links: { path: string; label: string; count: number }[] };

/** Ways into the offers, each with its number of offers. */
function Leads({ id, title, links }: LeadsProps) {
  if (links.length === 0) return null;
  return (
    <nav aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="home__links">
        {links.map(({ path, label, count }) => (
          <li key={path}>
            <a href={path}>{label}</a> <small>{formatNumber(count)}</small>
          </li>
        ))}
      </ul>
    </nav>
  );
}
