import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { dayInParis } from "#app/domain/format.ts";
import { MAX_KEPT_OFFERS } from "#app/domain/kept-offers/kept-offer.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { ownHeaders, seeOther, unprocessable } from "#app/http/answers.ts";
import { requireCandidate, requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { putAside } from "#app/services/kept-offers/kept-offers.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { OfferCard } from "#app/ui/offers/offer-card.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, KEPT_OFFERS } from "#app/ui/page/spaces/account-page.tsx";
import { findKeptOffer } from "#db/accounts/kept-offers/kept-offers.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";

/** The page to which the star of an offer leads. Public pages do not know their visitor, this page does. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const offer = await namedOffer(request, context.catalogue);
  const today = dayInParis(context.now);
  return {
    csrf,
    offer,
    today,
    isOpen: isOpen(offer, today),
    isKept: (await findKeptOffer(context.accounts, candidate.id, offer.reference)) !== null,
  };
}

export const headers = ownHeaders;

/** Keeps the offer, open or closed. « Annuler » after a removal uses this action too. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { candidate, fields } = await requireCandidateForm(request, context);
  const offer = await namedOffer(request, context.catalogue);
  const kept = await putAside(context.accounts, candidate.id, offer, context.now);
  if (kept === "kept" && !fields.has("annulation")) context.countOffer({ reference: offer.reference, kind: "kept" });
  if (kept !== "full") return seeOther(`${paths.keptOffers()}?fait=gardee`);
  return unprocessable(
    { form: `Vous gardez déjà ${MAX_KEPT_OFFERS} offres : retirez-en une pour garder celle-ci.` },
    {},
  );
}

/** @throws a 404, or a redirection to the list when the address names no offer */
async function namedOffer(request: Request, catalogue: Catalogue) {
  const reference = new URL(request.url).searchParams.get("ref");
  if (!reference) throw seeOther(paths.keptOffers());
  const offer = await findOffer(catalogue, reference.toUpperCase());
  if (!offer) throw new Response(null, { status: 404 });
  return offer;
}

export const meta = () => pageMeta({ title: "Garder une offre", hidden: true });

export default function KeepOffer() {
  const { csrf, offer, today, isOpen, isKept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <AccountPage parents={[KEPT_OFFERS]} title="Garder une offre">
      <ErrorSummary errors={answer?.errors} labels={{}} />
      {isOpen ? (
        <OfferCard offer={offer} today={today} query="" heading="h2" isKeepable={false} />
      ) : (
        <p>
          <strong>{offer.title}</strong> (référence {offer.reference}) n’est plus disponible.
        </p>
      )}
      {isKept ? (
        <p>
          Cette offre est déjà parmi <a href={paths.keptOffers()}>vos offres gardées</a>.
        </p>
      ) : null}
      {isOpen && !isKept ? (
        <form method="post" action={paths.keepOffer(offer.reference)} className="keep">
          <Csrf token={csrf} />
          <button className="fr-btn" type="submit">
            Garder cette offre
          </button>
        </form>
      ) : null}
      {isOpen ? (
        <p>
          <a href={paths.offer(offer.reference)}>Revenir à l’offre</a>
        </p>
      ) : null}
    </AccountPage>
  );
}
