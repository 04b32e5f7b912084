import { formatDay, formatInstant } from "#app/domain/format.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
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
  const { id, name, label, createdAt, revokedAt, lastUsedOn } = item;
  const title = label ?? name;
  return (
    <li className="lines__line">
      <div>
        <strong>{title}</strong>, {whose ?? "exploitation"}
        <br />
        Créée le {formatInstant(createdAt)}
        <br />
        {lastUsedOn ? `Dernier usage le ${formatDay(lastUsedOn)}` : "Jamais utilisée"}
        {revokedAt ? (
          <>
            <br />
            Révoquée le {formatInstant(revokedAt)}
          </>
        ) : null}
      </div>
      {revokedAt ? null : (
        <details className="recruiter__removal">
          <summary className="fr-btn fr-btn--tertiary fr-btn--sm">
            Révoquer…
            <span className="fr-sr-only">
              {" "}
              {title}, n° {id}
            </span>
          </summary>
          <p>Les programmes qui s’en servent ne publieront plus. Les offres déjà publiées restent.</p>
          <form method="post" action={paths.operationsKeys()} className="account-form">
            <Csrf token={csrf} />
            <input type="hidden" name="cle" value={id} />
            <ReasonField id={`raison-${id}`} />
            <button className="fr-btn fr-btn--sm" type="submit" name="action" value="revoquer">
              Révoquer la clé
              <span className="fr-sr-only">
                {"\u00a0: "}
                {title}, n° {id}
              </span>
            </button>
          </form>
        </details>
      )}
    </li>
  );
}
