import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MAX_IMMEDIATE_A_DAY, MAX_SAVED_SEARCHES } from "#app/domain/alerts/alert.ts";
import { ownHeaders, sentenceOf, tooMany } from "#app/http/answers.ts";
import { requireCandidate, requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { showSavedSearches } from "#app/services/saved-searches/saved-searches.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Done } from "#app/ui/forms/done.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage } from "#app/ui/page/spaces/account-page.tsx";
import { findSuppression } from "#db/accounts/mails/suppressions.ts";
import { findNotice } from "#db/accounts/operations/switches.ts";
import { changeSearch } from "./actions.ts";
import { nameField, searchNumber } from "./numbers.ts";
import { SavedSearchLine } from "./saved-search-line.tsx";

/** What is said at the top of the page; what concerns a line that is there is said on the line. */
const DONE: Record<string, string> = {
  supprimee: "La recherche est supprimée. Vous avez une heure pour annuler.",
  disparue: "Cette recherche n’existe plus.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const { searchParams } = new URL(request.url);
  const done = searchParams.get("fait") ?? "";
  const number = searchNumber(searchParams.get("recherche"));
  const [searches, suppressed, paused] = await Promise.all([
    showSavedSearches(context, candidate.id, context.now),
    findSuppression(context.accounts, candidate.emailKey),
    findNotice(context.accounts, "alerts"),
  ]);
  return {
    csrf,
    searches,
    suppressed,
    paused,
    done: sentenceOf(request, "fait", DONE),
    undo: done === "supprimee" && !searches.some(({ id }) => id === number) ? number : null,
    /** The line that an action has changed, and how. */
    changed: { id: number, what: done },
  };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { candidate, fields } = await requireCandidateForm(request, context);
  const { accounts, env, now } = context;
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["change-search", candidate.id]);
  return wait > 0 ? tooMany(wait, {}) : changeSearch(context, candidate.id, fields);
}

export const meta = () => pageMeta({ title: "Mes recherches sauvegardées et mes alertes", hidden: true });

export default function SavedSearches() {
  const { csrf, searches, suppressed, paused, done, undo, changed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <AccountPage title="Mes recherches sauvegardées et mes alertes">
      {answer ? null : <Done>{done}</Done>}
      <ErrorSummary
        errors={answer?.errors}
        labels={Object.fromEntries(searches.map(({ id }) => [nameField(id), "Nouveau nom"]))}
      />
      {undo && !answer ? <Undo number={undo} csrf={csrf} /> : null}
      {suppressed ? <Suppressed reason={suppressed} /> : null}
      {paused ? <p>{paused}</p> : null}
      {searches.length > 0 ? (
        <>
          <ul className="saved-searches">
            {searches.map((search) => (
              <li key={search.id} id={`recherche-${search.id}`} className="saved-search">
                <SavedSearchLine
                  search={search}
                  csrf={csrf}
                  renaming={{ error: answer?.errors[nameField(search.id)], typed: answer?.typed.name }}
                  changed={!answer && changed.id === search.id ? changed.what : null}
                />
              </li>
            ))}
          </ul>
          <p>
            <a className="fr-btn fr-btn--secondary" href={paths.offers()}>
              Rechercher une offre
            </a>
          </p>
        </>
      ) : (
        <NothingSaved />
      )}
      <h2>Comment marchent les alertes</h2>
      <ul>
        <li>
          La cloche active l’alerte d’une recherche : vous recevez un mail quand une nouvelle offre répond à ses
          critères. Cliquez à nouveau pour la désactiver.
        </li>
        <li>
          Une alerte activée part « à chaque publication » ; vous pouvez choisir un seul mail par jour, à 7 h, ou par
          semaine, le lundi à 7 h.
        </li>
        <li>
          Après {MAX_IMMEDIATE_A_DAY} mails « à chaque publication » dans la journée, les offres suivantes sont réunies
          dans un mail le matin suivant, à 7 h.
        </li>
        <li>
          Une offre n’est annoncée qu’une fois, même si plusieurs recherches la trouvent. Les offres publiées avant
          l’activation ne sont pas envoyées.
        </li>
        <li>Vous pouvez sauvegarder {MAX_SAVED_SEARCHES} recherches.</li>
      </ul>
    </AccountPage>
  );
}

function Undo({ number, csrf }: { number: number; csrf: string }) {
  return (
    <form method="post" action={paths.savedSearches()} className="undo">
      <Csrf token={csrf} />
      <input type="hidden" name="recherche" value={number} />
      <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value="annuler">
        Annuler<span className="fr-sr-only"> la suppression</span>
      </button>
    </form>
  );
}

function Suppressed({ reason }: { reason: "bounce" | "complaint" }) {
  return (
    <div className="fr-alert fr-alert--warning suppressed">
      <h2 className="fr-alert__title">Vos alertes n’arrivent plus</h2>
      <p>
        {reason === "bounce"
          ? "Votre adresse mail a refusé nos messages : nous n’y envoyons plus d’alerte."
          : "Un de nos messages a été signalé comme indésirable depuis votre adresse mail : nous n’y envoyons plus d’alerte."}{" "}
        Pour en recevoir à nouveau, <a href={paths.email()}>changez votre adresse mail</a>.
      </p>
    </div>
  );
}

function NothingSaved() {
  return (
    <>
      <p>Vous n’avez pas encore sauvegardé de recherche.</p>
      <p>
        Faites une recherche, puis choisissez « Sauvegarder ma recherche » : elle est gardée ici pour être relancée, et
        vous pouvez activer son alerte.
      </p>
      <p>
        <a className="fr-btn" href={paths.offers()}>
          Rechercher une offre
        </a>
      </p>
    </>
  );
}
