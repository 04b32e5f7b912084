import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({
    title: "Déclaration d’accessibilité",
    description: "État de conformité de PASS au référentiel général d’amélioration de l’accessibilité (RGAA).",
  });

/** Follows the model that the arrêté of 20 September 2019 makes mandatory: its sentences are not ours to rephrase. */
export default function Accessibility() {
  return (
    <ReadingPage title="Déclaration d’accessibilité">
      <p>
        L’administration qui déploie ce service s’engage à le rendre accessible, conformément à l’article 47 de la loi
        n° 2005-102 du 11 février 2005.
      </p>
      <p>Cette déclaration d’accessibilité s’applique au site PASS.</p>

      <h2>État de conformité</h2>
      <p>
        PASS est <strong>non conforme</strong> avec le référentiel général d’amélioration de l’accessibilité (RGAA),
        version 4.1, en raison de l’absence d’audit réalisé par des personnes qualifiées.
      </p>

      <h2>Résultats des tests</h2>
      <p>
        Aucun audit de conformité n’a encore eu lieu : aucun taux de conformité ne peut donc être annoncé. Toutes les
        pages, et tous les mails, sont vérifiés par des tests automatiques, qui ne couvrent qu’une partie des critères
        du RGAA : au clavier, à 320 pixels de large, avec un texte deux fois plus grand ou plus espacé, en couleurs
        sombres ou imposées, sans styles et sans JavaScript.
      </p>

      <h2>Contenus non accessibles</h2>
      <h3>Non-conformités</h3>
      <p>
        En l’absence d’audit, la liste des non-conformités n’est pas établie. Les textes des offres sont rédigés par les
        employeurs et repris tels quels : leurs titres, leurs listes et leurs abréviations peuvent être mal structurés.
      </p>
      <h3>Dérogations pour charge disproportionnée</h3>
      <p>Aucune dérogation n’est invoquée.</p>
      <h3>Contenus non soumis à l’obligation d’accessibilité</h3>
      <p>Les sites des employeurs vers lesquels une offre renvoie ne relèvent pas de ce service.</p>

      <h2>Établissement de cette déclaration d’accessibilité</h2>
      <p>
        Cette déclaration a été établie le <time dateTime="2026-11-29">29 novembre 2026</time>.
      </p>
      <h3>Technologies utilisées pour la réalisation du site</h3>
      <ul>
        <li>HTML5</li>
        <li>CSS</li>
        <li>SVG</li>
        <li>JavaScript, dont aucune page ne dépend</li>
      </ul>
      <h3>Environnement et outils des vérifications</h3>
      <ul>
        <li>Chromium, sous Linux, au clavier</li>
        <li>axe-core et HTML_CodeSniffer, pour les vérifications automatiques</li>
      </ul>
      <h3>Pages vérifiées</h3>
      <p>
        Toutes celles du <a href={paths.siteMap()}>plan du site</a>, celles des espaces des candidats, des recruteurs et
        de l’exploitation, et les pages d’erreur.
      </p>

      <h2>Retour d’information et contact</h2>
      <p>
        Si vous n’arrivez pas à accéder à un contenu ou à un service, vous pouvez contacter l’administration responsable
        de ce site, désignée dans les <a href={paths.legalNotice()}>mentions légales</a>, pour être orienté vers une
        alternative accessible ou obtenir le contenu sous une autre forme.
      </p>

      <h2>Voies de recours</h2>
      <p>
        Cette procédure est à utiliser dans le cas suivant : vous avez signalé au responsable du site internet un défaut
        d’accessibilité qui vous empêche d’accéder à un contenu ou à un des services du portail et vous n’avez pas
        obtenu de réponse satisfaisante.
      </p>
      <p>Vous pouvez :</p>
      <ul>
        <li>
          <a href="https://formulaire.defenseurdesdroits.fr/" rel="external noopener">
            écrire un message au Défenseur des droits
          </a>
          {"\u00a0;"}
        </li>
        <li>
          <a href="https://www.defenseurdesdroits.fr/saisir/delegues" rel="external noopener">
            contacter le délégué du Défenseur des droits dans votre région
          </a>
          {"\u00a0;"}
        </li>
        <li>
          envoyer un courrier par la poste (gratuit, ne pas mettre de timbre) : Défenseur des droits, Libre réponse
          71120, 75342 Paris CEDEX 07.
        </li>
      </ul>
    </ReadingPage>
  );
}
