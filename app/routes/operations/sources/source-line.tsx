import { formatCount, formatInstant } from "#app/domain/format.ts";
import type { SourceKind } from "#app/domain/imports/sources/source.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { UnfoldedAct } from "#app/ui/forms/unfolded-act.tsx";
import type { ListedSource } from "#db/catalogue/operations/source-statements.ts";
import { ReasonField } from "../lists/reason-field.tsx";
import { ForceForm } from "./force-form.tsx";

export const SOURCE_KIND_WORDS: Record<SourceKind, string> = {
  pass: "Flux PASS (RSS)",
  ndjson: "Offres en JSON, une par ligne",
  csp: "CSV de « Choisir le service public »",
};

const STATE_WORDS: Record<ListedSource["state"], string> = {
  paused: "Suspendue",
  "being pulled": "En cours de lecture",
  failing: "En échec",
  "tried again": "En échec, essayée à nouveau",
  new: "Pas encore lue",
  read: "Lue",
};

/** A source, how it stands, and what an operator can do about it. */
export function SourceLine({ source, csrf }: { source: ListedSource; csrf: string }) {
  const { name, kind, holds, every, state, due, url, forced, failures } = source;
  const { "last success": succeededAt, "last change": changedAt, "last error": error } = source;
  const isPaused = state === "paused";
  return (
    <li className="lines__line recruiter__member">
      <div>
        <strong>{name}</strong> – {STATE_WORDS[state]}
        <br />
        {url}
        <br />
        {SOURCE_KIND_WORDS[kind]}, {holds === "full" ? "complet" : "partiel"},{" "}
        {every === 1 ? "chaque minute" : `toutes les ${every} minutes`}
        <br />
        {succeededAt ? `Dernière lecture réussie le ${formatInstant(succeededAt)}` : "Jamais lue jusqu’au bout"}
        {changedAt ? `, dernier changement le ${formatInstant(changedAt)}` : ""}
        {isPaused ? null : (
          <>
            <br />
            Prochaine lecture le {formatInstant(due)}
          </>
        )}
        {failures > 0 && error ? (
          <>
            <br />
            {formatCount(failures, "échec")} de suite{"\u00a0: "}
            {error}
          </>
        ) : null}
        <br />
        <a href={paths.operationsImports({ source: `${name}/${kind}` })}>
          Ses imports<span className="fr-sr-only"> ({name})</span>
        </a>
      </div>
      <ul className="account__actions">
        <li>
          <ActForm name={name} csrf={csrf} action="lire" label="Lire maintenant" />
        </li>
        <li>
          {isPaused ? (
            <ActForm name={name} csrf={csrf} action="reprendre" label="Reprendre" />
          ) : (
            <ActForm name={name} csrf={csrf} action="suspendre" label="Suspendre" />
          )}
        </li>
        {failures > 0 || forced ? (
          <li>
            <ForceForm name={name} force={forced !== ""} paused={isPaused} csrf={csrf} />
          </li>
        ) : null}
        <li>
          <UnfoldedAct
            name="Retirer"
            button="Retirer la source"
            to={name}
            effect={
              <>
                L’adresse n’est plus lue. Ses offres restent jusqu’à leur dernier jour, sous{" "}
                {`«\u00a0${name}/${kind}\u00a0»\u00a0: `}
                une source ou une clé de ce nom les reprend.
              </>
            }
            action={paths.operationsSources()}
            csrf={csrf}
            act="retirer"
            field={{ name: "source", value: name }}
          >
            <ReasonField id={`raison-retrait-${name}`} />
          </UnfoldedAct>
        </li>
      </ul>
    </li>
  );
}

function ActForm({ name, csrf, action, label }: { name: string; csrf: string; action: string; label: string }) {
  return (
    <form method="post" action={paths.operationsSources()}>
      <Csrf token={csrf} />
      <input type="hidden" name="source" value={name} />
      <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value={action}>
        {label}
        <span className="fr-sr-only"> ({name})</span>
      </button>
    </form>
  );
}
