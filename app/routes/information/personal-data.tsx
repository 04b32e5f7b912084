import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page-meta.ts";
import { ReadingPage } from "#app/ui/reading-page.tsx";

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({
    title: "Données personnelles",
    description: "Ce que PASS sait des personnes qui consultent les offres, pourquoi, et pendant combien de temps.",
  });

export default function PersonalData() {
  return (
    <ReadingPage
      title="Données personnelles"
      lead="Consulter et rechercher des offres ne demande ni compte, ni nom, ni adresse. PASS ne mesure pas votre visite et ne la partage avec aucun service publicitaire."
    >
      <h2>Responsable du traitement</h2>
      <p>
        L’administration qui déploie ce service est responsable des traitements décrits ici (voir les{" "}
        <a href={paths.legalNotice()}>mentions légales</a>).
      </p>

      <h2>Si vous consultez les offres</h2>
      <p>
        Pour vous répondre et protéger le service, l’hébergeur traite votre adresse IP, l’adresse de la page demandée
        (qui contient les critères de votre recherche), l’heure et le type de votre navigateur. Ces journaux techniques
        ne sont pas rapprochés d’une identité.
      </p>
      <ul>
        <li>Fondement : l’exécution d’une mission d’intérêt public (article 6.1.e du RGPD).</li>
        <li>Destinataires : les personnes chargées de l’exploitation du service, et l’hébergeur, sous-traitant.</li>
        <li>Durée : le temps nécessaire à l’exploitation et à la sécurité, 12 mois au plus.</li>
        <li>
          Transferts : l’hébergeur répond depuis le centre de données le plus proche de vous. Son siège est aux
          États-Unis.
        </li>
      </ul>

      <h2>Si vous êtes la personne à contacter d’une offre</h2>
      <p>
        L’employeur qui publie une offre peut indiquer le nom, l’adresse mail et le numéro de téléphone de la personne à
        contacter. Ces coordonnées sont affichées tant que l’offre est ouverte, et ne le sont plus dès qu’elle expire ou
        qu’elle est retirée. Pour les faire corriger, adressez-vous d’abord à l’employeur qui a publié l’offre.
      </p>

      <h2>Si vous postulez</h2>
      <p>
        Vous écrivez directement à l’employeur, depuis votre messagerie. PASS ne reçoit ni votre CV, ni votre lettre de
        motivation, ni votre message.
      </p>

      <h2>L’espace candidat</h2>
      <p>
        L’espace candidat ouvre bientôt. Cette page dira alors quelles informations il conserve, et pendant combien de
        temps. Aucun compte n’est créé aujourd’hui.
      </p>

      <h2>Vos droits</h2>
      <p>
        Vous pouvez demander à l’administration responsable l’accès aux données qui vous concernent, leur rectification,
        leur effacement ou la limitation de leur traitement, et vous opposer à celui-ci. Si sa réponse ne vous convient
        pas, vous pouvez{" "}
        <a href="https://www.cnil.fr/fr/plaintes" rel="external noopener">
          adresser une plainte à la CNIL
        </a>
        .
      </p>
      <p>
        Voir aussi la <a href={paths.cookies()}>gestion des cookies</a>.
      </p>
    </ReadingPage>
  );
}
