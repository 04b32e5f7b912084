import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page-meta.ts";
import { ReadingPage } from "#app/ui/reading-page.tsx";

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({ title: "Gestion des cookies", description: "PASS ne dépose aujourd’hui aucun cookie." });

export default function Cookies() {
  return (
    <ReadingPage
      title="Gestion des cookies"
      lead="PASS ne dépose aujourd’hui aucun cookie. Il n’y a donc rien à accepter, à refuser ni à régler."
    >
      <h2>Qu’est-ce qu’un cookie ?</h2>
      <p>
        Un cookie est un petit fichier qu’un site demande à votre navigateur de conserver et de lui renvoyer à chaque
        visite. Il peut servir à vous garder connecté, mais aussi à vous suivre.
      </p>

      <h2>Ce que fait PASS</h2>
      <ul>
        <li>Aucune mesure d’audience et aucune publicité.</li>
        <li>Aucun contenu chargé depuis un autre site : ni police, ni image, ni vidéo, ni bouton de partage.</li>
        <li>Rien n’est écrit dans le stockage de votre navigateur.</li>
      </ul>

      <h2>Ce qui changera</h2>
      <p>
        Quand l’espace candidat ouvrira, un seul cookie retiendra que vous êtes connecté, le temps de votre session. Il
        sera strictement nécessaire, et la loi ne demande pas de consentement pour cet usage. Cette page le décrira.
      </p>
      <p>
        Voir aussi la page <a href={paths.personalData()}>Données personnelles</a>.
      </p>
    </ReadingPage>
  );
}
