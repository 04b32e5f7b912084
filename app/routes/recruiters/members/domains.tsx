import { Csrf } from "#app/ui/forms/csrf.tsx";

type Props = {
  domains: string[];
  /** The domain of her own address; null when anybody gets an address there. */
  ownDomain: string | null;
  csrf: string;
};

/** The mail domains whose owners join by themselves. */
export function Domains({ domains, ownDomain, csrf }: Props) {
  return (
    <>
      <h2>Domaines autorisés</h2>
      <p>
        Toute personne qui a une adresse d’un domaine autorisé peut se connecter sans invitation, et publier pour votre
        administration.
      </p>
      {domains.length === 0 ? (
        <p>Aucun domaine n’est autorisé{"\u00a0"}: on ne vient que sur invitation.</p>
      ) : (
        <ul className="lines">
          {domains.map((domain) => (
            <li key={domain} className="lines__line">
              <span>@{domain}</span>
              <form method="post">
                <Csrf token={csrf} />
                <input type="hidden" name="domaine" value={domain} />
                <button
                  className="fr-btn fr-btn--tertiary fr-btn--sm"
                  type="submit"
                  name="action"
                  value="domaine-retirer"
                >
                  Ne plus autoriser<span className="fr-sr-only"> @{domain}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      {ownDomain === null ? (
        <p>Votre adresse est celle d’un fournisseur ouvert à tous{"\u00a0"}: son domaine ne peut pas être autorisé.</p>
      ) : null}
      {ownDomain !== null && !domains.includes(ownDomain) ? (
        <form method="post">
          <Csrf token={csrf} />
          <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="domaine">
            Autoriser les adresses @{ownDomain}
          </button>
        </form>
      ) : null}
      <p className="fr-mt-2w">
        Vous ne pouvez autoriser que le domaine de votre propre adresse. Pour un autre, demandez-le à un administrateur
        qui y a la sienne.
      </p>
    </>
  );
}
