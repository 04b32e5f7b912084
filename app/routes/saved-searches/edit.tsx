import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { dayInParis } from "#app/domain/format.ts";
import { nameDropped } from "#app/domain/search/dropped-criteria.ts";
import { ownHeaders, seeOther, tooMany, unprocessable } from "#app/http/answers.ts";
import { firstValues, readPairs } from "#app/http/forms.ts";
import { requireCandidate, requireToken } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { criteriaOf } from "#app/services/saved-searches/compile-search.ts";
import { changeCriteria, readCriteria } from "#app/services/saved-searches/saved-searches.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, SAVED_SEARCHES } from "#app/ui/page/spaces/account-page.tsx";
import { findSameSearch, findSavedSearch } from "#db/accounts/saved-searches/saved-searches.ts";
import { findSearchChoices, NO_COUNTS } from "#db/catalogue/search/choices.ts";
import { CriteriaForm } from "./criteria-form.tsx";
import { searchNumber } from "./numbers.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const saved = await findSavedSearch(context.accounts, { id: searchNumber(params.id), candidateId: candidate.id });
  if (!saved) throw new Response(null, { status: 404 });
  const { search, lost, labels } = await readCriteria(context.catalogue, new URLSearchParams(saved.criteria));
  const { administrations, countries } = await findSearchChoices(context.catalogue);
  return {
    csrf,
    search,
    labels,
    lost: lost.map(nameDropped),
    name: saved.name,
    isOn: saved.cadence !== null,
    today: dayInParis(context.now),
    // An alert may wait for a choice that no open offer has today, so the choices are not counted and none is disabled.
    choices: { administrations, countries, facets: NO_COUNTS },
  };
}

export const headers = ownHeaders;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const signedIn = await requireCandidate(request, context);
  const pairs = await readPairs(request);
  requireToken(signedIn, firstValues(pairs));
  const { accounts, catalogue, env, now } = context;
  const candidateId = signedIn.candidate.id;
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["change-search", candidateId]);
  if (wait > 0) return tooMany(wait, {});
  const owned = { id: searchNumber(params.id), candidateId };
  const { search, lost, labels } = await readCriteria(catalogue, pairs);
  const typed = { search, labels };
  if (lost.length > 0) {
    const unknown = lost.length > 1 ? "Ces critères n’existent pas" : "Ce critère n’existe pas";
    return unprocessable({ form: `${unknown} : ${lost.map(nameDropped).join(", ")}.` }, {}, typed);
  }
  const changed = await changeCriteria(context, owned, search);
  if (changed === "gone") throw new Response(null, { status: 404 });
  if (changed === "updated") return seeOther(`${paths.savedSearches()}?fait=criteres&recherche=${owned.id}`);
  const same = await findSameSearch(accounts, criteriaOf(search), candidateId);
  return unprocessable({ form: `Vous avez déjà cette recherche : ${same?.name ?? ""}.` }, {}, typed);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({ title: `Modifier les critères${page ? ` de «\u00a0${page.name}\u00a0»` : ""}`, hidden: true });

export default function EditCriteria() {
  const { csrf, search, labels, lost, name, isOn, choices, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer?.more ?? { search, labels };
  return (
    <AccountPage parents={[SAVED_SEARCHES]} title="Modifier les critères" lead={`De la recherche « ${name} ».`}>
      <ErrorSummary errors={answer?.errors} labels={{}} />
      {lost.length > 0 ? (
        <div className="fr-alert fr-alert--warning fr-alert--sm saved-search__broken">
          <p>
            {lost.length > 1 ? "N’existent plus" : "N’existe plus"} : {lost.join(", ")}. Choisissez par quoi{" "}
            {lost.length > 1 ? "les" : "le"} remplacer, puis enregistrez : la recherche fonctionnera à nouveau.
          </p>
        </div>
      ) : null}
      {isOn ? <p>Son alerte reste activée : elle portera sur les offres publiées à partir de maintenant.</p> : null}
      <CriteriaForm {...typed} choices={choices} today={today} csrf={csrf} />
    </AccountPage>
  );
}
