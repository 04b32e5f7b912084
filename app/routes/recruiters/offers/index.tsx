import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatCount } from "#app/domain/format.ts";
import { listingQuery, OFFER_TABS, readListing } from "#app/domain/publishing/offer-tabs.ts";
import { seeOther, sentenceOf } from "#app/http/answers.ts";
import { frameOf, requireRecruiter, requireRecruiterForm } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { duplicateOffer } from "#app/services/publishing/duplicate-offer.ts";
import { listOffers } from "#app/services/publishing/list-offers.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/spaces/recruiter-page.tsx";
import { Pagination } from "#app/ui/search/pagination.tsx";
import { ListingForm } from "./listing-form.tsx";
import { OfferLine } from "./offer-line.tsx";

const DONE: Record<string, string> = {
  role: "Votre rôle est changé\u00a0: vous publiez des offres, et n’administrez plus.",
  supprime: "Le brouillon est supprimé.",
  envoyee: "L’offre est envoyée à la relecture. Vous serez prévenu de la réponse par mail.",
  rendue: "L’offre est rendue à son auteur, avec votre réponse.",
  annulee: "La publication est annulée : l’offre est à nouveau un brouillon.",
  "lieux-annules": "La publication à venir est annulée. Les lieux déjà parus ne changent pas.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireRecruiter(request, context);
  const listing = readListing(new URL(request.url).searchParams);
  // What was published just before is shown, so the primary is asked.
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const page = await listOffers({ accounts, catalogue }, signedIn.recruiter.administration, listing, now);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    listing,
    done: sentenceOf(request, "fait", DONE),
    ...page,
  };
}

/** « Dupliquer », of a draft or of an offer. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { recruiter, fields } = await requireRecruiterForm(request, context);
  const [draft, reference] = [fields.get("draft"), fields.get("reference")];
  const of = draft ? { draft } : { reference: reference ?? "" };
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const id = await duplicateOffer({ accounts, catalogue }, recruiter, of, now);
  if (id === null) throw data(null, 404);
  return seeOther(`${paths.draft(id)}?fait=copie`);
}

export const meta = () => pageMeta({ title: "Mes offres – Espace recruteur", hidden: true });

export default function OwnOffers() {
  const { frame, csrf, listing, done, lines, found, pages, counts, authors, today } = useLoaderData<typeof loader>();
  const pathOf = (page: number) => `${paths.recruiterOffers()}?${listingQuery({ ...listing, page })}`;
  const tab = OFFER_TABS.find(({ code }) => code === listing.tab) ?? OFFER_TABS[0];
  return (
    <RecruiterPage title="Mes offres" frame={frame} done={done}>
      <p>
        <a className="fr-btn fr-icon-add-line fr-btn--icon-left" href={paths.newDraft()}>
          Publier une offre
        </a>
      </p>
      <nav aria-label="État des offres">
        <ul className="offer-tabs">
          {OFFER_TABS.map(({ code, label }) => (
            <li key={code}>
              <a href={paths.recruiterOffers(code)} aria-current={code === listing.tab ? "page" : undefined}>
                {label} <span className="offer-tabs__count">{counts[code]}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ListingForm listing={listing} tab={tab} authors={authors} />
      <h2 className="offer-lines__title">
        {tab.label}
        {"\u00a0: "}
        {found === 0 ? "aucune offre" : formatCount(found, "offre")}
      </h2>
      <ul className="lines offer-lines">
        {lines.map((line) => (
          <li key={line.id ?? line.reference} className="lines__line">
            <OfferLine line={line} tab={listing.tab} today={today} csrf={csrf} />
          </li>
        ))}
      </ul>
      <Pagination page={listing.page} pages={pages} pathOf={pathOf} />
    </RecruiterPage>
  );
}
