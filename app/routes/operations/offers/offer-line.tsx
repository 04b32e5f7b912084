import { dayOf, formatDay } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import { stateInWords } from "#app/domain/operations/offer-filter.ts";
import { paths } from "#app/paths.ts";
import type { ListedOffer } from "#db/catalogue/operations/offer-list.ts";

type Props = { offer: ListedOffer; today: string; isScheduled: boolean };

/** An offer of the list, with where it comes from and its state. */
export function OfferLine({ offer, today, isScheduled }: Props) {
  const { reference, title, type, administration, source, publishedAt } = offer;
  const day = formatDay(dayOf(publishedAt));
  return (
    <li className="lines__line">
      <div>
        <a href={paths.operationsOffer(reference)}>
          {title}
          <span className="fr-sr-only"> {reference}</span>
        </a>
        <br />
        {[reference, labelOf("type", type), administration].filter(Boolean).join(" – ")}
        <br />
        Source{"\u00a0"}: {source}. {isScheduled ? `Paraît le ${day}.` : `Publiée le ${day}.`}
      </div>
      <p className="operator__state">{isScheduled ? "Programmée" : stateInWords(offer, today)}</p>
    </li>
  );
}
