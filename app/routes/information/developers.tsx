import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { OTHER_NOTES, PARAMETER_NOTES } from "#app/domain/api/openapi.ts";
import { TYPED_NAMESPACE } from "#app/domain/imports/rss/typed-item.ts";
import { PARAMETERS, WHERE } from "#app/domain/search/search.ts";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { NameList } from "./name-list.tsx";

export function loader({ context }: LoaderFunctionArgs) {
  const parameters = Object.entries(PARAMETER_NOTES).map(([field, note]) => ({
    name: PARAMETERS[field as keyof typeof PARAMETERS],
    note,
  }));
  const where = { name: WHERE, note: OTHER_NOTES[WHERE] ?? "" };
  return { site: context.env.SITE_URL.replace(/\/$/, ""), parameters: [...parameters, where] };
}

export const headers = publicHeaders;

export const meta = () => [
  ...pageMeta({
    title: "API et flux pour les développeurs",
    description: "Lire les offres de PASS dans un programme : API JSON, flux, données ouvertes, publication.",
  }),
  ...[
    { href: paths.apprenticeshipFeed(), title: "Toutes les offres d’apprentissage" },
    { href: paths.internshipFeed(), title: "Toutes les offres de stage" },
  ].map((feed) => ({ tagName: "link", rel: "alternate", type: "application/rss+xml", ...feed })),
  { tagName: "link", rel: "service-desc", type: "application/json", href: paths.openApi() },
];

export default function Developers() {
  const { site, parameters } = useLoaderData<typeof loader>();
  return (
    <ReadingPage
      title="API et flux pour les développeurs"
      lead="Toutes les offres ouvertes se lisent aussi par programme, sans clé ni inscription."
      sections={[
        { id: "rechercher", title: "Rechercher" },
        { id: "parametres", title: "Les paramètres" },
        { id: "suivre", title: "Suivre une recherche" },
        { id: "toutes", title: "Toutes les offres à la fois" },
        { id: "copie", title: "Tenir une copie à jour" },
        { id: "refus", title: "Les refus" },
        { id: "publier", title: "Publier des offres" },
        { id: "usage", title: "Bon usage" },
      ]}
    >
      <h2 id="rechercher">Rechercher</h2>
      <pre className="code">{`curl "${site}/api/v1/offres?q=informatique&region=53"
curl "${site}/api/v1/offres/A-2026-200000"`}</pre>
      <p>
        La recherche est celle du site : mêmes paramètres, mêmes résultats. Une réponse contient vingt offres, leur
        nombre et, dans l’en-tête <code>Link</code>, les adresses des pages voisines. Au-delà de 10 000 offres, le
        nombre n’est plus exact et le dit. Ce qui n’est pas compris d’une adresse est laissé de côté et listé dans{" "}
        <code>ignored</code>.
      </p>
      <p>
        L’API est décrite par un document <a href={paths.openApi()}>OpenAPI 3.1</a>, tiré du code qui la sert.
      </p>

      <h2 id="parametres">Les paramètres</h2>
      <NameList names={parameters} />

      <h2 id="suivre">Suivre une recherche</h2>
      <p>
        Les cinquante offres les plus récentes de n’importe quelle recherche sont aussi un flux :{" "}
        <a href={paths.rss()}>RSS</a> ou <a href={paths.atom()}>Atom</a>, avec les mêmes paramètres.
      </p>
      <pre className="code">{`curl "${site}/offres.atom?q=informatique&region=53"`}</pre>

      <h2 id="toutes">Toutes les offres à la fois</h2>
      <ul>
        <li>
          <a href={paths.apprenticeshipFeed()}>/flux/offres</a> (apprentissage) et{" "}
          <a href={paths.internshipFeed()}>/flux/offres_stages</a> (stage){"\u00a0: "}des flux RSS de la forme de ceux
          du site PASS{"\u00a0; "}un programme écrit pour eux les lit sans changement. Un flux sans{" "}
          <code>{"</rss>"}</code> est interrompu{"\u00a0: "}n’en déduisez pas que des offres sont fermées.
        </li>
        <li>
          Les <a href={paths.openData()}>données ouvertes</a>, en CSV et en NDJSON, sans les contacts.
        </li>
      </ul>
      <p>
        Les flux disent aussi, dans l’espace de noms <code>{TYPED_NAMESPACE}</code>, ce que leur forme ne sait pas dire
        {"\u00a0: "}
        <code>pass:level</code>, <code>pass:expiresOn</code>, <code>pass:region</code>, <code>pass:telework</code>… Ces
        éléments portent les noms des champs de l’API. S’y ajoutent <code>pass:domain</code>, répété,{" "}
        <code>pass:commune</code> (code INSEE), <code>pass:latitude</code> et <code>pass:longitude</code>, et, pour
        chaque contact, <code>pass:contactName</code>, <code>pass:contactEmail</code>, <code>pass:contactPhone</code> et{" "}
        <code>pass:contactUrl</code>, vides s’ils manquent. Ce qui n’est pas connu n’a pas d’élément.
      </p>

      <h2 id="copie">Tenir une copie à jour</h2>
      <pre className="code">{`curl "${site}/api/v1/offres?updated-since=2026-11-01T00:00:00Z"`}</pre>
      <ol>
        <li>
          Lisez les pages l’une après l’autre, par l’adresse <code>rel="next"</code> de l’en-tête <code>Link</code>
          {"\u00a0: "}
          toutes les offres qui ont changé depuis cet instant, dans l’ordre des changements. Pour commencer une copie,
          partez de <code>1970-01-01</code>.
        </li>
        <li>
          Remplacez dans la copie chaque offre de <code>offers</code>, par sa référence, et supprimez chaque référence
          de <code>withdrawn</code>.
        </li>
        <li>
          La dernière page donne <code>since</code>
          {"\u00a0: "}c’est l’<code>updated-since</code> de votre prochaine lecture. Il est dix minutes en arrière, pour
          que rien ne manque{"\u00a0; "}une offre peut donc être redite.
        </li>
      </ol>
      <p>
        Les références retirées, pourvues ou échues sont dites pendant trente jours, depuis <code>withdrawnSince</code>.
        Une copie que vous n’avez pas mise à jour depuis plus longtemps est à reprendre du début.
      </p>

      <h2 id="refus">Les refus</h2>
      <p>
        Un refus est toujours un <code>application/problem+json</code> (RFC 9457){"\u00a0: "}
        <code>status</code>, <code>title</code>, et <code>detail</code>, une phrase qui dit pourquoi.
      </p>

      <h2 id="publier">Publier des offres</h2>
      <p>
        Une administration publie avec une clé d’API, remise par l’exploitant du site : un fichier entier (
        <code>POST /api/v1/imports</code>) ou une offre à la fois.
      </p>
      <pre className="code">{`curl -X PUT "${site}/api/v1/offres/S-2026-000123" \\
  -H "Authorization: Bearer $PASS_API_KEY" -H "Content-Type: application/json" \\
  -d '{ "title": "Stage – archives", "department": "35", "level": 6, "domains": ["CUL"] }'

curl -X DELETE "${site}/api/v1/offres/S-2026-000123" -H "Authorization: Bearer $PASS_API_KEY"`}</pre>

      <h2 id="usage">Bon usage</h2>
      <ul>
        <li>
          Les réponses sont gardées jusqu’à une minute ; renvoyez l’<code>ETag</code> dans <code>If-None-Match</code> :
          si rien n’a changé, la réponse 304 est vide.
        </li>
        <li>
          Les flux et les fichiers entiers ont aussi un <code>Last-Modified</code>, à renvoyer dans{" "}
          <code>If-Modified-Since</code>. Une lecture par heure suffit.
        </li>
        <li>Les pages d’autres sites peuvent lire l’API, les flux et les données (CORS), sans cookie.</li>
        <li>
          Les conditions de réutilisation des offres sont dans les <a href={paths.legalNotice()}>mentions légales</a>.
        </li>
      </ul>
    </ReadingPage>
  );
}
