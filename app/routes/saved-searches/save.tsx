import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MAX_SAVED_SEARCHES } from "#app/domain/alerts/alert.ts";
import { MAX_SEARCH_NAME, proposeName, SearchName, weeklyInWords } from "#app/domain/saved-searches/saved-search.ts";
import { explainDropped } from "#app/domain/search/dropped-criteria.ts";
import { canonicalQuery, type Search } from "#app/domain/search/search.ts";
import { ownHeaders, seeOther, tooMany, unprocessable } from "#app/http/answers.ts";
import { parseForm, typedOf } from "#app/http/forms.ts";
import { requireCandidate, requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { criteriaOf } from "#app/services/saved-searches/compile-search.ts";
import { compareTitleOnly, readCriteria, saveSearch } from "#app/services/saved-searches/saved-searches.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary, Field } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, SAVED_SEARCHES } from "#app/ui/page/spaces/account-page.tsx";
import { CriteriaList } from "#app/ui/search/criteria-list.tsx";
import { findSameSearch, listSavedSearches } from "#db/accounts/saved-searches/saved-searches.ts";

/** The page of « Sauvegarder ma recherche ». Pages of results do not know their visitor, this page does. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const { search, lost, labels } = await readCriteria(context.catalogue, new URL(request.url).searchParams);
  const saved = await listSavedSearches(context.accounts, candidate.id);
  const same = saved.find(({ criteria }) => criteria === criteriaOf(search));
  return {
    csrf,
    search,
    labels,
    dropped: lost.map(explainDropped),
    proposed: proposeName(search, labels),
    titleOnly: await compareTitleOnly(context, search, context.now),
    same: same ? { id: same.id, name: same.name } : null,
    isFull: saved.length >= MAX_SAVED_SEARCHES,
  };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { candidate, fields } = await requireCandidateForm(request, context);
  const { accounts, catalogue, env, now } = context;
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["save-search", candidate.id]);
  if (wait > 0) return tooMany(wait, typedOf(fields));
  const { search } = await readCriteria(catalogue, new URL(request.url).searchParams);
  const same = await findSameSearch(accounts, criteriaOf(search), candidate.id);
  if (same) return seeOther(`${paths.savedSearches()}?fait=deja&recherche=${same.id}`);
  const form = parseForm(SearchName, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const saved = await saveSearch(context, { candidateId: candidate.id, name: form.values.name, search }, now);
  // The page says what is wrong and what to do.
  if (saved === "full") return unprocessable({}, typedOf(fields));
  return seeOther(`${paths.savedSearches()}?fait=${saved.isNew ? "sauvegardee" : "deja"}&recherche=${saved.id}`);
}

export const meta = () => pageMeta({ title: "Sauvegarder ma recherche", hidden: true });

export default function SaveSearch() {
  const { search, labels, dropped, titleOnly, same, isFull } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <AccountPage parents={[SAVED_SEARCHES]} title="Sauvegarder ma recherche">
      <ErrorSummary errors={answer?.errors} labels={{ name: "Nom de la recherche" }} />
      <h2 className="fr-h5">Votre recherche</h2>
      <CriteriaList search={search} labels={labels} />
      {dropped.length > 0 ? (
        <ul className="search-notes">
          {dropped.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      {titleOnly && !same ? <TitleOnly search={search} {...titleOnly} /> : null}
      {same ? <AlreadySaved {...same} /> : isFull ? <Full /> : <NameForm />}
      <p>
        <a href={paths.offers(canonicalQuery(search))}>Revenir aux résultats</a>
      </p>
    </AccountPage>
  );
}

type TitleOnlyProps = { search: Search; weekly: number; titledWeekly: number };

/** Proposes to look in titles only, where most offers mention the words in their texts alone. */
function TitleOnly({ search, weekly, titledWeekly }: TitleOnlyProps) {
  return (
    <p className="saved-search__advice">
      La plupart des offres trouvées ne font que parler de « {search.words} » dans leur texte ({weeklyInWords(weekly)}).{" "}
      <a href={paths.saveSearch(canonicalQuery({ ...search, titleOnly: true }))}>Chercher dans l’intitulé seulement</a>
      {"\u00a0: "}
      {weeklyInWords(titledWeekly)}.
    </p>
  );
}

function NameForm() {
  const { csrf, proposed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <form method="post" className="account-form">
      <Csrf token={csrf} />
      <Field
        name="name"
        label="Nom de la recherche"
        hint="Pour la reconnaître dans la liste et dans les mails d’alerte"
        errors={answer?.errors}
        typed={answer?.typed.name === undefined ? { name: proposed } : answer.typed}
        required
        maxLength={MAX_SEARCH_NAME}
        autoComplete="off"
      />
      <button className="fr-btn" type="submit">
        Sauvegarder ma recherche
      </button>
    </form>
  );
}

function AlreadySaved({ id, name }: { id: number; name: string }) {
  return (
    <p>
      Vous avez déjà cette recherche : <a href={`${paths.savedSearches()}#recherche-${id}`}>{name}</a>.
    </p>
  );
}

function Full() {
  return (
    <div className="fr-alert fr-alert--warning fr-alert--sm saved-search__broken">
      <p>
        Vous avez déjà {MAX_SAVED_SEARCHES} recherches sauvegardées, le plus que l’on puisse garder.{" "}
        <a href={paths.savedSearches()}>Supprimez-en une</a> ou modifiez ses critères, puis revenez ici.
      </p>
    </div>
  );
}
