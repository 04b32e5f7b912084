import { formatDay } from "#app/domain/format.ts";
import type { KeptOfferState } from "#app/domain/kept-offers/kept-offer.ts";
import { paths } from "#app/paths.ts";
import type { ShownOffer } from "#app/services/kept-offers/kept-offers.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";

type Props = { offer: Omit<ShownOffer, "keptAt">; csrf: string };

/** A kept offer with its state and its actions. */
export function KeptOfferLine({ offer: { reference, title, state, expiresOn }, csrf }: Props) {
  const isOpen = state === "open" || state === "closing";
  return (
    <>
      <div>
        <p className="kept__state">
          <State state={state} />
        </p>
        {isOpen ? <a href={paths.offer(reference)}>{title}</a> : <strong>{title}</strong>}
        <br />
        Référence {reference}
        {isOpen && expiresOn ? ` – candidatures jusqu’au ${formatDay(expiresOn)}` : null}
        {isOpen ? (
          <>
            <br />
            <a href={paths.application(reference)}>
              Préparer ma candidature<span className="fr-sr-only"> : {title}</span>
            </a>
          </>
        ) : null}
      </div>
      <form method="post" action={paths.keptOffers()}>
        <Csrf token={csrf} />
        <input type="hidden" name="ref" value={reference} />
        <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value="retirer">
          Retirer<span className="fr-sr-only"> {title}</span>
        </button>
      </form>
    </>
  );
}

function State({ state }: { state: KeptOfferState }) {
  switch (state) {
    case "open":
      return <span className="fr-badge fr-badge--sm fr-badge--success fr-badge--no-icon">Ouverte</span>;
    case "closing":
      return <span className="fr-badge fr-badge--sm fr-badge--warning fr-badge--no-icon">Ferme bientôt</span>;
    case "closed":
      return <span className="fr-badge fr-badge--sm">Close</span>;
    case "withdrawn":
      return <span className="fr-badge fr-badge--sm">Retirée du site</span>;
  }
}
