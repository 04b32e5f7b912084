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
  const { places, ignored, reference } = compileMatch(search);
  return { search, dropped, understood: { places, ignored, reference }, results, choices, today, labels: [...labels] };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return pageMeta({ title: "Offres", hidden: true });
  const { search, results, labels } = data;
  const described = isEmpty(search) ? "Toutes les offres" : `Offres : ${describeSearch(search, new Map(labels))}`;
  const paged = results.pages > 1 ? `${described} – page ${search.page} sur ${results.pages}` : described;
  return [
    ...pageMeta({ title: paged, hidden: results.offers.length === 0 }),
    { tagName: "link", rel: "canonical", href: paths.offers(canonicalQuery(search)) },
  ];
};

export default function Offers() {
  const { search, dropped, understood, results, choices, today, labels } = useLoaderData<typeof loader>();
  const { offers, count, pages } = results;
  const query = canonicalQuery(search);
  const pathOf = (page: number) => paths.offers(canonicalQuery(withPage(search, page)));
  return (
    <>
      <div className="search-band search-band--results">
        <div className="fr-container">
          <h1 className="fr-h3">Rechercher une offre</h1>
          <SearchForm search={search} choices={choices} folded />
        </div>
      </div>
      <section className="fr-container results" aria-labelledby="resultats">
        <div className="results__head">
          <h2 id="resultats" role="status">
            {countInWords(count)}
            {pages > 1 ? <span className="results__page">{` – page ${search.page} sur ${pages}`}</span> : null}
          </h2>
          {count > 1 ? <SortChoice search={search} /> : null}
        </div>
        <ChosenCriteria search={search} labels={new Map(labels)} />
        <SearchNotes search={search} dropped={dropped} understood={understood} />
        {offers.length > 0 ? <OfferList offers={offers} today={today} query={query} heading="h3" /> : null}
        {count === 0 ? <NothingFound search={search} labels={new Map(labels)} /> : null}
        {count > 0 && offers.length === 0 ? (
          <p>
            La recherche n’a que {formatCount(pages, "page")} :{" "}
            <a href={pathOf(pages)}>aller à la dernière page des résultats</a>.
          </p>
        ) : null}
        <Pagination page={search.page} pages={pages} pathOf={pathOf} />
      </section>
    </>
  );
}

function countInWords(count: number): string {
  if (count > 10_000) return "Plus de 10 000 offres";
  return count === 0 ? "Aucune offre" : formatCount(count, "offre");
}
