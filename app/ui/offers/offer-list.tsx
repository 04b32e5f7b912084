import { type CardOffer, OfferCard } from "./offer-card.tsx";

type Props = { offers: CardOffer[]; today: string; query: string; heading: "h2" | "h3" };

/** A list of cards, in the order given. */
export function OfferList({ offers, today, query, heading }: Props) {
  return (
    <ol className="offer-list">
      {offers.map((offer) => (
        <li key={offer.reference}>
          <OfferCard offer={offer} today={today} query={query} heading={heading} />
        </li>
      ))}
    </ol>
  );
}
