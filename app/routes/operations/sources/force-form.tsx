import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ReasonField } from "../lists/reason-field.tsx";

type Props = { name: string; force: boolean; paused: boolean; csrf: string };

/** Lets the next pull of a source withdraw any number of offers. Unfolded first: what is withdrawn is no longer found. */
export function ForceForm({ name, force, paused, csrf }: Props) {
  if (force) return <p>Les retraits du prochain passage de cette source sont acceptés.</p>;
  return (
    <details className="recruiter__removal">
      <summary className="fr-btn fr-btn--tertiary fr-btn--sm">
        Accepter les retraits…<span className="fr-sr-only"> de {name}</span>
      </summary>
      <p>
        La source est lue {paused ? "dès sa reprise" : "dans la minute"}, et toutes les offres qu’elle ne montre plus
        sont retirées, cette fois seulement.
      </p>
      <form method="post" action={paths.operationsSources()} className="account-form">
        <Csrf token={csrf} />
        <input type="hidden" name="source" value={name} />
        <ReasonField id={`raison-force-${name}`} />
        <button className="fr-btn fr-btn--sm" type="submit" name="action" value="accepter">
          Accepter ces retraits
          <span className="fr-sr-only">
            {"\u00a0: "}
            {name}
          </span>
        </button>
      </form>
    </details>
  );
}
