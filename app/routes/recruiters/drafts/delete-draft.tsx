import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";

/** Asks once whether a draft is to be deleted. */
export function DeleteDraft({ id, csrf }: { id: string; csrf: string }) {
  return (
    <form method="post" action={paths.draft(id)} className="fr-alert fr-alert--warning draft__delete">
      <h2 className="fr-alert__title">Supprimer ce brouillon ?</h2>
      <p>Ce que vous avez écrit sera perdu.</p>
      <Csrf token={csrf} />
      <div className="draft__buttons">
        <button className="fr-btn" type="submit" name="action" value="supprimer">
          Supprimer
        </button>
        <a className="fr-btn fr-btn--secondary" href={paths.draft(id)}>
          Garder
        </a>
      </div>
    </form>
  );
}
