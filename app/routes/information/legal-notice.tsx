import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({ title: "Mentions légales", description: "Éditeur, hébergement et conditions de réutilisation de PASS." });

export default function LegalNotice() {
  return (
    <ReadingPage title="Mentions légales">
      <h2>Éditeur</h2>
      <p>
        Ce service est édité par l’administration qui le déploie, désignée dans cette page par « l’administration
        responsable ». La direction de la publication est assurée par la personne qui la représente.
      </p>

      <h2>Hébergement</h2>
      <p>
        Le site, les offres et leur index sont hébergés par Cloudflare, Inc., 101 Townsend Street, San Francisco,
        CA 94107, États-Unis (
        <a href="https://www.cloudflare.com/fr-fr/" rel="external noopener">
          www.cloudflare.com
        </a>
        ).
      </p>

      <p>
        Cet hébergeur conserve dans l’Union européenne les comptes des candidats et leurs documents, et ce qui concerne
        les personnes qui publient.
      </p>

      <h2>Offres publiées</h2>
      <p>
        Chaque offre est rédigée par l’employeur qui la propose et reste sous sa responsabilité. PASS la reproduit, la
        met en forme et la retire lorsqu’elle expire ou que l’employeur la retire. Les candidatures sont adressées
        directement à l’employeur : PASS n’en reçoit aucune.
      </p>

      <h2>Réutilisation des contenus</h2>
      <p>
        Sauf mention explicite de propriété intellectuelle détenue par des tiers, les contenus de ce site sont proposés
        sous{" "}
        <a
          href="https://github.com/etalab/licence-ouverte/blob/master/LO.md"
          rel="license noopener external"
          hrefLang="fr"
        >
          licence etalab-2.0
        </a>
        . Les noms et coordonnées des personnes à contacter sont des données personnelles : ils servent à postuler, et à
        rien d’autre.
      </p>
      <p>
        La position des communes vient de{" "}
        <a href="https://www.geonames.org/" rel="noopener external" hrefLang="en">
          GeoNames
        </a>
        , sous licence{" "}
        <a href="https://creativecommons.org/licenses/by/4.0/deed.fr" rel="license noopener external" hrefLang="fr">
          CC BY 4.0
        </a>
        {"\u00a0; "}leurs noms et leurs codes, du code officiel géographique de l’Insee, sous licence etalab-2.0.
      </p>

      <h2>Liens vers ce site</h2>
      <p>
        Tout site peut renvoyer vers une page de PASS sans autorisation préalable. Les pages ne peuvent pas être
        imbriquées à l’intérieur d’un autre site.
      </p>

      <h2>Voir aussi</h2>
      <ul>
        <li>
          <a href={paths.personalData()}>Données personnelles</a>
        </li>
        <li>
          <a href={paths.cookies()}>Gestion des cookies</a>
        </li>
        <li>
          <a href={paths.accessibility()}>Déclaration d’accessibilité</a>
        </li>
      </ul>
    </ReadingPage>
  );
}
