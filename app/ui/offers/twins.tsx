import type { Twin } from "#app/domain/offers/offer.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { paths } from "#app/paths.ts";

/** « et 3 autres lieux », which unfolds into a link to the offer of each place. */
export function Twins({ twins, others, query }: { twins: Twin[]; others: number; query: string }) {
  if (others === 0) return null;
  return (
    <details className="twins">
      <summary>{others === 1 ? "et un autre lieu" : `et ${others} autres lieux`}</summary>
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
