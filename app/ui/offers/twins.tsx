import type { Twin } from "#app/domain/offers/offer.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { paths } from "#app/paths.ts";

type TwinsProps = {
  twins: Twin[];
  others: number;
  /** How many of them are at the place that is shown, and at how many other places the others are. */
  here: number;
  places: number;
  query: string;
};

/** « 2 postes identiques », « et 3 autres lieux », which unfolds into a link to each of these offers. */
export function Twins({ twins, others, here, places, query }: TwinsProps) {
  if (others === 0) return null;
  const said = [
    here > 1 ? `${here} postes identiques` : null,
    places === 1 ? "et un autre lieu" : places > 1 ? `et ${places} autres lieux` : null,
  ];
  return (
    <details className="twins">
      <summary>{said.filter(Boolean).join(" ")}</summary>
      <TwinList twins={twins} query={query} />
      {others > twins.length ? <p>Précisez un lieu pour voir les autres.</p> : null}
    </details>
  );
}

/** The places as links, each to its own offer. */
export function TwinList({ twins, query }: { twins: Twin[]; query: string }) {
  return (
    <ul className="twins__list">
      {twins.map((twin) => (
        <li key={twin.reference}>
          <a href={paths.offer(twin.reference, query)}>
            {placeOf(twin) ?? "Lieu non précisé"} <span className="twins__reference">{twin.reference}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
