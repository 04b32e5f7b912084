import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ReasonField } from "../lists/reason-field.tsx";

/** Takes a posting out of the list, for one that is not to be published as it is. */
export function Rejection({ id, csrf }: { id: number; csrf: string }) {
  return (
    <>
      <h2>Rejeter</h2>
      <p>L’offre quitte la liste. Elle y revient si l’employeur envoie un autre texte qui ne peut pas être publié.</p>
      <form method="post" action={paths.operationsPosting(id)} className="account-form">
        <Csrf token={csrf} />
        <ReasonField id="raison" />
        <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="rejeter">
          Rejeter l’offre
        </button>
      </form>
    </>
  );
}
