import { COLUMNS, LICENCE } from "#app/domain/api/open-data.ts";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { NameList } from "./name-list.tsx";

const TITLE = "Données ouvertes";

export const headers = publicHeaders;

export const meta = () => [
  ...pageMeta({
    title: TITLE,
    description: "Toutes les offres de stage et d’apprentissage ouvertes de la fonction publique, en CSV et en NDJSON.",
  }),
  { tagName: "link", rel: "alternate", type: "text/csv", href: paths.openDataCsv() },
  { tagName: "link", rel: "alternate", type: "application/x-ndjson", href: paths.openDataNdjson() },
  { tagName: "link", rel: "license", href: LICENCE },
];

export default function OpenData() {
  return (
    <ReadingPage
      title={TITLE}
      lead="Toutes les offres ouvertes, dans un fichier, sans clé ni inscription."
      sections={[
        { id: "fichiers", title: "Les fichiers" },
        { id: "contacts", title: "Sans données personnelles" },
        { id: "csv", title: "Le CSV" },
        { id: "colonnes", title: "Les colonnes du CSV" },
        { id: "ndjson", title: "Le NDJSON" },
        { id: "statistiques", title: "Les statistiques" },
      ]}
    >
      <h2 id="fichiers">Les fichiers</h2>
      <ul>
        <li>
          <a href={paths.openDataCsv()}>offres.csv</a>, pour un tableur
        </li>
        <li>
          <a href={paths.openDataNdjson()}>offres.ndjson</a>, pour un programme{"\u00a0: "}une offre par ligne, en JSON
        </li>
      </ul>
      <p>
        Chaque fichier est fait au moment où vous le demandez, avec les offres ouvertes à cet instant. Son nom porte le
        jour, l’en-tête <code>Last-Modified</code> la dernière modification. Renvoyez l’<code>ETag</code> reçu dans{" "}
        <code>If-None-Match</code>
        {"\u00a0: "}si rien n’a changé, la réponse 304 est vide. L’en-tête <code>X-Total-Count</code> dit combien
        d’offres le fichier contient{"\u00a0: "}s’il y en a moins, c’est que le téléchargement s’est interrompu.
      </p>
      <p>
        Réutilisation libre sous{" "}
        <a href={LICENCE} rel="license noopener external" hrefLang="fr">
          Licence Ouverte 2.0 (etalab-2.0)
        </a>
        , en citant «{"\u00a0"}PASS{"\u00a0"}» et la date du fichier.
      </p>

      <h2 id="contacts">Sans données personnelles</h2>
      <p>
        Les noms, adresses mail et numéros de téléphone des contacts n’y sont pas{"\u00a0: "}ce sont des données
        personnelles, qui ne servent qu’à postuler. Restent le site donné pour postuler et l’adresse de la page de
        l’offre, où les contacts se trouvent tant qu’elle est ouverte.
      </p>

      <h2 id="csv">Le CSV</h2>
      <ul>
        <li>
          UTF-8 avec marque d’ordre, séparateur <code>;</code>, fins de ligne CRLF.
        </li>
        <li>
          Une valeur qui contient <code>;</code>, un guillemet ou une fin de ligne est entre guillemets, qui y sont
          doublés (RFC 4180).
        </li>
        <li>
          Un texte qui commence par <code>=</code>, <code>+</code>, <code>-</code> ou <code>@</code> est précédé d’une
          apostrophe, pour qu’aucun tableur ne l’exécute comme une formule. Le NDJSON le contient tel quel.
        </li>
        <li>Vide veut dire non précisé par l’employeur.</li>
      </ul>

      <h2 id="colonnes">Les colonnes du CSV</h2>
      <NameList names={COLUMNS} />

      <h2 id="ndjson">Le NDJSON</h2>
      <p>
        Chaque ligne a la forme d’une offre publiée par l’API, que décrit le schéma <code>Posting</code> du document{" "}
        <a href={paths.openApi()}>OpenAPI</a>, et l’adresse de sa page, <code>url</code>. Les textes longs y sont en
        HTML réduit à des paragraphes, listes, emphases et liens.
      </p>

      <h2 id="statistiques">Les statistiques</h2>
      <p>
        Sous la même licence et dans la même forme de CSV. La page <a href={paths.statistics()}>Statistiques</a> les
        montre et décrit leurs colonnes.
      </p>
      <ul>
        <li>
          <a href={paths.statisticsOffers()}>Les offres publiées par mois</a>, par niveau, région et domaine
        </li>
        <li>
          <a href={paths.statisticsDurations()}>La durée d’ouverture des offres</a>
        </li>
        <li>
          <a href={paths.statisticsSearches()}>Ce qui est cherché</a>, sans rien des personnes
        </li>
      </ul>
    </ReadingPage>
  );
}
