import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

/** Who sends the mails, and where it is. */
const MAILERS: Record<string, string> = {
  resend: "Resend, aux États-Unis",
  brevo: "Brevo, dans l’Union européenne",
};

/** Whether files are scanned, and who sends the mails, depends on the deployment. */
export function loader({ context }: LoaderFunctionArgs) {
  const { MAIL_PROVIDER, SCANNER_URL } = context.env;
  return { scanned: Boolean(SCANNER_URL), mailer: MAILERS[MAIL_PROVIDER] };
}

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({
    title: "Données personnelles",
    description:
      "Ce que PASS sait des personnes qui consultent les offres, qui ont un compte ou qui publient, pourquoi, et pendant combien de temps.",
  });

export default function PersonalData() {
  const { scanned, mailer } = useLoaderData<typeof loader>();
  return (
    <ReadingPage
      title="Données personnelles"
      lead="Consulter et rechercher des offres ne demande ni compte, ni nom, ni adresse. PASS ne suit pas votre visite et ne la partage avec aucun service publicitaire."
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

      <p>
        Pour chaque offre, PASS compte par semaine combien de fois sa page et ses contacts ont été affichés, combien de
        candidats l’ont gardée et à combien elle a été annoncée par une alerte. L’employeur voit ces nombres. Ni votre
        adresse IP, ni aucun identifiant n’est conservé pour cela : un nombre ne dit pas qui.
      </p>

      <p>
        PASS compte aussi ce que demandent les recherches{"\u00a0: "}combien, par semaine, pour chaque domaine, lieu,
        niveau et type, et combien n’ont rien trouvé. Ces nombres sont gardés 180 jours. Le lieu est au plus précis un
        département{"\u00a0; "}les mots n’y sont pas. Quand une recherche ne trouve rien, ses mots sont comptés un par
        un, sans ceux qui ont un chiffre ou une arobase, pendant 90 jours{"\u00a0: "}l’exploitant du site voit ceux qui
        reviennent cinq fois, pour améliorer la recherche. Rien ne relie ces nombres à une personne. La page{" "}
        <a href={paths.statistics()}>Statistiques</a> montre les recherches par dizaines.
      </p>

      <h2>Si vous êtes la personne à contacter d’une offre</h2>
      <p>
        L’employeur qui publie une offre peut indiquer le nom, l’adresse mail et le numéro de téléphone de la personne à
        contacter. Ces coordonnées sont affichées tant que l’offre est ouverte, et ne le sont plus dès qu’elle expire ou
        qu’elle est retirée. Elles sont effacées 12 mois plus tard, de même que les lignes qu’un employeur nous a
        envoyées et que nous n’avons pas su lire, 12 mois après leur dernier envoi. Pour les faire corriger,
        adressez-vous d’abord à l’employeur qui a publié l’offre.
      </p>

      <h2>Si vous postulez</h2>
      <p>
        Vous écrivez directement à l’employeur, depuis votre messagerie. PASS ne reçoit pas votre candidature, et n’y
        joint rien : c’est vous qui envoyez votre CV et votre lettre de motivation.
      </p>

      <h2 id="compte">Si vous avez un compte candidat</h2>
      <p>Nous conservons ce que vous nous confiez, et ce qu’il faut pour protéger votre compte :</p>
      <ul>
        <li>
          vos informations personnelles : nom, prénom, nom d’utilisateur, adresse mail et, si vous les donnez, civilité,
          téléphone, niveau préparé, domaine d’études, disponibilité ;
        </li>
        <li>vos documents, avec leur nom ;</li>
        <li>vos recherches sauvegardées, vos alertes et vos offres gardées ;</li>
        <li>vos connexions en cours et votre activité récente, avec le type de votre appareil ;</li>
        <li>une empreinte de votre mot de passe, d’où personne ne peut le retrouver ;</li>
        <li>si votre adresse mail refuse nos messages ou les signale comme indésirables, le fait qu’elle le fait.</li>
      </ul>
      <dl className="criteria">
        <Fact name="Fondement">
          Votre consentement (article 6.1.a du RGPD), que vous retirez en supprimant votre compte. Pour la sécurité des
          comptes, l’exécution d’une mission d’intérêt public (article 6.1.e).
        </Fact>
        <Fact name="Qui voit quoi">
          Vous seul voyez vos documents : les recruteurs n’y ont pas accès, et aucune page publique ne parle de vous.
          L’équipe qui exploite le site ne consulte ce qui vous concerne que pour le faire fonctionner ou vous répondre.
          Chaque consultation est écrite dans un journal, gardé 12 mois, où vous n’êtes qu’un numéro. Les sous-traitants
          sont l’hébergeur, qui conserve les comptes et les documents dans l’Union européenne, et le service qui envoie
          nos mails{mailer ? ` (${mailer})` : ""}.
        </Fact>
        <Fact name="Vérification des documents">
          Les fichiers qui contiennent un programme sont refusés.{" "}
          {scanned
            ? "Chaque document est aussi vérifié par un antivirus avant de pouvoir être téléchargé."
            : "Les documents ne sont pas vérifiés par un antivirus."}{" "}
          Ce qu’un document dit de lui-même, comme son auteur, ses dates ou le lieu d’une photo, y reste.
        </Fact>
      </dl>

      <h3>Pendant combien de temps</h3>
      <dl className="criteria">
        <Fact name="Votre compte">
          Jusqu’à ce que vous le supprimiez. Sans connexion pendant 24 mois, il est effacé : un mail vous prévient 30
          jours avant. La date est dans « Mon compte ».
        </Fact>
        <Fact name="Un compte jamais activé">7 jours.</Fact>
        <Fact name="Les documents d’un formulaire non terminé">24 heures.</Fact>
        <Fact name="Votre activité récente">12 mois.</Fact>
        <Fact name="Vos connexions">12 heures au plus.</Fact>
        <Fact name="Les mails envoyés">7 jours.</Fact>
        <Fact name="Les offres que vos alertes ont annoncées">90 jours.</Fact>
        <Fact name="Le compte des essais répétés">
          24 heures au plus, sous une empreinte de votre réseau, de votre compte ou de l’adresse saisie, que la clé du
          site protège : il empêche d’essayer des mots de passe ou d’envoyer des formulaires sans fin.
        </Fact>
        <Fact name="Les sauvegardes techniques">
          Après une panne grave, la base peut être remise dans l’état de l’un des 30 derniers jours : l’hébergeur en
          garde l’historique, et une copie en est faite chaque nuit, dans l’Union européenne. Ce qui est effacé en
          disparaît donc aussi au bout de 30 jours. Les documents ne sont pas copiés.
        </Fact>
      </dl>

      <h3>Ce que contiennent nos mails</h3>
      <p>
        Votre prénom, ce dont le mail parle (un lien à suivre, une offre, le nom d’une recherche) et parfois votre nom
        d’utilisateur. Jamais votre mot de passe, ni d’image ou de lien qui dirait que vous avez ouvert le mail. Chaque
        mail d’alerte contient un lien pour ne plus en recevoir.
      </p>

      <h2 id="recruteur">Si vous publiez des offres</h2>
      <p>
        Les personnes qui publient pour une administration y sont invitées, ou y viennent par leur adresse
        professionnelle. Nous conservons cette adresse, le nom s’il est donné, le rôle de la personne, ses connexions en
        cours avec le type de son appareil, et ce qu’elle fait pour son administration : offres, membres, clés.
      </p>
      <dl className="criteria">
        <Fact name="Fondement">L’exécution d’une mission d’intérêt public (article 6.1.e du RGPD).</Fact>
        <Fact name="Qui voit quoi">
          Les membres d’une même administration, qui voient qui a fait quoi. Les candidats n’en voient rien, et les
          espaces candidat et recruteur ne sont pas rapprochés.
        </Fact>
        <Fact name="L’adresse, le nom et le rôle">
          Jusqu’à ce qu’un administrateur ou l’exploitant du site retire la personne.
        </Fact>
        <Fact name="Les liens de connexion">15 minutes.</Fact>
        <Fact name="Les connexions">8 heures au plus.</Fact>
        <Fact name="Ce qui a été fait">24 mois, sous l’adresse ou le nom de son auteur, même s’il ne publie plus.</Fact>
        <Fact name="L’empreinte des liens de rappel utilisés">12 mois.</Fact>
      </dl>

      <h2 id="droits">Vos droits</h2>
      <p>Avec un compte candidat, vous les exercez vous-même, quand vous voulez :</p>
      <ul>
        <li>
          obtenir une copie de tout ce que nous conservons sur vous :{" "}
          <a href={paths.exportData()}>Télécharger mes données</a> ;
        </li>
        <li>
          corriger vos informations : <a href={paths.editAccount()}>Modifier mes informations et mes documents</a> ;
        </li>
        <li>
          tout effacer, tout de suite, et retirer votre consentement :{" "}
          <a href={paths.deleteAccount()}>Supprimer mon compte candidat</a> ;
        </li>
        <li>ne plus recevoir d’alerte : la cloche de la recherche, ou le lien du mail.</li>
      </ul>
      <p>
        Vous pouvez aussi demander à l’administration responsable l’accès aux données qui vous concernent, leur
        rectification, leur effacement ou la limitation de leur traitement, et vous opposer à celui-ci. Si sa réponse ne
        vous convient pas, vous pouvez{" "}
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

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
