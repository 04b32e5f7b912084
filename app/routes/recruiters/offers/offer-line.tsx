import { dayOf, formatDay, formatInstant } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import { OFFER_SOURCES, type OfferSource, type OfferTab, timeLeft } from "#app/domain/publishing/offer-tabs.ts";
import { paths } from "#app/paths.ts";
import type { OfferLine as Line } from "#app/services/publishing/list-offers.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";

type Props = { line: Line; tab: OfferTab; today: string; csrf: string };

/** An offer or a draft of the list, with what one does to it most. */
export function OfferLine({ line, tab, today, csrf }: Props) {
  const { id, reference, title, place, author, type, source, changed, hidden } = line;
  const path =
    id === null ? paths.recruiterOffer(reference ?? "") : tab === "a-relire" ? paths.draftRelease(id) : paths.draft(id);
  const facts = [labelOf("type", type), place, reference, author, source && sourceLabel(source)].filter(Boolean);
  return (
    <>
      <div className="offer-line">
        <h3 className="offer-line__title">
          <a href={path}>{title}</a>
        </h3>
        <p className="offer-line__facts">{facts.join(" – ")}</p>
        <p className="offer-line__facts">
          <When {...line} tab={tab} today={today} />
          {hidden ? <strong> Masquée par l’exploitation.</strong> : null}
          {changed ? <strong> Modifications non publiées.</strong> : null}
        </p>
      </div>
      <ul className="offer-line__actions">
        {tab === "publiees" && reference ? (
          <>
            <li>
              <a href={`${paths.recruiterOffer(reference)}?action=pourvoir`}>
                Pourvue
                <span className="fr-sr-only">
                  {"\u00a0: "}
                  {title}
                </span>
              </a>
            </li>
            {source === "formulaire" ? (
              <li>
                <a href={`${paths.recruiterOffer(reference)}?action=prolonger`}>
                  Prolonger
                  <span className="fr-sr-only">
                    {"\u00a0: "}
                    {title}
                  </span>
                </a>
              </li>
            ) : null}
          </>
        ) : null}
        {tab === "programmees" ? null : (
          <li>
            <form method="post" action={paths.recruiterOffers()}>
              <Csrf token={csrf} />
              <input type="hidden" name={id === null ? "reference" : "draft"} value={id ?? reference ?? ""} />
              <button className="offer-line__button" type="submit">
                Dupliquer
                <span className="fr-sr-only">
                  {"\u00a0: "}
                  {title}
                </span>
              </button>
            </form>
          </li>
        )}
      </ul>
    </>
  );
}

function When({ at, expiresOn, tab, today }: Pick<Line, "at" | "expiresOn"> & { tab: OfferTab; today: string }) {
  if (tab === "programmees") return <>Paraît le {formatDay(dayOf(at))}.</>;
  const changed = `Modifiée le ${formatInstant(at)}.`;
  if (tab !== "publiees" && tab !== "expirees") return <>{changed}</>;
  const left = timeLeft(expiresOn, today);
  return (
    <>
      {expiresOn ? `Dernier jour : ${formatDay(expiresOn)}. ` : "Sans dernier jour. "}
      {left ? <strong>{left}. </strong> : null}
      {changed}
    </>
  );
}

export function sourceLabel(source: OfferSource): string {
  return OFFER_SOURCES.find(({ code }) => code === source)?.label ?? source;
}
