import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OFFER_TYPES } from "#app/domain/nomenclature.ts";
import { draftFrom } from "#app/domain/publishing/draft-form.ts";
import { seeOther, unprocessable } from "#app/http/answers.ts";
import { frameOf, requireRecruiter, requireRecruiterForm } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { randomId } from "#app/services/secrets.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { Radios } from "#app/ui/forms/radios.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/spaces/recruiter-page.tsx";
import { findLastDraft, insertDraft } from "#db/accounts/publishing/drafts/drafts.ts";
import { actorOf } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";

const LABELS = { type: "Type de contrat" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireRecruiter(request, context);
  return { frame: frameOf(signedIn), csrf: signedIn.csrf };
}

/** Begins a draft with what stays the same from one offer of hers to the next. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { recruiter, fields } = await requireRecruiterForm(request, context);
  const type = OFFER_TYPES.find(({ code }) => code === fields.get("type"))?.code;
  if (!type) return unprocessable({ type: "Choisissez un stage ou un apprentissage." }, {});
  const { accounts, now } = context;
  const last = await findLastDraft(accounts, recruiter.id);
  const id = randomId();
  const typed = draftFrom(last?.administration === recruiter.administration ? last.typed : {}, type);
  const { administration, id: recruiterId } = recruiter;
  await insertDraft(accounts, { id, administration, recruiterId, typed, actor: actorOf(recruiter) }, now);
  return seeOther(paths.draft(id));
}

export const meta = () => pageMeta({ title: "Publier une offre", hidden: true });

export default function NewDraft() {
  const { frame, csrf } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer && "errors" in answer ? answer.errors : undefined;
  return (
    <RecruiterPage
      title="Publier une offre"
      frame={frame}
      lead="Vous pourrez l’enregistrer en brouillon à tout moment."
    >
      <ErrorSummary errors={errors} labels={LABELS} />
      <form method="post" className="account-form">
        <Csrf token={csrf} />
        <Radios name="type" label="Que proposez-vous ?" choices={OFFER_TYPES} errors={errors} required />
        <button className="fr-btn" type="submit">
          Commencer
        </button>
      </form>
    </RecruiterPage>
  );
}
