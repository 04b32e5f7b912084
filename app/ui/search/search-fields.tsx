import { OFFER_TYPES } from "#app/domain/nomenclature.ts";
import { RADII } from "#app/domain/places/circle.ts";
import { communeLabel, findCommune } from "#app/domain/places/communes.ts";
import { countOf } from "#app/domain/search/facets.ts";
import { MAX_WORDS_LENGTH } from "#app/domain/search/keywords/typed-words.ts";
import { DEFAULT_RADIUS, PARAMETERS, type Search, WHERE } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import { Checkbox } from "./criterion.tsx";
import type { FormChoices } from "./dimensions.ts";

/** The usual distance says nothing in the address. */
const radiusValue = (radius: number) => (radius === DEFAULT_RADIUS ? "" : String(radius));

type Props = {
  search: Search;
  choices: FormChoices;
  /** A place that was not understood, as it was typed. */
  unknownPlace?: string | undefined;
};

/** What is looked for and where: the first fields of a search. */
export function SearchFields({ search, choices, unknownPlace }: Props) {
  const commune = search.commune === null ? null : findCommune(search.commune);
  return (
    <div className="search-fields">
      <div className="fr-input-group search-fields__words">
        <label className="fr-label" htmlFor="quoi">
          Quoi ?<span className="fr-hint-text">Mots-clés : métier, compétence, référence…</span>
        </label>
        <input
          className="fr-input"
          id="quoi"
          type="search"
          name={PARAMETERS.words}
          defaultValue={search.words}
          maxLength={MAX_WORDS_LENGTH}
          enterKeyHint="search"
          data-suggestions={paths.suggestions()}
        />
      </div>
      <div className="fr-input-group search-fields__place">
        <label className="fr-label" htmlFor="ou">
          Où ?<span className="fr-hint-text">Commune, code postal, département, région, pays</span>
        </label>
        <input
          className="fr-input"
          id="ou"
          type="search"
          name={WHERE}
          defaultValue={unknownPlace ?? (commune ? communeLabel(commune) : "")}
          maxLength={100}
          enterKeyHint="search"
          data-suggestions={paths.placeSuggestions()}
        />
      </div>
      <div className="fr-select-group search-fields__radius">
        <label className="fr-label" htmlFor="rayon">
          Distance<span className="fr-hint-text">Autour d’une commune</span>
        </label>
        <select className="fr-select" id="rayon" name={PARAMETERS.radius} defaultValue={radiusValue(search.radius)}>
          {RADII.map((radius) => (
            <option key={radius} value={radiusValue(radius)}>
              {radius === 0 ? "Sur place" : `${radius}\u00a0km`}
            </option>
          ))}
        </select>
      </div>
      <fieldset className="search-fields__types">
        <legend className="fr-label">Type d’offre</legend>
        {OFFER_TYPES.map(({ code, label }) => (
          <Checkbox
            key={code}
            name={PARAMETERS.types}
            value={code}
            label={label}
            count={countOf(choices.facets, "types", code)}
            checked={search.types.includes(code)}
          />
        ))}
      </fieldset>
    </div>
  );
}
