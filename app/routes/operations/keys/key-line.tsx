import { paths } from "#app/paths.ts";
import { UnfoldedAct } from "#app/ui/forms/unfolded-act.tsx";
import { KeyFacts, REVOKED_KEY } from "#app/ui/publishing/key-facts.tsx";
import type { ListedKey } from "#db/catalogue/operations/key-lists.ts";
import { ReasonField } from "../lists/reason-field.tsx";

type Props = {
  item: ListedKey;
  /** The name of its administration; null for an operator's key. */
  whose: string | null;
  csrf: string;
};

/** A key that was made, and its revocation, unfolded first so that one click does not stop a program. */
export function KeyLine({ item, whose, csrf }: Props) {
  const { id, name, label, revokedAt } = item;
  const title = label ?? name;
  return (
    <li className="lines__line">
      <div>
        <strong>{title}</strong>, {whose ?? "exploitation"}
        <KeyFacts {...item} />
      </div>
      {revokedAt ? null : (
        <UnfoldedAct
          name="Révoquer"
          button="Révoquer la clé"
          to={`${title}, n° ${id}`}
          effect={REVOKED_KEY}
          action={paths.operationsKeys()}
          csrf={csrf}
          act="revoquer"
          field={{ name: "cle", value: id }}
        >
          <ReasonField id={`raison-${id}`} />
        </UnfoldedAct>
      )}
    </li>
  );
}
