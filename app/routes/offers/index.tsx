import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis, formatCount } from "#app/domain/format.ts";
import { compileMatch } from "#app/domain/match.ts";
import { canonicalQuery, describeSearch, isEmpty, parseSearch, withPage } from "#app/domain/search.ts";
import { paths } from "#app/paths.ts";
import { OfferList } from "#app/ui/offer-list.tsx";
import { pageMeta } from "#app/ui/page-meta.ts";
import { Pagination } from "#app/ui/pagination.tsx";
import { SearchForm } from "#app/ui/search-form.tsx";
import { findAdministrationLabels, findSearchChoices } from "#db/catalogue/choices.ts";
import { findOffers } from "#db/catalogue/offers.ts";
import { ChosenCriteria } from "./chosen-criteria.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { SearchNotes } from "./search-notes.tsx";
import { SortChoice } from "./sort-choice.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { search, dropped } = parseSearch(new URL(request.url).searchParams);
  const today = dayInParis(context.now);
  const [results, choices, labels] = await Promise.all([
    findOffers(context.catalogue, search, today),
    findSearchChoices(context.catalogue),
    findAdministrationLabels(context.catalogue, search.administrations),
  ]);
  const canonical = new URL(paths.offers(canonicalQuery(search)), context.env.SITE_URL).href;
  return { search, dropped, understood: compileMatch(search), results, choices, today, labels: [...labels], canonical };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return pageMeta({ title: "Offres", hidden: true });
  const { search, results, labels, canonical } = data;
  const described = isEmpty(search) ? "Toutes les offres" : `Offres : ${describeSearch(search, new Map(labels))}`;
  return [
    ...pageMeta({
      title: `${described}${pageOf(search.page, results.pages)}`,
      description: `${countInWords(results.count)} de stage et d’apprentissage de la fonction publique. ${described}.`,
      hidden: results.offers.length === 0,
    }),
    { tagName: "link", rel: "canonical", href: canonical },
  ];
};

export default function Offers() {
  const { search, dropped, understood, results, choices, today, labels } = useLoaderData<typeof loader>();
  const { offers, count, pages } = results;
  const names = new Map(labels);
  const pathOf = (page: number) => paths.offers(canonicalQuery(withPage(search, page)));
  return (
    <>
      <div className="search-band search-band--results">
        <div className="fr-container">
          <h1>Rechercher une offre</h1>
          <SearchForm search={search} choices={choices} administrations={names} />
        </div>
      </div>
      <section className="fr-container results" aria-labelledby="resultats">
        <div className="results__head">
          <div role="status">
            <h2 id="resultats">
              {countInWords(count)}
              {offers.length > 0 ? <span className="results__page">{pageOf(search.page, pages)}</span> : null}
            </h2>
          </div>
          {offers.length > 1 ? <SortChoice search={search} /> : null}
        </div>
        <ChosenCriteria search={search} labels={names} />
        <SearchNotes search={search} dropped={dropped} understood={understood} />
        {offers.length > 0 ? (
          <>
            <OfferList offers={offers} today={today} query={canonicalQuery(search)} heading="h3" />
            <Pagination page={search.page} pages={pages} pathOf={pathOf} />
          </>
        ) : count > 0 ? (
          <p className="nothing-found">
            Il n’y a pas de page {search.page} : ces résultats tiennent en {formatCount(pages, "page")}.{" "}
            <a href={pathOf(pages)}>Aller à la dernière page</a>
          </p>
        ) : (
          <NothingFound search={search} labels={names} />
        )}
      </section>
    </>
  );
}

function countInWords(count: number): string {
  if (count > 10_000) return "Plus de 10 000 offres";
  return count === 0 ? "Aucune offre" : formatCount(count, "offre");
}

function pageOf(page: number, pages: number): string {
  return pages > 1 ? ` – page ${page} sur ${pages}` : "";
}
