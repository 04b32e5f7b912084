import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis, dayOf, formatCount, formatDay } from "#app/domain/format.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { SECRET_ADDRESS } from "#app/http/answers.ts";
import { paths } from "#app/paths.ts";
import { readSnapshotToken } from "#app/services/alerts/alert-links.ts";
import { OfferCard } from "#app/ui/offers/offer-card.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { Pagination } from "#app/ui/search/pagination.tsx";
import { findSnapshot } from "#db/accounts/alerts/snapshots.ts";
import { findSummaries } from "#db/catalogue/offers/offer-summaries.ts";

const PAGE_SIZE = 50;

/** The offers of one alert mail, for anybody who has the mail. The page says nothing about the owner of the alert. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const mailId = await readSnapshotToken(context.env.SIGNING_KEY, params.token ?? "");
  const snapshot = mailId ? await findSnapshot(context.accounts, mailId) : null;
  if (!snapshot) return data(null, 404);
  const today = dayInParis(context.now);
  const pages = Math.max(1, Math.ceil(snapshot.offerIds.length / PAGE_SIZE));
  const page = Math.min(parseSearch(new URL(request.url).searchParams).search.page, pages);
  const ids = snapshot.offerIds.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const kept = await findSummaries(context.catalogue, ids);
  const offers = ids.flatMap((id) => kept.get(id) ?? []);
  return data({
    token: params.token ?? "",
    count: snapshot.offerIds.length,
    sentOn: dayOf(snapshot.createdAt),
    offers: offers.map((offer) => ({ ...offer, isOpen: isOpen(offer, today) })),
    today,
    page,
    pages,
  });
}

export const headers: HeadersFunction = () => SECRET_ADDRESS;

export const meta = () => pageMeta({ title: "Les offres de votre alerte", hidden: true });

export default function MailedOffers() {
  const mailed = useLoaderData<typeof loader>();
  if (mailed === null) {
    return (
      <ReadingPage
        title="Ces offres ne sont plus réunies ici"
        lead="Le lien est incomplet, ou le mail d’alerte a plus de trois mois."
      >
        <ul>
          <li>
            <a href={paths.savedSearches()}>Mes recherches sauvegardées et mes alertes</a>, où chaque recherche se
            relance
          </li>
          <li>
            <a href={paths.offers()}>Rechercher une offre</a>
          </li>
        </ul>
      </ReadingPage>
    );
  }
  const { token, count, sentOn, offers, today, page, pages } = mailed;
  return (
    <ReadingPage
      title="Les offres de votre alerte"
      lead={`${formatCount(count, "offre")} du mail du ${formatDay(sentOn)}.`}
    >
      <ol className="offer-list">
        {offers.map((offer) => (
          <li key={offer.reference}>
            {offer.isOpen ? (
              <OfferCard offer={offer} today={today} query="" heading="h2" />
            ) : (
              <Closed title={offer.title} reference={offer.reference} />
            )}
          </li>
        ))}
      </ol>
      <Pagination page={page} pages={pages} pathOf={(other) => `${paths.mailedOffers(token)}?page=${other}`} />
      <p>
        <a href={paths.savedSearches()}>Mes recherches sauvegardées et mes alertes</a> (connexion demandée)
      </p>
    </ReadingPage>
  );
}

function Closed({ title, reference }: { title: string; reference: string }) {
  return (
    <article className="offer-card offer-card--closed">
      <p className="offer-badges">
        <span className="fr-badge fr-badge--sm">Plus disponible</span>
      </p>
      <h2 className="offer-card__title">{title}</h2>
      <p>Référence {reference}</p>
    </article>
  );
}
