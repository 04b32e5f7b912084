import {
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis, formatCount, formatOffersFirst } from "#app/domain/format.ts";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { canonicalQuery, isEmpty, parseSearch, type Search, WHERE, withPage } from "#app/domain/search/search.ts";
import { FOUND } from "#app/http/counting/search-counting.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { FeedLinks } from "#app/ui/search/feed-links.tsx";
import { Pagination } from "#app/ui/search/pagination.tsx";
import type { Catalogue } from "#db/catalogue/database.ts";
import { type Alternatives, findAlternatives } from "#db/catalogue/search/alternatives.ts";
import { findResults } from "#db/catalogue/search/results.ts";
import { ChosenCriteria } from "./results/chosen-criteria.tsx";
import { Corrected } from "./results/corrected.tsx";
import { Count } from "./results/count.tsx";
import { countColumnCriteria } from "./results/criteria-column.tsx";
import { DomainOffersSection } from "./results/domain-offers.tsx";
import { highlighted } from "./results/highlighted.ts";
import { findNear } from "./results/near.ts";
import { NearOffers } from "./results/near-offers.tsx";
import { NothingFound } from "./results/nothing-found.tsx";
import { findDomainOffers } from "./results/of-domain.ts";
import { ResultsForm } from "./results/results-form.tsx";
import { SaveSearch } from "./results/save-search.tsx";
import { SearchNotes } from "./results/search-notes.tsx";
import { SortChoice } from "./results/sort-choice.tsx";
import { Tiers } from "./results/tiers.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { search, dropped } = parseSearch(new URL(request.url).searchParams);
  const today = dayInParis(context.now);
  const { texts, understood, kept, ...results } = await findResults(context.catalogue, search, today);
  if (kept.size > 0) {
    const administrations = search.administrations.map((slug) => kept.get(slug) ?? slug);
    throw redirect(paths.offers(canonicalQuery({ ...search, administrations })), 301);
  }
  const alternatives =
    results.count === 0 ? await findAlternatives(context.catalogue, search, today, results.labels) : null;
  const corrected = alternatives && (await findCorrected(context.catalogue, search, alternatives, today));
  const meant = alternatives?.corrected ? { ...search, words: alternatives.corrected } : search;
  const page = {
    search,
    dropped,
    understood,
    results: { ...results, offers: highlighted(results.offers, texts, understood.marks) },
    alternatives,
    corrected,
    near: await findNear(context.catalogue, meant, corrected ?? results, today),
    ofDomain: results.count === 0 && !corrected ? await findDomainOffers(context.catalogue, search, today) : null,
    today,
    canonical: new URL(paths.offers(canonicalQuery(search)), context.env.SITE_URL).href,
  };
  return data(page, { headers: { ...PUBLIC, [FOUND]: String(results.count) } });
}

/** The results of the corrected keywords, or null when there is no correction or it finds nothing. */
async function findCorrected(db: Catalogue, search: Search, { corrected }: Alternatives, today: string) {
  if (corrected === null) return null;
  const meant: Search = { ...search, words: corrected, page: 1 };
  const { texts, understood, offers, count, pages } = await findResults(db, meant, today);
  return count === 0 ? null : { search: meant, count, pages, offers: highlighted(offers, texts, understood.marks) };
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return pageMeta({ title: "Offres", hidden: true });
  const { search, results, canonical } = page;
  const described = isEmpty(search) ? "Toutes les offres" : `Offres : ${describeSearch(search, results.labels)}`;
  const feed = canonicalQuery({ ...search, sort: null, page: 1 });
  return [
    ...pageMeta({
      title: `${described}${pageOf(search.page, results.pages)}`,
      description: `${formatOffersFirst(results.count)} de stage et d’apprentissage de la fonction publique. ${described}.`,
      hidden: results.offers.length === 0,
      canonical,
    }),
    { tagName: "link", rel: "alternate", type: "application/rss+xml", title: "RSS", href: paths.rss(feed) },
    { tagName: "link", rel: "alternate", type: "application/atom+xml", title: "Atom", href: paths.atom(feed) },
  ];
};

export default function Offers() {
  const { search, dropped, understood, results, alternatives, corrected, near, ofDomain, today } =
    useLoaderData<typeof loader>();
  const { offers, count, pages, labels } = results;
  const pathOf = (page: number) => paths.offers(canonicalQuery(withPage(search, page)));
  const chosen = countColumnCriteria(search);
  const unknownPlace = dropped.find(({ parameter }) => parameter === WHERE)?.value;
  return (
    <div className="results-page">
      <ResultsForm search={search} choices={results} labels={labels} today={today} unknownPlace={unknownPlace} />
      <section className="results" id="resultats" tabIndex={-1} aria-labelledby="nombre">
        <div className="results__bar">
          <a className="fr-btn fr-btn--tertiary fr-btn--sm" href="#criteres">
            Filtrer{chosen > 0 ? ` (${chosen})` : ""}
          </a>
          {offers.length > 1 ? (
            <a className="fr-btn fr-btn--tertiary fr-btn--sm" href="#tri">
              Trier
            </a>
          ) : null}
        </div>
        <div className="results__head">
          <div role="status" id="annonce">
            <h2 id="nombre">
              <Count count={count} titled={results.titled} />
              {offers.length > 0 ? <span className="results__page">{pageOf(search.page, pages)}</span> : null}
            </h2>
          </div>
          <SaveSearch search={search} />
        </div>
        <div id="liste">
          {offers.length > 1 ? <SortChoice search={search} /> : null}
          <ChosenCriteria search={search} labels={labels} />
          <SearchNotes search={search} dropped={dropped} understood={understood} />
          {offers.length > 0 ? (
            <>
              <Tiers offers={offers} count={count} titled={results.titled} today={today} search={search} />
              <Pagination page={search.page} pages={pages} pathOf={pathOf} />
              <FeedLinks search={search} />
            </>
          ) : count > 0 ? (
            <p className="nothing-found">
              Il n’y a pas de page {search.page} : ces résultats tiennent en {formatCount(pages, "page")}.{" "}
              <a href={pathOf(pages)}>Aller à la dernière page</a>
            </p>
          ) : (
            <>
              {corrected ? <Corrected {...corrected} today={today} /> : null}
              <NothingFound search={search} alternatives={alternatives?.without ?? []} />
            </>
          )}
          {ofDomain ? <DomainOffersSection {...ofDomain} today={today} /> : null}
          {near ? (
            <NearOffers {...near} today={today} mended={!corrected && near.search.words !== search.words} />
          ) : null}
        </div>
      </section>
    </div>
  );
}

function pageOf(page: number, pages: number): string {
  return pages > 1 ? ` – page ${page} sur ${pages}` : "";
}
