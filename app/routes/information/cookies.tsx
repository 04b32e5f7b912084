import type { ReactNode } from "react";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { Fact } from "#app/ui/fact.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({
    title: "Gestion des cookies",
    description:
      "PASS ne dépose de cookie que pour garder connectés les candidats, ceux qui publient et ceux qui exploitent le site.",
  });

export default function Cookies() {
  return (
    <ReadingPage
      title="Gestion des cookies"
      lead="PASS ne dépose aucun cookie tant que vous ne vous connectez pas. Il n’y a donc rien à accepter, à refuser ni à régler."
    >
      <h2>Qu’est-ce qu’un cookie ?</h2>
      <p>
        Un cookie est un petit fichier qu’un site demande à votre navigateur de conserver et de lui renvoyer à chaque
        visite. Il peut servir à vous garder connecté, mais aussi à vous suivre.
      </p>

      <h2>Ce que fait PASS</h2>
      <ul>
        <li>Aucune publicité, et aucune mesure d’audience qui suive les personnes.</li>
        <li>
          PASS compte combien de fois chaque offre est affichée dans une semaine, pour l’employeur qui la publie : sans
          cookie, et sans savoir par qui.
        </li>
        <li>Aucun contenu chargé depuis un autre site : ni police, ni image, ni vidéo, ni bouton de partage.</li>
        <li>Rien n’est écrit dans le stockage de votre navigateur.</li>
      </ul>

      <h2>Si vous vous connectez à votre compte</h2>
      <p>
        Un seul cookie retient que vous êtes connecté. Il est strictement nécessaire, et la loi ne demande pas de
        consentement pour cet usage.
      </p>
      <dl className="criteria">
        <Cookie name="__Host-session">
          12 heures au plus. La connexion se ferme après 2 heures sans activité, et dès que vous choisissez « Se
          déconnecter ».
        </Cookie>
      </dl>

      <h2>Si vous publiez des offres</h2>
      <p>L’espace recruteur a un cookie à lui, pour le même usage. Aucun des deux n’ouvre ce que garde l’autre.</p>
      <dl className="criteria">
        <Cookie name="__Host-recruiter">
          8 heures au plus, et jusqu’à ce que vous choisissiez « Se déconnecter ».
        </Cookie>
      </dl>

      <h2>Si vous exploitez le site</h2>
      <p>
        L’équipe de PASS se connecte par un lien, puis par un code de son téléphone : un cookie attend ce code, un autre
        retient la connexion.
      </p>
      <dl className="criteria">
        <Cookie name="__Host-operator-challenge">10 minutes au plus.</Cookie>
        <Cookie name="__Host-operator">
          12 heures au plus. La connexion se ferme après 30 minutes sans activité, et dès que vous choisissez « Se
          déconnecter ».
        </Cookie>
      </dl>
      <p>
        Voir aussi la page <a href={paths.personalData()}>Données personnelles</a>.
      </p>
    </ReadingPage>
  );
}

function Cookie({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <Fact name="Nom">
        <code>{name}</code>
      </Fact>
      <Fact name="Contenu">Un numéro tiré au hasard, qui ne dit rien de vous.</Fact>
      <Fact name="Durée">{children}</Fact>
      <Fact name="Destinataire">Ce site seul. Aucun programme de vos pages ne peut le lire.</Fact>
    </>
  );
}
