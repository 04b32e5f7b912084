import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { PARAMETER_NOTES } from "#app/domain/api/openapi.ts";
import { PARAMETERS } from "#app/domain/search/search.ts";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

export function loader({ context }: LoaderFunctionArgs) {
  const parameters = Object.entries(PARAMETER_NOTES).map(([field, note]) => ({
    name: PARAMETERS[field as keyof typeof PARAMETERS],
    note,
  }));
  return { site: context.env.SITE_URL.replace(/\/$/, ""), parameters };
}

export const headers = publicHeaders;

export const meta = () =>
  pageMeta({
    title: "API et flux pour les développeurs",
    description: "Lire les offres de PASS dans un programme : API JSON, flux RSS et Atom, publication.",
  });

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
      <dl>
        {parameters.map(({ name, note }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{note}</dd>
          </div>
        ))}
      </dl>

      <h2 id="suivre">Suivre une recherche</h2>
      <p>
        Les cinquante offres les plus récentes de n’importe quelle recherche sont aussi un flux :{" "}
        <a href={paths.rss()}>RSS</a> ou <a href={paths.atom()}>Atom</a>, avec les mêmes paramètres.
      </p>
      <pre className="code">{`curl "${site}/offres.atom?q=informatique&region=53"`}</pre>

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
        <li>Les pages d’autres sites peuvent lire l’API (CORS), sans cookie.</li>
        <li>
          Les conditions de réutilisation des offres sont dans les <a href={paths.legalNotice()}>mentions légales</a>.
        </li>
      </ul>
    </ReadingPage>
  );
}
