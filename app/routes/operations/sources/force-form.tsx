import { paths } from "#app/paths.ts";
import { UnfoldedAct } from "#app/ui/forms/unfolded-act.tsx";
import { ReasonField } from "../lists/reason-field.tsx";

type Props = { name: string; force: boolean; paused: boolean; csrf: string };

/** Lets the next pull of a source withdraw any number of offers. */
export function ForceForm({ name, force, paused, csrf }: Props) {
  if (force) return <p>Les retraits du prochain passage de cette source sont acceptés.</p>;
  return (
    <UnfoldedAct
      name="Accepter les retraits"
      button="Accepter ces retraits"
      to={name}
      effect={
        <>
          La source est lue {paused ? "dès sa reprise" : "dans la minute"}, et toutes les offres qu’elle ne montre plus
          sont retirées, cette fois seulement.
        </>
      }
      action={paths.operationsSources()}
      csrf={csrf}
      act="accepter"
      field={{ name: "source", value: name }}
    >
      <ReasonField id={`raison-force-${name}`} />
    </UnfoldedAct>
  );
}
