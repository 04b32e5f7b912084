import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/domain/format.ts";
import { describeCounts, IMPORT_STATES, isImportState } from "#app/domain/imports/import-words.ts";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { type ListedImport, listImportSources, listImports } from "#db/catalogue/operations/import-lists.ts";
import { FilterForm } from "../lists/filter-form.tsx";
import { ListPages } from "../lists/list-pages.tsx";
import { ASKED_LINES, readBefore, readLines } from "../lists/read-list.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const asked = new URL(request.url).searchParams;
  const source = asked.get("source") ?? "";
  const said = asked.get("etat") ?? "";
  const state = isImportState(said) ? said : undefined;
  const before = readBefore(asked);
  const [sources, runs] = await Promise.all([
    listImportSources(context.primaryCatalogue),
    listImports(context.primaryCatalogue, { source, state, before }, ASKED_LINES),
  ]);
  return { frame: frameOf(signedIn), sources, source, state, isFirst: before === undefined, ...readLines(runs) };
}

export const meta = () => pageMeta({ title: "Imports", hidden: true });

export default function Imports() {
  const { frame, sources, source, state = "", isFirst, lines, next } = useLoaderData<typeof loader>();
  const filter = { source, etat: state };
  return (
    <OperatorPage
      title="Imports"
      frame={frame}
      lead="Ce qui est arrivé des employeurs, et ce qu’il en est advenu, pendant six mois."
    >
      <FilterForm
        path={paths.operationsImports()}
        filters={[
          { name: "source", label: "Source", value: source, choices: sources.map(asChoice), all: "Toutes" },
          { name: "etat", label: "État", value: state, choices: STATES, all: "Tous" },
        ]}
      />
      {lines.length === 0 ? <p>{EMPTY[isFirst ? (source || state ? "filtered" : "none") : "before"]}</p> : null}
      <ul className="lines">
        {lines.map((run) => (
          <li key={run.id} className="lines__line">
            <Run {...run} />
          </li>
        ))}
      </ul>
      <ListPages
        label="Pages des imports"
        first={isFirst ? null : paths.operationsImports(filter)}
        next={next && paths.operationsImports({ ...filter, avant: next })}
      />
    </OperatorPage>
  );
}

const STATES = Object.entries(IMPORT_STATES).map(([code, label]) => ({ code, label }));
const EMPTY = {
  none: "Aucun import encore.",
  filtered: "Aucun import n’est ainsi.",
  before: "Il n’y a rien avant.",
};

const asChoice = (source: string) => ({ code: source, label: source });

function Run(run: ListedImport) {
  const { id, source, state, startedAt } = run;
  return (
    <div>
      <a href={paths.operationsImport(id)}>
        <strong>{source}</strong>, import {id}
      </a>
      <br />
      {IMPORT_STATES[state]}, le {formatInstant(startedAt)}
      <br />
      {state === "refused" ? "Les retraits ont été refusés" : describeCounts(run)}
    </div>
  );
}
