import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import type { ShownDraft, ShownOffer } from "./offer-state.tsx";

type Props = { offer: ShownOffer; draft: ShownDraft; csrf: string };

/** What a person may do to an offer. Each is asked about first, on this page, but for a copy, which changes nothing. */
export function OfferActions({ offer, draft, csrf }: Props) {
  const { tab, source } = offer;
  const isOpen = tab === "publiees";
  const asking = (action: string, label: string, look = "fr-btn--secondary") => (
    <li>
      <a className={`fr-btn ${look}`} href={`${paths.recruiterOffer(offer.reference)}?action=${action}`}>
        {label}
      </a>
    </li>
  );
  return (
    <div className="offer-actions">
      <ul className="account__actions">
        {draft ? (
          <li>
            <a className="fr-btn" href={paths.draft(draft.id)}>
              Modifier
            </a>
          </li>
        ) : null}
        {isOpen && source === "formulaire" ? asking("prolonger", "Prolonger") : null}
        {tab === "publiees" || tab === "expirees" ? asking("pourvoir", "Pourvue") : null}
        {isOpen ? asking("retirer", "Retirer") : null}
        {canReopen(offer) ? asking("republier", "Republier") : null}
        <li>
          <form method="post" action={paths.recruiterOffers()}>
            <Csrf token={csrf} />
            <input type="hidden" name="reference" value={offer.reference} />
            <button className="fr-btn fr-btn--tertiary" type="submit">
              Dupliquer
            </button>
          </form>
        </li>
      </ul>
      {source === "formulaire" ? null : (
        <p className="offer-actions__why">
          Cette offre vient {source === "api" ? "de l’API" : "d’un flux"}
          {"\u00a0: "}son texte et son dernier jour se changent là-bas. Close ici, elle le reste même si elle y figure
          encore.
        </p>
      )}
    </div>
  );
}

/** What its own publisher closed, or let expire, only that publisher opens again; what operators hid, only they. */
export function canReopen({ tab, source, closedByHand }: ShownOffer): boolean {
  if (tab === "publiees" || closedByHand === "hidden") return false;
  return source === "formulaire" || closedByHand !== null;
}
