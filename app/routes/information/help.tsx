import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page-meta.ts";
import { ReadingPage } from "#app/ui/reading-page.tsx";
import { SampleOffer } from "./sample-offer.tsx";

const SECTIONS = [
  { id: "rechercher", title: "Rechercher une offre" },
  { id: "lire", title: "Lire une offre" },
  { id: "postuler", title: "Postuler" },
  { id: "compte", title: "Créer son compte candidat" },
  { id: "connexion", title: "Se connecter" },
  { id: "recherches", title: "Sauvegarder vos recherches" },
  { id: "alertes", title: "Activer une alerte" },
];

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({
    title: "Aide",
    description: "Rechercher une offre de stage ou d’apprentissage dans la fonction publique, la lire et y postuler.",
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
          Un mot ou plusieurs : un métier, une compétence, une ville, la référence d’une offre.
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
      </dl>
      <p>
        Plusieurs choix dans un même critère élargissent la recherche ; des critères différents la resserrent. Les
        régions, les départements et les pays comptent ensemble comme un seul critère, le lieu.
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
        Voici, sur une offre inventée pour l’exemple, ce que vous trouverez dans chacune. Ce que l’employeur n’a pas
        indiqué est marqué « non précisé ».
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
        Le compte n’est pas obligatoire pour consulter ou postuler. <strong>L’espace candidat ouvre bientôt.</strong> Il
        vous permettra de déposer des documents, de sauvegarder des recherches et d’activer une alerte mail.
      </p>
      <p>
        Pour créer votre compte, vous choisirez « Accès candidat », puis « Créer un compte ». Le formulaire aura deux
        blocs :
      </p>
      <ul>
        <li>« Mes informations personnelles », avec des champs obligatoires ;</li>
        <li>
          « Mes documents », sans obligation : 3 documents au plus pour chaque rubrique (CV, lettre de motivation, autre
          document). Ils ne seront pas visibles par les recruteurs.
        </li>
      </ul>
      <p>
        Le bouton « Créer un nouveau compte » terminera l’inscription. Vous pourrez ensuite, depuis « Mon compte »,
        modifier vos informations et vos documents ou supprimer votre compte.
      </p>
    </section>
  );
}

function LoggingIn() {
  return (
    <section>
      <h2 id="connexion">Se connecter</h2>
      <p>
        Une fois l’espace candidat ouvert et votre compte créé, un mail automatique vous indiquera vos informations de
        connexion. Vous choisirez « Accès candidat », puis « Se connecter », et donnerez votre nom d’utilisateur et
        votre mot de passe. Vous arriverez sur la page « Mon compte », qui récapitule vos informations et vos documents.
      </p>
    </section>
  );
}

function SavedSearches() {
  return (
    <section>
      <h2 id="recherches">Sauvegarder vos recherches</h2>
      <p>
        Avec un compte, vous pourrez sauvegarder une recherche pour la relancer plus tard. Vous la retrouverez dans le
        menu « Mes recherches », ou par le bouton « Mes recherches sauvegardées et mes alertes » de « Mon compte ». Vous
        pourrez changer son nom, la supprimer ou créer une alerte.
      </p>
      <p>
        En attendant, ajoutez une page de résultats aux favoris de votre navigateur : elle relance la même recherche.
      </p>
    </section>
  );
}

function Alerts() {
  return (
    <section>
      <h2 id="alertes">Activer une alerte</h2>
      <p>
        Une alerte vous enverra un mail à la publication d’une nouvelle offre qui répond aux critères de votre recherche
        sauvegardée. Vous l’activerez en cliquant sur l’icône en forme de cloche, et la désactiverez de même.
      </p>
    </section>
  );
}
