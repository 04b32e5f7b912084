import { paths } from "#app/paths.ts";

/** Said on the doors of the candidate's space until it opens: what it will do, and that nothing needs it. */
export function OpeningSoon() {
  return (
    <>
      <div className="fr-callout">
        <h2 className="fr-callout__title">L’espace candidat ouvre bientôt</h2>
        <p className="fr-callout__text">
          Vous n’en avez pas besoin pour chercher un stage ou un apprentissage : consulter les offres et y postuler ne
          demande aucun compte.
        </p>
        <a className="fr-btn" href={paths.offers()}>
          Rechercher une offre
        </a>
      </div>

      <h2>Ce que votre compte vous permettra</h2>
      <ul>
        <li>
          <strong>Déposer vos documents</strong> : CV, lettre de motivation, autre document, jusqu’à 3 dans chaque
          rubrique.
        </li>
        <li>
          <strong>Sauvegarder vos recherches</strong>, pour les relancer plus tard.
        </li>
        <li>
          <strong>Activer une alerte</strong> : un mail à la publication d’une nouvelle offre qui répond à vos critères.
        </li>
      </ul>

      <h2>Ce qu’il ne changera pas</h2>
      <p>
        Le site ne permet pas de postuler en ligne, et les recruteurs ne verront pas les documents de votre espace. Pour
        candidater, écrivez à l’adresse indiquée dans l’offre.{" "}
        <strong>Joignez impérativement votre CV et votre lettre de motivation.</strong>
      </p>
      <p>
        <a href={`${paths.help()}#postuler`}>Comment postuler</a>
      </p>
    </>
  );
}
