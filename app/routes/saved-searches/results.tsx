import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis, formatOffersFirst } from "#app/domain/format.ts";
import { newInWords } from "#app/domain/saved-searches/saved-search.ts";
import { canonicalQuery, parseSearch } from "#app/domain/search/search.ts";
import { requireCandidate } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { readCriteria } from "#app/services/saved-searches/saved-searches.ts";
import { OfferList } from "#app/ui/offers/offer-list.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, SAVED_SEARCHES } from "#app/ui/page/spaces/account-page.tsx";
import { CriteriaList } from "#app/ui/search/criteria-list.tsx";
import { Pagination } from "#app/ui/search/pagination.tsx";
import { findSavedSearch } from "#db/accounts/saved-searches/saved-searches.ts";
import { countForSavedSearches } from "#db/catalogue/saved-searches/saved-searches.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { searchNumber } from "./numbers.ts";

/**
 * The offers that a saved search finds today, newest first, with the new ones marked. The public page of results cannot
 * mark them, because it is the same for everybody. Opening this page changes nothing: « Relancer » writes down what was
 * seen, and leads here.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { candidate } = await requireCandidate(request, context);
  const saved = await findSavedSearch(context.accounts, { id: searchNumber(params.id), candidateId: candidate.id });
  if (!saved) throw new Response(null, { status: 404 });
  const { searchParams } = new URL(request.url);
  const { search, lost, labels } = await readCriteria(context.catalogue, new URLSearchParams(saved.criteria));
  const { id, name } = saved;
  const shown = { id, name, search, labels, today: dayInParis(context.now) };
  // A search that lost a criterion would find more offers than its owner asked for.
  if (lost.length > 0 || saved.broken !== null) return { ...shown, found: null };
  const asked = searchNumber(searchParams.get("depuis"));
  const since = searchParams.has("depuis") ? Math.min(asked, saved.seenOfferId) : saved.seenOfferId;
  const { page } = parseSearch(searchParams).search;
  const results = await findOffers(context.catalogue, { ...search, sort: "recent", page }, shown.today);
  const [counted] = await countForSavedSearches(
    context.catalogue,
    [{ match: saved.match, seenOfferId: since }],
    shown.today,
    context.now.toISOString(),
  );
  return {
    ...shown,
    found: {
      ...results,
      offers: results.offers.map((offer) => ({ ...offer, isNew: offer.id > since })),
      news: counted?.news ?? 0,
      since,
    },
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta({ title: data?.name ?? "Recherche sauvegardée", hidden: true });

export default function SavedResults() {
  const { id, name, search, labels, found, today } = useLoaderData<typeof loader>();
  const query = canonicalQuery(search);
  return (
    <AccountPage parents={[SAVED_SEARCHES]} title={name}>
      <CriteriaList search={search} labels={labels} />
      <p>
        <a href={paths.editSavedSearch(id)}>{found ? "Modifier les critères" : "Corriger les critères"}</a>
        {" – "}
        <a href={paths.savedSearches()}>Revenir à mes recherches</a>
      </p>
      {found === null ? (
        <p>Cette recherche est à corriger : elle ne peut plus être lancée telle quelle.</p>
      ) : (
        <>
          <h2>
            {formatOffersFirst(found.count)}
            {found.news > 0 ? ` – ${newInWords(found.news)}` : ""}
          </h2>
          {found.offers.length > 0 ? (
            <OfferList offers={found.offers} today={today} query={query} heading="h3" />
          ) : (
            <p>Aucune offre ouverte n’y répond en ce moment.</p>
          )}
          <Pagination
            page={found.page}
            pages={found.pages}
            pathOf={(page) => `${paths.savedSearch(id)}?depuis=${found.since}&page=${page}`}
          />
          <p>
            <a href={paths.offers(query)}>Ouvrir dans la recherche d’offres</a>, pour trier ou affiner.
          </p>
        </>
      )}
    </AccountPage>
  );
}
