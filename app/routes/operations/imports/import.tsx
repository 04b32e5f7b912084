import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatCount, formatInstant } from "#app/domain/format.ts";
import { describeCounts, describeRefusal, IMPORT_STATES } from "#app/domain/imports/import-words.ts";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { Fact } from "#app/ui/fact.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { findImport, findStanding } from "#db/catalogue/operations/import-lists.ts";
import { ForceForm } from "../sources/force-form.tsx";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const run = await findImport(context.primaryCatalogue, Number(params.id) || 0);
  if (!run) throw data(null, 404);
  const standing = run.state === "refused" ? await findStanding(context.primaryCatalogue, run) : null;
  const { run: _, partsDone, ...shown } = run;
  return { frame: frameOf(signedIn), csrf: signedIn.csrf, run: { ...shown, done: partsDone.length }, standing };
}

const titleOf = (id: number | undefined) => `Import ${id ?? ""}`;

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({ title: titleOf(page?.run.id), hidden: true });

export default function ImportPage() {
  const { frame, csrf, run, standing } = useLoaderData<typeof loader>();
  const { source, state, startedAt, finishedAt, full, parts, done, doubts } = run;
  return (
    <OperatorPage
      title={titleOf(run.id)}
      frame={frame}
      parents={[{ path: paths.operationsImports(), label: "Imports" }]}
    >
      <dl className="facts">
        <Fact name="Source">
          <a href={paths.operationsImports({ source })}>{source}</a>
        </Fact>
        <Fact name="État">{IMPORT_STATES[state]}</Fact>
        <Fact name="Début">{formatInstant(startedAt)}</Fact>
        {finishedAt ? <Fact name="Fin">{formatInstant(finishedAt)}</Fact> : null}
        <Fact name="Étendue">
          {full ? "Complet\u00a0: ce qui n’y est plus est retiré" : "Partiel\u00a0: rien n’est retiré"}
        </Fact>
        {parts > 1 ? (
          <Fact name="Parties">
            {formatCount(done, "reçue")} sur {parts}
          </Fact>
        ) : null}
        <Fact name="Offres">
          {describeCounts(run)}
          {run.quarantined > 0 ? (
            <>
              <br />
              <a href={paths.operationsQuarantine({ source })}>La quarantaine de cette source</a>
            </>
          ) : null}
        </Fact>
      </dl>
      {state === "refused" ? <Refusal {...{ run, standing, csrf }} /> : null}
      {state === "refused" && doubts.length === 0 ? null : <Doubts doubts={doubts} />}
    </OperatorPage>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Doubts({ doubts }: Pick<Loaded["run"], "doubts">) {
  return (
    <>
      <h2>Doutes</h2>
      {doubts.length === 0 ? <p>Toutes les valeurs ont été comprises.</p> : <p>{DOUBTS}</p>}
      <ul className="lines">
        {doubts.map(({ reference, doubt }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={index} className="lines__line">
            <div>
              <a href={paths.offer(reference)}>{reference}</a>
              <br />
              {doubt}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

const DOUBTS = "Des valeurs ont été corrigées ou laissées de côté. Mille doutes sont gardés au plus.";

/** Why the run was refused, and what can be done about it: at once for a source that is pulled, by its sender otherwise. */
function Refusal({ run, standing, csrf }: Pick<Loaded, "run" | "standing" | "csrf">) {
  return (
    <>
      <h2>Refus</h2>
      <p>{run.refused ? describeRefusal(run.refused) : "Ce flux retirait trop d’offres\u00a0: rien n’a été retiré."}</p>
      {standing?.isLast ? (
        standing.pulled ? (
          <ForceForm {...standing.pulled} csrf={csrf} />
        ) : (
          <p>
            Le fichier n’est pas gardé. Si ces retraits sont voulus, son émetteur l’envoie à nouveau avec le paramètre{" "}
            <code>force=1</code>.
          </p>
        )
      ) : (
        <p>Cette source a été importée depuis.</p>
      )}
    </>
  );
}
