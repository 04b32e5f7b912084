import type { ReactNode } from "react";
import { dayOf, daysBetween, formatDay, formatDuration, formatRecentDay } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { OfferSummary, Twin } from "#app/domain/offers/offer.ts";
import { employerOf, placeOf } from "#app/domain/offers/offer-words.ts";
import type { Marked } from "#app/domain/search/highlight.ts";
import { paths } from "#app/paths.ts";
import { MarkedText } from "./marked-text.tsx";
import { Twins } from "./twins.tsx";

/** The data of a card. */
export type CardOffer = Omit<OfferSummary, "id" | "domains" | "commune"> & {
  /** The title and an excerpt of the text, with the searched words marked. */
  markedTitle?: Marked;
  extract?: Marked | null;
  /** The same offer at other places: the first ones, and their number. */
  twins?: Twin[];
  others?: number;
  here?: number;
  places?: number;
  /** Whether the offer is newer than the last visit to these results. */
  isNew?: boolean;
  /** Kilometres from the commune that is searched. */
  distance?: number | null;
};

type Props = {
  offer: CardOffer;
  /** The current day in Paris. */
  today: string;
  /** The search that shows the card, so that the offer's page can lead back to it. */
  query: string;
  heading: "h2" | "h3";
  /** Whether the card leads to the page that keeps the offer. */
  isKeepable?: boolean;
};

/** An offer as it appears in a list. */
export function OfferCard({ offer, today, query, heading: Heading, isKeepable = true }: Props) {
  const published = dayOf(offer.publishedAt);
  return (
    <article className="offer-card">
      <OfferBadges offer={offer} today={today} />
      <Heading className="offer-card__title">
        <a href={paths.offer(offer.reference, query)}>
          {offer.markedTitle ? <MarkedText pieces={offer.markedTitle} /> : offer.title}
        </a>
      </Heading>
      <p className="offer-card__employer">{employerOf(offer)}</p>
      <OfferFacts offer={offer} />
      <Twins
        twins={offer.twins ?? []}
        others={offer.others ?? 0}
        here={offer.here ?? 1}
        places={offer.places ?? 0}
        query={query}
      />
      {offer.extract ? (
        <p className="offer-card__extract">
          <MarkedText pieces={offer.extract} />
        </p>
      ) : null}
      <p className="offer-card__date">
        Publiée <time dateTime={published}>{formatRecentDay(published, today)}</time>
      </p>
      {isKeepable ? (
        <a className="keep-offer" href={paths.keepOffer(offer.reference)} rel="nofollow">
          Garder<span className="fr-sr-only"> l’offre {offer.title}</span>
        </a>
      ) : null}
    </article>
  );
}

/** The kind of contract and, in the last week, the time left to apply. */
export function OfferBadges({ offer: { type, expiresOn, isNew }, today }: { offer: CardOffer; today: string }) {
  const left = expiresOn === null ? Number.POSITIVE_INFINITY : daysBetween(today, expiresOn);
  return (
    <p className="offer-badges">
      <span className={type === "stage" ? "fr-badge fr-badge--blue-ecume" : "fr-badge fr-badge--green-emeraude"}>
        {labelOf("type", type)}
      </span>
      {isNew ? <span className="fr-badge fr-badge--info fr-badge--no-icon">Nouvelle</span> : null}
      {left >= 0 && left <= 7 ? (
        <span className="fr-badge fr-badge--new fr-badge--no-icon">
          {left === 0 ? "Dernier jour" : left === 1 ? "Plus qu’un jour" : `Plus que ${left} jours`}
        </span>
      ) : null}
    </p>
  );
}

/** The facts on a card: the place, the level of study, the start date and the duration; then those of the page. */
export function OfferFacts({ offer, children }: { offer: CardOffer; children?: ReactNode }) {
  const { level, startsOn, durationMinMonths, durationMaxMonths } = offer;
  const place = placeOf(offer);
  const away = offer.distance ? `, à environ ${offer.distance}\u00a0km` : "";
  const duration = formatDuration(durationMinMonths, durationMaxMonths);
  return (
    <ul className="offer-facts">
      {place ? <li className="fr-icon-map-pin-2-line">{place + away}</li> : null}
      <li className="fr-icon-book-2-line">{level === null ? "Niveau non précisé" : `Niveau ${level}`}</li>
      {startsOn ? (
        <li className="fr-icon-calendar-line">
          Début le <time dateTime={startsOn}>{formatDay(startsOn)}</time>
        </li>
      ) : null}
      {duration ? <li className="fr-icon-time-line">{duration}</li> : null}
      {children}
    </ul>
  );
}
