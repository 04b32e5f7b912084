import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownHeaders, sentenceOf } from "#app/http/answers.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { type ListedSource, listSources } from "#db/catalogue/operations/source-statements.ts";
import { changeSources } from "./actions.ts";
import { NEW_SOURCE_LABELS, NewSourceForm } from "./new-source-form.tsx";
import { SourceLine } from "./source-line.tsx";

const DONE: Record<string, string> = {
  ajout: "La source est ajoutée. Elle est lue dans la minute.",
  lecture: "La source est lue dans la minute, ou dès sa reprise si elle est suspendue.",
  pause: "La source n’est plus lue. Ses offres restent.",
  reprise: "La source est reprise. Elle est lue dans la minute.",
  retraits: "Les retraits du prochain passage sont acceptés. La source est lue dans la minute, ou dès sa reprise.",
  retrait: "La source est retirée. Ses offres restent jusqu’à leur dernier jour.",
  absente: "Cette source n’existe plus.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const sources = await context.primaryCatalogue.all<ListedSource>(listSources(context.now));
  return { frame: frameOf(signedIn), csrf: signedIn.csrf, sources, done: sentenceOf(request, "fait", DONE) };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  return changeSources(context, operator, fields);
}

export const meta = () => pageMeta({ title: "Sources", hidden: true });

export default function Sources() {
  const { frame, csrf, sources, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OperatorPage
      title="Sources"
      frame={frame}
      done={answer ? null : done}
      lead="Les adresses où les offres des employeurs sont lues, à intervalles réguliers."
    >
      <ErrorSummary errors={answer?.errors} labels={NEW_SOURCE_LABELS} />
      {sources.length === 0 ? <p>Aucune source encore.</p> : null}
      <ul className="lines">
        {sources.map((source) => (
          <SourceLine key={source.name} source={source} csrf={csrf} />
        ))}
      </ul>
      <NewSourceForm answer={answer} csrf={csrf} />
    </OperatorPage>
  );
}
