import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { dayInParis } from "#app/domain/format.ts";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { canonicalQuery, parseSearch, toParams } from "#app/domain/search/search.ts";
import { publicHeaders } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { Breadcrumb } from "#app/ui/page/breadcrumb.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { Criterion } from "#app/ui/search/criterion.tsx";
import { allChoices, DIMENSIONS } from "#app/ui/search/dimensions.ts";
import { findResults } from "#db/catalogue/search/results.ts";

/** All the choices of one criterion, for the search that its address holds. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const { search } = parseSearch(searchParams);
  const dimension = DIMENSIONS.find(({ name }) => name === searchParams.get("dimension"));
  if (!dimension) throw redirect(paths.offers(canonicalQuery(search)));
  const { facets, administrations, countries, labels } = await findResults(
    context.catalogue,
    { ...search, page: 1 },
    dayInParis(context.now),
    1,
  );
  const choices = allChoices(dimension, search, { facets, administrations, countries }, labels);
  return { search, dimension, choices, labels };
}

export const headers = publicHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta({ title: data ? `${data.dimension.label} : tous les choix` : "Critères", hidden: true });

export default function AllChoices() {
  const { search, dimension, choices, labels } = useLoaderData<typeof loader>();
  const { name, label, hint, field } = dimension;
  const query = canonicalQuery(search);
  const others = [...toParams({ ...search, [field]: [], page: 1 })];
  return (
    <div className="fr-container all-choices">
      <Breadcrumb current={label} parents={[{ path: paths.offers(query), label: "Résultats de la recherche" }]} />
      <h1>{label}</h1>
      <p>Recherche : {describeSearch(search, labels)}</p>
      <form action={paths.offers()}>
        {others.map(([parameter, value]) => (
          <input key={`${parameter}=${value}`} type="hidden" name={parameter} value={value} />
        ))}
        <Criterion name={name} label={label} hint={hint} choices={choices} chosen={search[field]} />
        <p className="all-choices__actions">
          <button className="fr-btn" type="submit">
            Voir les offres
          </button>
          <a className="fr-link" href={paths.offers(query)}>
            Revenir aux résultats sans rien changer
          </a>
        </p>
      </form>
    </div>
  );
}
