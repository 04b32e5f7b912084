import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { line } from "#app/domain/account/account.ts";
import { ActReason } from "#app/domain/operations/reasons.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { parseForm } from "#app/http/forms.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { giveLabel, giveParent } from "#app/services/operations/administrations.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { countRecruiters } from "#db/accounts/publishing/recruiters/administrations.ts";
import { findAdministration, listKept } from "#db/catalogue/operations/administrations.ts";
import { AdministrationFacts } from "./administration-facts.tsx";
import { AdministrationForms } from "./administration-forms.tsx";

const DONE: Record<string, string> = {
  renommee:
    "L’administration est renommée. Ses offres le montrent dès maintenant\u00a0; les mots de son nouveau nom les trouvent dans quelques minutes.",
  rattachee: "Le rattachement est enregistré.",
  reunie: "Les deux administrations n’en font plus qu’une. Les offres suivent dans les minutes qui viennent.",
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const { accounts, primaryCatalogue: catalogue } = context;
  const administration = await findAdministration(catalogue, params.slug ?? "");
  if (!administration) throw new Response(null, { status: 404 });
  const { slug, mergedInto } = administration;
  if (mergedInto !== null) throw redirect(paths.operationsAdministration(mergedInto), 301);
  const [recruiters, kept] = await Promise.all([countRecruiters(accounts, [slug]), listKept(catalogue)]);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    administration,
    recruiters: recruiters.get(slug) ?? 0,
    others: kept.filter(({ code }) => code !== slug),
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

const RenamingFields = v.object({ label: line("Saisissez le nom.", 200), reason: ActReason });
const AttachingFields = v.object({ parent: v.optional(v.string(), ""), attachingReason: ActReason });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const deps = { accounts, catalogue };
  const slug = params.slug ?? "";
  switch (fields.get("action")) {
    case "renommer": {
      const form = parseForm(RenamingFields, fields);
      if (!form.ok) return unprocessable(form.errors, form.typed);
      const done = await giveLabel(deps, { operator, slug, ...form.values }, now);
      if (done === "unknown") throw new Response(null, { status: 404 });
      if (done === "renamed") return seeOther(paths.operationsAdministration(slug, "renommee"));
      return unprocessable(
        { label: "Une autre administration porte ce nom\u00a0: réunissez-les plutôt." },
        form.values,
      );
    }
    case "rattacher": {
      const form = parseForm(AttachingFields, fields);
      if (!form.ok) return unprocessable(form.errors, form.typed);
      const { parent, attachingReason: reason } = form.values;
      const attached = await giveParent(deps, { operator, slug, parent: parent || null, reason }, now);
      if (attached) return seeOther(paths.operationsAdministration(slug, "rattachee"));
      const why = "Un ministère n’est pas rattaché, et une administration qui en a d’autres sous elle non plus.";
      return unprocessable({ parent: why }, form.values);
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta({ title: data?.administration.label ?? "Une administration", hidden: true });

const LABELS = { label: "Nom", reason: "Raison", parent: "Ministère", attachingReason: "Raison" };

export default function Administration() {
  const { frame, csrf, administration, recruiters, others, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OperatorPage
      title={administration.label}
      frame={frame}
      done={answer ? null : done}
      parents={[{ path: paths.operationsAdministrations(), label: "Administrations" }]}
    >
      <ErrorSummary errors={answer?.errors} labels={LABELS} />
      <AdministrationFacts administration={administration} recruiters={recruiters} />
      <AdministrationForms
        administration={administration}
        others={others}
        csrf={csrf}
        errors={answer?.errors}
        typed={answer?.typed}
      />
    </OperatorPage>
  );
}
