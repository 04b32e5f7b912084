import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownHeaders, seeOther, tooMany, unprocessable } from "#app/http/answers.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import {
  closeSessionCookie,
  confirmIdentity,
  mustConfirm,
  requireCandidate,
  requireCandidateForm,
} from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { eraseCandidate } from "#app/services/account/erase-candidate.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { CurrentPasswordField, ErrorSummary, FieldError } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, EDITING } from "#app/ui/page/spaces/account-page.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireCandidate(request, context);
  return { csrf: signedIn.csrf, confirm: mustConfirm(signedIn, context.now) };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { fields, ...signedIn } = await requireCandidateForm(request, context);
  if (fields.get("sure") !== "oui")
    return unprocessable({ sure: "Cochez cette case pour supprimer votre compte." }, {});
  const confirmed = await confirmIdentity(context, signedIn, fields.get("current") ?? "", { last: true });
  if (confirmed === "wrong") return unprocessable({ current: "Ce n’est pas votre mot de passe." }, {});
  if ("wait" in confirmed) return tooMany(confirmed.wait, {});
  await eraseCandidate(context, { candidateId: signedIn.candidate.id, farewell: "goodbye" }, context.now);
  sendMailsSoon(context);
  return seeOther(`${paths.logIn()}?fait=suppression`, closeSessionCookie());
}

export const meta = () => pageMeta({ title: "Supprimer mon compte candidat", hidden: true });

export default function Delete() {
  const { csrf, confirm } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <AccountPage parents={[EDITING]} title="Supprimer mon compte candidat">
      <p>
        Vos informations, vos documents, vos offres gardées, vos recherches et vos alertes seront effacés tout de suite.
        Cela ne peut pas être annulé. Les sauvegardes techniques de la base s’effacent d’elles-mêmes en 30 jours.
      </p>
      <p>
        Vous pouvez d’abord <a href={paths.exportData()}>télécharger vos données</a>.
      </p>
      <ErrorSummary errors={errors} labels={{ sure: "Confirmation", current: "Mot de passe" }} />
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <div className={errors.sure ? "fr-checkbox-group fr-checkbox-group--error" : "fr-checkbox-group"}>
          <input
            type="checkbox"
            id="sure"
            name="sure"
            value="oui"
            required
            aria-invalid={errors.sure ? true : undefined}
            aria-describedby={errors.sure ? "sure-erreur" : undefined}
          />
          <label className="fr-label" htmlFor="sure">
            Je veux supprimer mon compte et tout ce qu’il contient
          </label>
          <FieldError name="sure" error={errors.sure} />
        </div>
        {confirm ? <CurrentPasswordField errors={errors} /> : null}
        <button className="fr-btn" type="submit">
          Supprimer mon compte candidat
        </button>
      </form>
      <p>
        <a href={paths.account()}>Garder mon compte</a>
      </p>
    </AccountPage>
  );
}
