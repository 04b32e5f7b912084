import {
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { dayInParis, formatDay } from "#app/domain/format.ts";
import { blankApplication } from "#app/domain/kept-offers/application.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import { jobPosting } from "#app/domain/offers/job-posting.ts";
import { isOpen, type Offer } from "#app/domain/offers/offer.ts";
import { employerOf, placeOf } from "#app/domain/offers/offer-words.ts";
import { canonicalQuery, EMPTY_SEARCH, parseSearch } from "#app/domain/search/search.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { ContactBar } from "#app/ui/offers/details/contact-bar.tsx";
import { OfferDetails } from "#app/ui/offers/details/offer-details.tsx";
import { Breadcrumb } from "#app/ui/page/breadcrumb.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import type { FormChoices } from "#app/ui/search/dimensions.ts";
import { SearchForm } from "#app/ui/search/search-form.tsx";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { findSearchChoices } from "#db/catalogue/search/choices.ts";
import { findNeighbours } from "#db/catalogue/search/neighbours.ts";
import { Around } from "./around.tsx";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { reference = "" } = params;
  const { search } = parseSearch(new URL(request.url).searchParams);
  const query = canonicalQuery(search);
  const today = dayInParis(context.now);
  // References are published in capitals.
  const usual = reference.toUpperCase();
  const offer = await findOffer(context.catalogue, usual);
  if (offer && usual !== reference) throw redirect(paths.offer(usual, query), 301);
  if (offer && isOpen(offer, today)) {
    const canonical = new URL(paths.offer(usual), context.env.SITE_URL).href;
    // An offer that was not reached from a search has no previous and no next offer.
    const neighbours = await findNeighbours(context.catalogue, offer, query ? search : null, today);
    const posting = jobPosting(offer, canonical);
    return data({ is: "open" as const, offer, posting, neighbours, query, today, canonical }, { headers: PUBLIC });
  }
  const choices = await findSearchChoices(context.catalogue);
  return offer
    ? data(
        {
          is: closingOf(offer),
          // What operators hid may be what its title says.
          title: offer.closedByHand === "hidden" ? "Offre masquée" : offer.title,
          choices,
          query,
        },
        410,
      )
    : data({ is: "unknown" as const, title: "Offre introuvable", choices, query }, 404);
}

function closingOf({ closedByHand }: Pick<Offer, "closedByHand">): "filled" | "hidden" | "closed" {
  return closedByHand === "filled" || closedByHand === "hidden" ? closedByHand : "closed";
}

/** An offer that is not open is not cached, because it may open at any moment. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (page?.is === "filled") return pageMeta({ title: `${page.title} : poste pourvu`, hidden: true });
  if (page?.is === "hidden") return pageMeta({ title: "Offre masquée", hidden: true });
  if (page?.is === "closed") return pageMeta({ title: `${page.title} : offre close`, hidden: true });
  if (page?.is !== "open") return pageMeta({ title: "Offre introuvable", hidden: true });
  const { offer, posting, canonical } = page;
  const said = [
    labelOf("type", offer.type),
    employerOf(offer),
    placeOf(offer),
    offer.startsOn && `début le ${formatDay(offer.startsOn)}`,
  ];
  return [
    ...pageMeta({
      title: `${offer.title} (${offer.reference})`,
      description: `${offer.title}. ${said.filter(Boolean).join(" – ")}.`,
      canonical,
    }),
    ...(posting ? [{ "script:ld+json": posting }] : []),
  ];
};

export default function OfferPage() {
  const page = useLoaderData<typeof loader>();
  if (page.is !== "open") {
    return (
      <Frame title={page.title} query={page.query}>
        <NotOpen {...page} />
      </Frame>
    );
  }
  const { offer, canonical, neighbours, today, query } = page;
  const message = blankApplication(offer, canonical);
  return (
    <>
      <Frame title={offer.title} query={query}>
        <OfferDetails offer={offer} today={today} message={message} />
        <Around {...neighbours} here={offer} today={today} query={query} />
      </Frame>
      <ContactBar contacts={offer.contacts} message={message} />
    </>
  );
}

/** What stands around an offer, open or not: where the page is, and the way back. */
function Frame({ title, query, children }: { title: string; query: string; children: ReactNode }) {
  return (
    <div className="fr-container offer">
      <Breadcrumb
        current={title}
        parents={[{ path: paths.offers(query), label: query ? "Résultats de la recherche" : "Offres" }]}
      />
      {children}
      <p className="offer__back">
        <a className="fr-link fr-icon-arrow-left-line fr-link--icon-left" href={paths.offers(query)}>
          {query ? "Retour aux résultats" : "Voir toutes les offres"}
        </a>
      </p>
    </div>
  );
}

/** Why an offer is not shown, as a candidate reads it. */
const NOT_OPEN = {
  filled: "Ce poste est pourvu.",
  closed: "Cette offre n’est plus disponible : elle a été pourvue ou retirée, ou sa date limite est passée.",
  hidden: "Cette offre n’est plus affichée : ceux qui exploitent ce site l’ont masquée.",
  unknown: "Aucune offre ne porte cette référence. L’adresse est peut-être incomplète.",
};

type NotOpenProps = { is: keyof typeof NOT_OPEN; title: string; choices: FormChoices };

/** The page of a closed, withdrawn or unknown offer: its title if there is one, and links to other offers. */
function NotOpen({ is, title, choices }: NotOpenProps) {
  return (
    <>
      <h1>{title}</h1>
      <p className="fr-text--lead">{NOT_OPEN[is]}</p>
      <div className="offer__search">
        <h2>Rechercher une autre offre</h2>
        <SearchForm search={EMPTY_SEARCH} choices={choices} />
      </div>
    </>
  );
}
