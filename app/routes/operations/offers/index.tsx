import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis } from "#app/domain/format.ts";
import { offerFilterQuery, readOfferFilter } from "#app/domain/operations/offer-filter.ts";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { listKept } from "#db/catalogue/operations/administrations.ts";
import { isReference, listOffers, listSources } from "#db/catalogue/operations/offer-list.ts";
import { ListPages } from "../lists/list-pages.tsx";
import { OfferFilterForm } from "./offer-filter-form.tsx";
import { OfferLine } from "./offer-line.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const { primaryCatalogue: catalogue, now } = context;
  const filter = readOfferFilter(new URL(request.url).searchParams);
  const reference = filter.words.toUpperCase();
  if (reference && (await isReference(catalogue, reference))) throw redirect(paths.operationsOffer(reference));
  const today = dayInParis(now);
  const [list, administrations, sources] = await Promise.all([
    listOffers(catalogue, filter, today),
    listKept(catalogue),
    listSources(catalogue),
  ]);
  return { frame: frameOf(signedIn), filter, administrations, sources, today, ...list };
}

export const meta = () => pageMeta({ title: "Offres", hidden: true });

export default function Offers() {
  const { frame, filter, administrations, sources, offers, next, today } = useLoaderData<typeof loader>();
  const { before } = filter;
  return (
    <OperatorPage title="Offres" frame={frame}>
      <OfferFilterForm filter={filter} administrations={administrations} sources={sources} />
      {filter.words && filter.state !== "ouvertes" ? (
        <p>Les mots ne cherchent que parmi les offres ouvertes. Les autres se trouvent par leur référence.</p>
      ) : null}
      {offers.length === 0 ? (
        <p>{next ? "Aucune offre parmi les plus récentes." : before ? "Il n’y en a pas d’autre." : "Aucune offre."}</p>
      ) : null}
      <ul className="lines">
        {offers.map((offer) => (
          <OfferLine key={offer.reference} offer={offer} today={today} isScheduled={filter.state === "programmees"} />
        ))}
      </ul>
      <ListPages
        label="Pages de la liste"
        first={before ? paths.operationsOffers(offerFilterQuery({ ...filter, before: "" })) : null}
        next={next && paths.operationsOffers(offerFilterQuery({ ...filter, before: next }))}
        words={["Revenir au début", offers.length > 0 ? "Les suivantes" : "Chercher plus loin"]}
      />
    </OperatorPage>
  );
}
