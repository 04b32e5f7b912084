import { dayOf, daysBetween, formatDay, formatDuration, formatRecentDay } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offer.ts";
import { paths } from "#app/paths.ts";
import { placeOf } from "./offer-place.ts";

/** What a card shows of an offer. */
export type CardOffer = Pick<
  Offer,
  | "reference"
  | "type"
  | "title"
  | "administration"
  | "employer"
  | "service"
  | "level"
  | "region"
  | "department"
  | "country"
  | "city"
  | "startsOn"
  | "durationMinMonths"
  | "durationMaxMonths"
  | "publishedAt"
  | "expiresOn"
>;

type Props = {
  offer: CardOffer;
  /** The day in Paris. */
  today: string;
  /** The search that led here, so that the offer can lead back. */
  query: string;
  heading: "h2" | "h3";
};

/** An offer in a list. */
export function OfferCard({ offer, today, query, heading: Heading }: Props) {
  const { level, startsOn, publishedAt } = offer;
  const published = dayOf(publishedAt);
  const duration = formatDuration(offer.durationMinMonths, offer.durationMaxMonths);
  const facts = [
    placeOf(offer),
    level === null ? "Niveau non précisé" : `Niveau ${level}`,
    startsOn && `Début le ${formatDay(startsOn)}`,
    duration,
  ].filter((fact) => fact !== null);
  return (
    <article className="offer-card">
      <p className="offer-card__type">
        <span
          className={offer.type === "stage" ? "fr-badge fr-badge--blue-ecume" : "fr-badge fr-badge--green-emeraude"}
        >
          {labelOf("type", offer.type)}
        </span>
        <ClosingSoon expiresOn={offer.expiresOn} today={today} />
      </p>
      <Heading className="offer-card__title">
        <a href={paths.offer(offer.reference, query)}>{offer.title}</a>
      </Heading>
      <p className="offer-card__employer">{employerOf(offer)}</p>
      <ul className="offer-card__facts">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <p className="offer-card__date">
        Publiée <time dateTime={published}>{formatRecentDay(published, today)}</time>
      </p>
    </article>
  );
}

/** The last days are said from a week before. */
export function ClosingSoon({ expiresOn, today }: { expiresOn: string | null; today: string }) {
  const left = expiresOn === null ? Number.POSITIVE_INFINITY : daysBetween(today, expiresOn);
  if (left > 7 || left < 0) return null;
  const said = left === 0 ? "Dernier jour" : left === 1 ? "Plus qu’un jour" : `Plus que ${left} jours`;
  return <span className="fr-badge fr-badge--new fr-badge--no-icon">{said}</span>;
}

function employerOf({ employer, service, administration }: CardOffer): string {
  const names = [employer, service, administration?.label ?? null].filter((name) => name !== null);
  return [...new Set(names)].slice(0, 2).join(" – ") || "Employeur non précisé";
}
