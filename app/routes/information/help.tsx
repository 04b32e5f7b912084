import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { SampleOffer } from "./sample-offer.tsx";

const SECTIONS = [
  { id: "rechercher", title: "Rechercher une offre" },
  { id: "lire", title: "Lire une offre" },
  { id: "postuler", title: "Postuler" },
  { id: "compte", title: "Créer son compte candidat" },
  { id: "connexion", title: "Se connecter" },
  { id: "recherches", title: "Sauvegarder vos recherches" },
  { id: "alertes", title: "Activer une alerte" },
  { id: "offres", title: "Garder une offre" },
];

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({
    title: "Aide",
    description:
      "Rechercher une offre de stage ou d’apprentissage dans la fonction publique, y postuler, et se servir de son compte candidat.",
  });

export default function Help() {
  return (
    <ReadingPage
      title="Aide"
      lead="PASS permet à toute personne de consulter les offres de stage et d’apprentissage de la fonction publique, sans compte."
      sections={SECTIONS}
    >
      <Searching />
      <Reading />
      <Applying />
      <Account />
      <LoggingIn />
      <SavedSearches />
      <Alerts />
      <KeptOffers />
    </ReadingPage>
  );
}

function Searching() {
  return (
    <section>
      <h2 id="rechercher">Rechercher une offre</h2>
      <p>
        Les <a href={paths.home()}>dernières offres</a> sont affichées sur la page d’accueil, avant toute recherche.
        Pour trouver celles qui vous conviennent, combinez les critères suivants. Aucun n’est obligatoire.
      </p>
      <dl className="criteria">
        <Criterion name="Type d’offre">Apprentissage, stage, ou les deux.</Criterion>
        <Criterion name="Mots-clés">
          Un mot ou plusieurs : un métier, une compétence, une ville, la référence d’une offre. Des guillemets cherchent
          une expression exacte, et un signe moins devant un mot l’exclut.
        </Criterion>
        <Criterion name="Niveau de diplôme">Un seul choix, du CAP au doctorat.</Criterion>
        <Criterion name="Domaine d’activité">
          Un ou plusieurs, par exemple « Numérique » et « Communication ».
        </Criterion>
        <Criterion name="Administration">
          Celle à laquelle est rattaché le service qui propose le poste. Plusieurs choix possibles.
        </Criterion>
        <Criterion name="Région">La région du poste. Plusieurs choix possibles.</Criterion>
        <Criterion name="Département">Le département du poste. Plusieurs choix possibles.</Criterion>
        <Criterion name="Pays">À ne renseigner que pour les postes à l’étranger. Plusieurs choix possibles.</Criterion>
        <Criterion name="Où ?">
          Une commune ou un code postal, avec la distance autour, de « Sur place » à 100 km ; ou un département, une
          région, un pays.
        </Criterion>
        <Criterion name="Durée, début, conditions">
          Parmi les offres qui les précisent : la durée, le premier mois possible, le télétravail, l’ouverture aux
          personnes en situation de handicap.
        </Criterion>
      </dl>
      <p>
        Plusieurs choix dans un même critère élargissent la recherche ; des critères différents la resserrent. Les
        régions, les départements et les pays comptent ensemble comme un seul critère, le lieu. Avec des mots-clés, les
        offres dont l’intitulé, le domaine ou l’employeur répond viennent d’abord ; celles qui en parlent seulement dans
        leur texte suivent. « Dans l’intitulé seulement » les laisse de côté.
      </p>
      <ul>
        <li>
          <a href={paths.offers()}>Rechercher toutes les offres</a> affiche tout ce qui est publié.
        </li>
        <li>« Réinitialiser » efface vos critères et vous laisse repartir de zéro.</li>
        <li>L’adresse d’une page de résultats contient votre recherche : vous pouvez la garder ou l’envoyer.</li>
      </ul>
    </section>
  );
}

function Criterion({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Reading() {
  return (
    <section>
      <h2 id="lire">Lire une offre</h2>
      <p>
        Voici, sur une offre inventée pour l’exemple, ce que vous trouverez dans chacune. Une phrase y nomme ce que
        l’employeur n’a pas précisé.
      </p>
      <SampleOffer />
    </section>
  );
}

function Applying() {
  return (
    <section>
      <h2 id="postuler">Postuler</h2>
      <p>
        <strong>Le site ne permet pas de postuler en ligne.</strong> Les informations pour postuler sont dans l’offre
        elle-même : personne à contacter, adresse mail, numéro de téléphone ou adresse de site.
      </p>
      <ol>
        <li>Ouvrez l’offre et repérez l’adresse mail à laquelle écrire.</li>
        <li>Écrivez un mail qui cite la référence de l’offre et dit pourquoi elle vous intéresse.</li>
        <li>
          <strong>Joignez impérativement votre CV et votre lettre de motivation.</strong>
        </li>
      </ol>
      <p>La réponse vient de l’administration qui recrute, et non de PASS.</p>
    </section>
  );
}

function Account() {
  return (
    <section>
      <h2 id="compte">Créer son compte candidat</h2>
      <p>
        Le compte n’est pas obligatoire pour consulter ou postuler. Il permet de déposer des documents, de sauvegarder
        des recherches, d’activer une alerte mail lors de la publication d’une nouvelle offre, et de garder des offres.
      </p>
      <ol>
        <li>
          Cliquez sur « Accès candidat », puis sur « <a href={paths.signUp()}>Créer un compte</a> ».
        </li>
        <li>
          Remplissez « Mes informations personnelles », dont certains champs sont obligatoires, et si vous le souhaitez
          « Mes documents » : 3 au plus pour chaque rubrique (CV, lettre de motivation, autre document), en PDF, DOCX,
          ODT, JPEG ou PNG, de 10 Mo au plus. Ils ne sont pas visibles par les recruteurs.
        </li>
        <li>Cliquez sur « Créer un nouveau compte ». Votre compte est alors créé.</li>
        <li>
          Ouvrez le mail qui vous indique vos informations de connexion, et suivez son lien dans les 24 heures pour
          activer votre compte. Vous n’avez rien reçu ? <a href={paths.resendActivation()}>Demandez un autre lien</a>.
        </li>
      </ol>
      <p>
        Vous pouvez à tout moment modifier vos informations et vos documents depuis le menu « Mon compte » et le bouton
        « Modifier mes informations et mes documents ». Cette page vous permet de :
      </p>
      <ul>
        <li>changer vos informations personnelles ;</li>
        <li>changer votre mot de passe ;</li>
        <li>changer votre adresse mail ;</li>
        <li>ajouter des documents, dans la limite de 3 par rubrique ;</li>
        <li>retirer des documents ;</li>
        <li>supprimer votre compte candidat.</li>
      </ul>
      <p>
        « Mon compte » montre aussi vos connexions et votre activité récente, et vous permet de télécharger vos données.
      </p>
    </section>
  );
}

function LoggingIn() {
  return (
    <section>
      <h2 id="connexion">Se connecter</h2>
      <p>
        Cliquez sur « Accès candidat », puis sur {"«\u00a0"}
        <a href={paths.logIn()}>
          Se connecter<span className="fr-sr-only"> à votre compte</span>
        </a>
        {"\u00a0», "}
        et renseignez votre nom d’utilisateur (ou votre adresse mail) et votre mot de passe. Vous arrivez sur la page
        « Mon compte », qui récapitule vos informations personnelles et vos documents. La consultation des offres est
        disponible en cliquant sur « Rechercher une offre ».
      </p>
      <p>
        <a href={paths.forgottenPassword()}>Mot de passe oublié</a> : vous recevez un lien, valable 30 minutes, pour en
        choisir un autre. Par sécurité, une connexion se ferme seule après 2 heures sans activité.
      </p>
    </section>
  );
}

function SavedSearches() {
  return (
    <section>
      <h2 id="recherches">Sauvegarder vos recherches</h2>
      <p>
        Vous pouvez sauvegarder votre recherche pour la relancer plus tard : sur la page de ses résultats, cliquez sur
        « Sauvegarder ma recherche ». Si vous n’êtes pas connecté, il vous est demandé de l’être, et la recherche n’est
        pas perdue. Vous la retrouvez dans le menu « Mes recherches », ou par le bouton « Mes recherches sauvegardées et
        mes alertes » de « Mon compte ». Vous pouvez changer son nom, la supprimer ou créer une alerte.
      </p>
    </section>
  );
}

function Alerts() {
  return (
    <section>
      <h2 id="alertes">Activer une alerte</h2>
      <p>
        Une alerte vous envoie un mail à chaque publication d’une nouvelle offre qui répond aux critères de votre
        recherche sauvegardée. Il vous suffit de cliquer sur l’icône en forme de cloche : une fois pour l’activer, une
        seconde fois pour la désactiver.
      </p>
      <p>
        Vous préférez moins de mails ? Choisissez d’en recevoir un à chaque publication, chaque jour à 7 h, ou chaque
        semaine, le lundi à 7 h. Chaque mail d’alerte contient un lien pour ne plus en recevoir, sans vous connecter.
      </p>
    </section>
  );
}

function KeptOffers() {
  return (
    <section>
      <h2 id="offres">Garder une offre</h2>
      <p>
        « Garder » dans une liste, ou « Garder cette offre » sur sa page, met une offre de côté dans{" "}
        <a href={paths.keptOffers()}>« Mes offres »</a>, avec sa date limite. Vous y trouvez un message prêt à relire et
        à envoyer au recruteur, et vos documents réunis en un seul fichier. Si vous le demandez, un mail vous prévient
        quand une offre gardée ferme dans 7 jours ou est retirée.
      </p>
    </section>
  );
}
