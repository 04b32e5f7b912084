import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis } from "#app/domain/format.ts";
import { blankApplication } from "#app/domain/kept-offers/application.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { toSlug } from "#app/domain/slug.ts";
import { requireRecruiter } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { ContactBar } from "#app/ui/offers/details/contact-bar.tsx";
import { OfferDetails } from "#app/ui/offers/details/offer-details.tsx";
import { Breadcrumb } from "#app/ui/page/breadcrumb.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { checkedDraft, ownedDraft } from "./owned-draft.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireRecruiter(request, context);
  const draft = await ownedDraft(context, signedIn, params.id);
  const { postings } = checkedDraft(draft, context.now);
  const offers = postings.map(({ posting }) => asOffer(posting, context.now));
  const asked = Number(new URL(request.url).searchParams.get("lieu"));
  const shown = offers[asked - 1] ? asked : 1;
  return {
    id: draft.id,
    offer: offers[shown - 1] ?? null,
    places: offers.map((offer) => placeOf(offer) ?? "Lieu non précisé"),
    shown,
    siteUrl: context.env.SITE_URL,
    today: dayInParis(context.now),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({ title: page?.offer ? `Aperçu de l’offre\u00a0: ${page.offer.title}` : "Aperçu de l’offre", hidden: true });

/** The offer as a candidate would see it, under a band that says that it is not published. */
export default function Preview() {
  const { id, offer, places, shown, siteUrl, today } = useLoaderData<typeof loader>();
  const message = offer && blankApplication(offer, new URL(paths.offer(offer.reference), siteUrl).href);
  return (
    <>
      <div className="fr-container offer">
        <Breadcrumb
          current="Aperçu"
          parents={[
            { path: paths.recruiters(), label: "Espace recruteur" },
            { path: paths.recruiterOffers(), label: "Mes offres" },
            { path: paths.draft(id), label: "Rédiger l’offre" },
          ]}
        />
        {offer === null ? <h1>Aperçu de l’offre</h1> : null}
        <div className="fr-alert fr-alert--info draft__preview">
          <h2 className="fr-alert__title">Aperçu : l’offre telle que les candidats la verront</h2>
          {offer === null ? <p>Donnez d’abord un intitulé et un type de contrat à l’offre.</p> : null}
          {places.length > 1 ? (
            <ul className="draft__places">
              {places.map((place, index) => (
                <li key={place}>
                  <a
                    href={`${paths.draftPreview(id)}?lieu=${index + 1}`}
                    aria-current={shown === index + 1 || undefined}
                  >
                    {place}
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
          <div className="draft__buttons">
            <a className="fr-btn fr-btn--secondary" href={paths.draft(id)}>
              Modifier
            </a>
            <a className="fr-btn" href={paths.draftRelease(id)}>
              Vérifier et publier
            </a>
          </div>
        </div>
        {offer && message ? <OfferDetails offer={offer} today={today} message={message} isPreview /> : null}
      </div>
      {offer && message ? <ContactBar contacts={offer.contacts} message={message} /> : null}
    </>
  );
}

/** A posting as the catalogue would show it if it were published now. */
function asOffer(posting: Posting, now: Date): Offer {
  const { administration, publishedAt } = posting;
  return {
    ...posting,
    id: 0,
    commune: null,
    administration: administration === null ? null : { slug: toSlug(administration), label: administration },
    publishedAt: publishedAt ?? now.toISOString(),
    updatedAt: now.toISOString(),
    withdrawnAt: null,
    closedByHand: null,
  };
}
