import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { MAX_KEPT_OFFERS } from "#app/domain/kept-offers/kept-offer.ts";
import { seeOther, sentenceOf } from "#app/http/answers.ts";
import { requireCandidate, requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { changeNotices, showKeptOffers } from "#app/services/kept-offers/kept-offers.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage } from "#app/ui/page/spaces/account-page.tsx";
import { removeKeptOffer } from "#db/accounts/kept-offers/kept-offers.ts";
import { KeptOfferLine } from "./kept-offer-line.tsx";

const DONE: Record<string, string> = {
  gardee: "L’offre est gardée.",
  retiree: "L’offre n’est plus parmi vos offres gardées.",
  avis: "Vous serez prévenu par mail.",
  "sans-avis": "Vous ne serez plus prévenu par mail.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const { searchParams } = new URL(request.url);
  return {
    csrf,
    offers: await showKeptOffers(context, candidate.id, context.now),
    notices: candidate.keptOfferNotices,
    done: sentenceOf(request, "fait", DONE),
    undo: searchParams.get("fait") === "retiree" ? searchParams.get("ref") : null,
  };
}

/** The page has two forms. The field `action` of each says what it does. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { candidate, fields } = await requireCandidateForm(request, context);
  if (fields.get("action") === "avis") {
    const wanted = fields.get("avis") === "oui";
    await changeNotices(context, candidate.id, wanted, context.now);
    return seeOther(`${paths.keptOffers()}?fait=${wanted ? "avis" : "sans-avis"}`);
  }
  const reference = fields.get("ref") ?? "";
  // If the offer was already removed, by a second click or in another window, that is no error: it can be taken back.
  await removeKeptOffer(context.accounts, candidate.id, reference);
  const undo = reference ? `&ref=${encodeURIComponent(reference)}` : "";
  return seeOther(`${paths.keptOffers()}?fait=retiree${undo}`);
}

export const meta = () => pageMeta({ title: "Mes offres", hidden: true });

export default function KeptOffers() {
  const { csrf, offers, notices, done, undo } = useLoaderData<typeof loader>();
  return (
    <AccountPage title="Mes offres" done={done}>
      {undo ? <Undo reference={undo} csrf={csrf} /> : null}
      {offers.length > 0 ? (
        <ul className="lines">
          {offers.map((offer) => (
            <li key={offer.offerId} className="lines__line">
              <KeptOfferLine offer={offer} csrf={csrf} />
            </li>
          ))}
        </ul>
      ) : (
        <NothingKept />
      )}
      <h2>Être prévenu</h2>
      <form method="post" className="account-form">
        <Csrf token={csrf} />
        <div className="fr-checkbox-group">
          <input type="checkbox" id="avis" name="avis" value="oui" defaultChecked={notices} />
          <label className="fr-label" htmlFor="avis">
            Me prévenir par mail quand une offre gardée ferme dans 7 jours ou est retirée
            <span className="fr-hint-text">Un mail par jour au plus</span>
          </label>
        </div>
        <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="avis">
          Enregistrer
        </button>
      </form>
    </AccountPage>
  );
}

function Undo({ reference, csrf }: { reference: string; csrf: string }) {
  return (
    <form method="post" action={paths.keepOffer(reference)} className="undo">
      <Csrf token={csrf} />
      <input type="hidden" name="annulation" value="oui" />
      <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit">
        Annuler<span className="fr-sr-only"> : garder à nouveau l’offre {reference}</span>
      </button>
    </form>
  );
}

function NothingKept() {
  return (
    <>
      <p>Vous n’avez pas encore gardé d’offre.</p>
      <p>
        Choisissez « Garder » dans une liste d’offres, ou « Garder cette offre » sur la page de l’une d’elles : elle est
        mise de côté ici, avec sa date limite et un message prêt à envoyer au recruteur. Vous pouvez en garder{" "}
        {MAX_KEPT_OFFERS}.
      </p>
      <p>
        <a className="fr-btn" href={paths.offers()}>
          Rechercher une offre
        </a>
      </p>
    </>
  );
}
