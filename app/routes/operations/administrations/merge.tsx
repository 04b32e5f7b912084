import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { formatCount, formatOffers } from "#app/domain/format.ts";
import { ActReason } from "#app/domain/operations/reasons.ts";
import { ownHeaders, seeOther, unprocessable } from "#app/http/answers.ts";
import { parseForm } from "#app/http/forms.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { mergeInto } from "#app/services/operations/administrations.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary, Field } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { countRecruiters } from "#db/accounts/publishing/recruiters/administrations.ts";
import { findAdministration } from "#db/catalogue/operations/administrations.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const { from, into } = await findTwo(context, params.slug, new URL(request.url).searchParams.get("avec"));
  const recruiters = await countRecruiters(context.accounts, [from.slug]);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    from,
    into: { slug: into.slug, label: into.label },
    recruiters: recruiters.get(from.slug) ?? 0,
  };
}

/** The administration that goes and the one that stays. @throws a 404 unless both are kept ones */
async function findTwo({ primaryCatalogue }: AppLoadContext, slug = "", other: string | null) {
  const [from, into] = await Promise.all([
    findAdministration(primaryCatalogue, slug),
    findAdministration(primaryCatalogue, other ?? ""),
  ]);
  if (!from || !into || from.id === into.id || from.mergedInto !== null || into.mergedInto !== null) {
    throw new Response(null, { status: 404 });
  }
  return { from, into };
}

export const headers = ownHeaders;

const MergingFields = v.object({ into: v.string(), reason: ActReason });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const form = parseForm(MergingFields, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const act = { operator, slug: params.slug ?? "", ...form.values };
  switch (await mergeInto({ accounts, catalogue }, act, now)) {
    case "merged":
      return seeOther(paths.operationsAdministration(form.values.into, "reunie"));
    case "shared-feeds":
      return unprocessable({ form: SHARED_FEEDS }, form.values);
    case "not-two":
      throw new Response(null, { status: 404 });
  }
}

const SHARED_FEEDS =
  "Chacune envoie un flux du même format par l’API, et l’un d’eux est complet\u00a0: il retirerait les offres de l’autre. Faites d’abord cesser l’un des deux.";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: page
      ? `Réunir deux administrations\u00a0: ${page.from.label} et ${page.into.label}`
      : "Réunir deux administrations",
    hidden: true,
  });

export default function Merge() {
  const { frame, csrf, from, into, recruiters } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OperatorPage
      title="Réunir deux administrations"
      frame={frame}
      parents={[
        { path: paths.operationsAdministrations(), label: "Administrations" },
        { path: paths.operationsAdministration(from.slug), label: from.label },
      ]}
    >
      <ErrorSummary errors={answer?.errors} labels={{ reason: "Raison" }} />
      <p>
        <strong>{from.label}</strong> devient un autre nom de <strong>{into.label}</strong>, qui reçoit{"\u00a0"}:
      </p>
      <ul>
        <li>{formatOffers(from.open)} au dernier compte, et celles qui sont closes ou programmées</li>
        <li>{formatCount(recruiters, "recruteur")}, avec les brouillons et l’historique</li>
        <li>{formatCount(from.keys, "clé d’API", "clés d’API")}</li>
      </ul>
      <p>
        Les imports qui nomment l’une ou l’autre arrivent ensuite à la même. Les adresses et les recherches enregistrées
        de l’ancien nom trouvent les offres des deux. <strong>Cela ne se défait pas.</strong>
      </p>
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <input type="hidden" name="into" value={into.slug} />
        <Field name="reason" label="Raison" errors={answer?.errors} typed={answer?.typed} required maxLength={300} />
        <button className="fr-btn" type="submit">
          Réunir
        </button>
      </form>
    </OperatorPage>
  );
}
