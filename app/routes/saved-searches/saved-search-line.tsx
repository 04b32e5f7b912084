import { MAX_SEARCH_NAME, newInWords } from "#app/domain/saved-searches/saved-search.ts";
import { paths } from "#app/paths.ts";
import type { ShownSearch } from "#app/services/saved-searches/saved-searches.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Done } from "#app/ui/forms/done.tsx";
import { FieldError } from "#app/ui/forms/field.tsx";
import { Bell } from "./bell.tsx";
import { nameField } from "./numbers.ts";

type Props = {
  search: ShownSearch;
  csrf: string;
  /** The error of its new name, and the typed name. */
  renaming: { error: string | undefined; typed: string | undefined };
  /** The message about the previous action on it. */
  changed: string | null;
};

const DONE: Record<string, string> = {
  sauvegardee: "Votre recherche est sauvegardée. La cloche active son alerte.",
  deja: "Vous avez déjà cette recherche.",
  renommee: "Le nom est changé.",
  criteres: "Les critères sont changés.",
  retablie: "La recherche est rétablie. Si son alerte est activée, elle reprend aux prochaines offres.",
};

/** A saved search with what it finds and its actions. The message about an action stands in its line. */
export function SavedSearchLine({ search, csrf, renaming, changed }: Props) {
  const { id, name, described, lost, counts } = search;
  return (
    <>
      <Done>{changed && Object.hasOwn(DONE, changed) ? DONE[changed] : null}</Done>
      <div className="saved-search__head">
        <h2 className="saved-search__name">{name}</h2>
        <Rename search={search} csrf={csrf} renaming={renaming} />
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
function Rename({ search: { id, name }, csrf, renaming }: Pick<Props, "search" | "csrf" | "renaming">) {
  const field = nameField(id);
  const { error, typed } = renaming;
  return (
    <details className="saved-search__rename" open={error !== undefined}>
      <summary className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm fr-icon-edit-line" title="Modifier le nom">
        Modifier le nom de {name}
      </summary>
      <form method="post" action={paths.savedSearches()}>
        <Csrf token={csrf} />
        <input type="hidden" name="recherche" value={id} />
        <label className="fr-label" htmlFor={field}>
          Nouveau nom<span className="fr-sr-only"> de {name}</span>
        </label>
        <div className="saved-search__field">
          <input
            className={error === undefined ? "fr-input" : "fr-input fr-input--error"}
            id={field}
            name="name"
            defaultValue={error === undefined ? name : typed}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={error === undefined ? undefined : `${field}-erreur`}
            required
            maxLength={MAX_SEARCH_NAME}
            autoComplete="off"
          />
          <button className="fr-btn fr-btn--sm" type="submit" name="action" value="renommer">
            Enregistrer<span className="fr-sr-only"> le nom de {name}</span>
          </button>
        </div>
        <FieldError name={field} error={error} />
      </form>
    </details>
  );
}

function Broken({ id, name, lost }: { id: number; name: string; lost: string[] }) {
  return (
    <div className="fr-alert fr-alert--warning fr-alert--sm saved-search__broken">
      <p>
        <strong>Recherche à corriger.</strong> {brokenInWords(lost)}{" "}
        <a href={paths.editSavedSearch(id)}>
          Corriger les critères<span className="fr-sr-only"> de {name}</span>
        </a>
      </p>
    </div>
  );
}

function brokenInWords(lost: string[]): string {
  if (lost.length === 0) return "Elle ne peut plus être lancée telle quelle, et son alerte ne trouve rien.";
  const [gone, without] =
    lost.length > 1 ? ["Des critères n’existent plus", "eux"] : ["Un critère n’existe plus", "lui"];
  return `${gone} : ${lost.join(", ")}. Sans ${without}, la recherche trouverait plus que ce que vous avez demandé.`;
}
