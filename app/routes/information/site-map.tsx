import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

const PARTS = [
  {
    title: "Offres",
    pages: [
      { path: paths.home(), label: "Accueil et dernières offres" },
      { path: paths.offers(), label: "Rechercher une offre" },
      { path: paths.landings(), label: "Offres par région et par domaine" },
      { path: paths.rss(), label: "Flux RSS des offres" },
      { path: paths.atom(), label: "Flux Atom des offres" },
      { path: paths.openData(), label: "Données ouvertes" },
      { path: paths.statistics(), label: "Statistiques" },
    ],
  },
  {
    title: "Accès candidat",
    pages: [
      { path: paths.signUp(), label: "Créer un compte" },
      { path: paths.logIn(), label: "Se connecter" },
      { path: paths.forgottenPassword(), label: "Mot de passe oublié" },
      { path: paths.resendActivation(), label: "Recevoir un nouveau lien d’activation" },
    ],
  },
  {
    title: "Mon compte",
    pages: [
      { path: paths.account(), label: "Mon compte" },
      { path: paths.editAccount(), label: "Modifier mes informations et mes documents" },
      { path: paths.documents(), label: "Mes documents" },
      { path: paths.password(), label: "Changer mon mot de passe" },
      { path: paths.email(), label: "Changer mon adresse mail" },
      { path: paths.savedSearches(), label: "Mes recherches" },
      { path: paths.keptOffers(), label: "Mes offres" },
      { path: paths.sessions(), label: "Mes connexions" },
      { path: paths.activity(), label: "Activité récente" },
      { path: paths.exportData(), label: "Télécharger mes données" },
      { path: paths.deleteAccount(), label: "Supprimer mon compte candidat" },
    ],
  },
  {
    title: "Employeurs",
    pages: [
      { path: paths.recruiters(), label: "Publier vos offres" },
      { path: paths.recruiterLogIn(), label: "Se connecter à l’espace recruteur" },
      { path: paths.recruiterOffers(), label: "Les offres de mon administration" },
      { path: paths.newDraft(), label: "Publier une offre" },
      { path: paths.recruiterMembers(), label: "Membres" },
      { path: paths.recruiterKeys(), label: "Clés d’API" },
      { path: paths.recruiterActivity(), label: "Activité" },
    ],
  },
  {
    title: "Informations",
    pages: [
      { path: paths.help(), label: "Aide" },
      { path: paths.accessibility(), label: "Déclaration d’accessibilité" },
      { path: paths.legalNotice(), label: "Mentions légales" },
      { path: paths.personalData(), label: "Données personnelles" },
      { path: paths.cookies(), label: "Gestion des cookies" },
      { path: paths.developers(), label: "API et flux pour les développeurs" },
    ],
  },
];

export const headers = publicHeaders;

export const meta = () => pageMeta({ title: "Plan du site", description: "Toutes les pages de PASS." });

export default function SiteMap() {
  return (
    <ReadingPage title="Plan du site">
      {PARTS.map(({ title, pages }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {pages.map(({ path, label }) => (
              <li key={path}>
                <a href={path}>{label}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </ReadingPage>
  );
}
