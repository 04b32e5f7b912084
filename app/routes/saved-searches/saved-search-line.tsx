import { MAX_SEARCH_NAME, newInWords } from "#app/domain/saved-search.ts";
import { paths } from "#app/paths.ts";
import type { ShownSearch } from "#app/services/saved-searches.ts";
import { Csrf } from "#app/ui/csrf.tsx";
import { Done } from "#app/ui/done.tsx";
import { Bell } from "./bell.tsx";

type Props = {
  search: ShownSearch;
  csrf: string;
  /** What the action before has done to it. */
  changed: string | null;
};

const DONE: Record<string, string> = {
  sauvegardee: "Votre recherche est sauvegardée. La cloche active son alerte.",
  deja: "Vous avez déjà cette recherche.",
  renommee: "Le nom est changé.",
  criteres: "Les critères sont changés.",
  retablie: "La recherche est rétablie. Si son alerte est activée, elle reprend aux prochaines offres.",
};

/** A saved search, what it finds, and what one can do with it. What was done is said where it was done. */
export function SavedSearchLine({ search, csrf, changed }: Props) {
  const { id, name, described, lost, counts } = search;
  return (
    <>
      <Done>{changed && Object.hasOwn(DONE, changed) ? DONE[changed] : null}</Done>
      <div className="saved-search__head">
        <h2 className="saved-search__name">{name}</h2>
        <Rename search={search} csrf={csrf} />
      </div>
      {described === name ? null : <p className="saved-search__criteria">{described}</p>}
      {lost ? <Broken id={id} name={name} lost={lost} /> : null}
      {counts && counts.news > 0 ? (
        <p>
          <span className="fr-badge fr-badge--sm fr-badge--info fr-badge--no-icon">{newInWords(counts.news)}</span>
        </p>
      ) : null}
      <Bell search={search} csrf={csrf} isChanged={changed === "alerte"} />
      <div className="saved-search__actions">
        <form method="post" action={paths.savedSearches()}>
          <Csrf token={csrf} />
          <input type="hidden" name="recherche" value={id} />
          <button className="fr-btn fr-btn--secondary fr-btn--sm" type="submit" name="action" value="relancer">
            Relancer<span className="fr-sr-only"> la recherche {name}</span>
          </button>
        </form>
        <a className="fr-btn fr-btn--tertiary fr-btn--sm" href={paths.editSavedSearch(id)}>
          Modifier les critères<span className="fr-sr-only"> de {name}</span>
        </a>
        <form method="post" action={paths.savedSearches()}>
          <Csrf token={csrf} />
          <input type="hidden" name="recherche" value={id} />
          <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value="supprimer">
            Supprimer<span className="fr-sr-only"> la recherche {name}</span>
          </button>
        </form>
      </div>
    </>
  );
}

/** The manual's icon: it unfolds the form, with or without JavaScript. */
function Rename({ search: { id, name }, csrf }: Pick<Props, "search" | "csrf">) {
  return (
    <details className="saved-search__rename">
      <summary className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-edit-line" title="Modifier le nom">
        Modifier le nom de {name}
      </summary>
      <form method="post" action={paths.savedSearches()}>
        <Csrf token={csrf} />
        <input type="hidden" name="recherche" value={id} />
        <label className="fr-label" htmlFor={`nom-${id}`}>
          Nouveau nom
        </label>
        <div className="saved-search__field">
          <input
            className="fr-input"
            id={`nom-${id}`}
            name="name"
            defaultValue={name}
            required
            maxLength={MAX_SEARCH_NAME}
            autoComplete="off"
          />
          <button className="fr-btn fr-btn--sm" type="submit" name="action" value="renommer">
            Enregistrer<span className="fr-sr-only"> le nom</span>
          </button>
        </div>
      </form>
    </details>
  );
}

function Broken({ id, name, lost }: { id: number; name: string; lost: string[] }) {
  return (
    <div className="fr-alert fr-alert--warning fr-alert--sm saved-search__broken">
      <p>
        <strong>Recherche à corriger.</strong>{" "}
        {lost.length > 0
          ? `Un critère n’existe plus : ${lost.join(", ")}. Sans lui, la recherche trouverait plus que ce que vous avez demandé.`
          : "Elle ne peut plus être lancée telle quelle, et son alerte ne trouve rien."}{" "}
        <a href={paths.editSavedSearch(id)}>
          Corriger les critères<span className="fr-sr-only"> de {name}</span>
        </a>
      </p>
    </div>
  );
}
