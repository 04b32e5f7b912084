import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatCount, formatInstant } from "#app/domain/format.ts";
import { isQuarantineState, QUARANTINE_STATES } from "#app/domain/imports/quarantine.ts";
import { sentenceOf } from "#app/http/answers.ts";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import {
  countDefects,
  type ListedPosting,
  listQuarantine,
  listQuarantineSources,
} from "#db/catalogue/operations/quarantine-lists.ts";
import { FilterForm } from "../lists/filter-form.tsx";
import { ListPages } from "../lists/list-pages.tsx";
import { ASKED_LINES, readBefore, readLines } from "../lists/read-list.ts";

const DONE: Record<string, string> = {
  rejetee: "L’offre est rejetée. Elle revient si son texte change.",
  partie: "Cette offre n’est plus en quarantaine\u00a0: un import l’a acceptée, ou quelqu’un s’en est occupé.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const db = context.primaryCatalogue;
  const asked = new URL(request.url).searchParams;
  const said = asked.get("etat") ?? "";
  const state = isQuarantineState(said) ? said : "waiting";
  const source = asked.get("source") ?? "";
  const defect = asked.get("raison") ?? undefined;
  const before = readBefore(asked);
  const filter = { state, source, defect, before };
  const [sources, defects, postings] = await Promise.all([
    listQuarantineSources(db, state),
    countDefects(db, filter),
    listQuarantine(db, filter, ASKED_LINES),
  ]);
  return {
    frame: frameOf(signedIn),
    done: sentenceOf(request, "fait", DONE),
    filter: { etat: state, source, ...(defect === undefined ? {} : { raison: defect }) },
    sources,
    defects,
    isFirst: before === undefined,
    ...readLines(postings),
  };
}

export const meta = () => pageMeta({ title: "Quarantaine", hidden: true });

export default function Quarantine() {
  const { frame, done, filter, sources, defects, isFirst, lines, next } = useLoaderData<typeof loader>();
  const { etat, source, raison } = filter;
  const found = defects.reduce((sum, { count }) => sum + count, 0);
  return (
    <OperatorPage
      title="Quarantaine"
      frame={frame}
      done={done}
      lead="Les offres arrivées des employeurs qui ne peuvent pas être publiées telles quelles."
    >
      <FilterForm
        path={paths.operationsQuarantine()}
        filters={[
          { name: "etat", label: "État", value: etat, choices: STATES },
          { name: "source", label: "Source", value: source, choices: sources.map(asChoice), all: "Toutes" },
        ]}
      />
      <h2>Raisons</h2>
      {found === 0 ? <p>{etat === "waiting" ? "Aucune offre n’attend." : "Aucune offre n’est ainsi."}</p> : null}
      <ul>
        {defects.map(({ defect, count }) => (
          <li key={defect}>
            <a
              href={paths.operationsQuarantine({ etat, source, raison: defect })}
              aria-current={defect === raison || undefined}
            >
              {defect || "Autres, d’avant"}
            </a>
            {"\u00a0: "}
            {formatCount(count, "offre")}
          </li>
        ))}
      </ul>
      <h2>{raison === undefined ? "Offres" : "Offres de cette raison"}</h2>
      {raison === undefined ? null : (
        <p>
          {raison}
          <br />
          <a href={paths.operationsQuarantine({ etat, source })}>Toutes les raisons</a>
        </p>
      )}
      {lines.length === 0 ? <p>{isFirst ? "Aucune." : "Il n’y a rien avant."}</p> : null}
      <ul className="lines">
        {lines.map((posting) => (
          <li key={posting.id} className="lines__line">
            <Posting {...posting} />
          </li>
        ))}
      </ul>
      <ListPages
        label="Pages de la quarantaine"
        first={isFirst ? null : paths.operationsQuarantine(filter)}
        next={next && paths.operationsQuarantine({ ...filter, avant: next })}
      />
    </OperatorPage>
  );
}

const STATES = Object.entries(QUARANTINE_STATES).map(([code, label]) => ({ code, label }));

const asChoice = (source: string) => ({ code: source, label: source });

function Posting({ id, source, reference, reason, firstSeenAt, lastSeenAt }: ListedPosting) {
  return (
    <div>
      <a href={paths.operationsPosting(id)}>
        <strong>{reference ?? "Sans référence"}</strong>, n° {id}
      </a>
      , de {source}
      <br />
      {reason}
      <br />
      Reçue le {formatInstant(firstSeenAt)}
      {lastSeenAt === firstSeenAt ? "" : `, et encore le ${formatInstant(lastSeenAt)}`}
    </div>
  );
}
