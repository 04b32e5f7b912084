import { useId } from "react";
import { paths } from "#app/paths.ts";

/** A search form with one field and one button. */
export function KeywordSearch() {
  const id = useId();
  return (
    <search>
      <form action={paths.offers()} className="keyword-search">
        <label className="fr-label" htmlFor={id}>
          Mots-clés
          <span className="fr-hint-text">Métier, compétence, ville ou référence d’une offre</span>
        </label>
        <div className="keyword-search__row">
          <input
            className="fr-input"
            id={id}
            type="search"
            name="q"
            maxLength={200}
            data-suggestions={paths.suggestions()}
          />
          <button className="fr-btn" type="submit">
            Rechercher
          </button>
        </div>
      </form>
    </search>
  );
}
