import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { Email, emailKey } from "#app/domain/account/account.ts";
import { ownHeaders, seeOther, sentenceOf, tooMany, unprocessable } from "#app/http/answers.ts";
import { parseForm, typedOf } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { confirmIdentity, mustConfirm, requireCandidate, requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { CurrentPasswordField, EmailField, ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, EDITING } from "#app/ui/page/spaces/account-page.tsx";
import { recordEvent } from "#db/accounts/audit.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import { runBatch } from "#db/batch.ts";

const EmailForm = v.object({ email: Email });

const SENT = {
  envoi: "Un lien de confirmation vient d’être envoyé à la nouvelle adresse. Il est valable 24 heures.",
};
const REFUSED = { attente: "Trop de demandes en peu de temps. Réessayez dans une heure." };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireCandidate(request, context);
  const { candidate, csrf } = signedIn;
  return {
    csrf,
    email: candidate.email,
    confirm: mustConfirm(signedIn, context.now),
    sent: sentenceOf(request, "fait", SENT),
    refused: sentenceOf(request, "fait", REFUSED),
  };
}

export const headers = ownHeaders;

/** The page never says whether another account has the address: the owner of the address learns it by mail. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const { fields, ...signedIn } = await requireCandidateForm(request, context);
  const { candidate } = signedIn;
  const parsed = parseForm(EmailForm, fields);
  if (!parsed.ok) return unprocessable(parsed.errors, parsed.typed);
  const { email } = parsed.values;
  const typed = typedOf(fields);
  if (emailKey(email) === candidate.emailKey) return unprocessable({ email: "C’est déjà votre adresse mail." }, typed);
  const confirmed = await confirmIdentity(context, signedIn, fields.get("current") ?? "");
  if (confirmed === "wrong") return unprocessable({ current: "Ce n’est pas votre mot de passe." }, typed);
  if ("wait" in confirmed) return tooMany(confirmed.wait, typed);
  const wait = await countTry(
    { accounts, signingKey: env.SIGNING_KEY },
    now,
    ["mail-address", emailKey(email)],
    ["mail-address", `de ${candidate.id}`],
  );
  // A redirection, so that the browser asks for the next page with the renewed secret.
  if (wait > 0 && "Set-Cookie" in confirmed.headers)
    return seeOther(`${paths.email()}?fait=attente`, confirmed.headers);
  if (wait > 0) return tooMany(wait, typed);
  await runBatch(accounts, [
    requestMail({ kind: "email-change", recipient: email, candidateId: candidate.id }, now),
    recordEvent(candidate.id, "email-change-asked", null, now),
  ]);
  sendMailsSoon(context);
  return seeOther(`${paths.email()}?fait=envoi`, confirmed.headers);
}

export const meta = () => pageMeta({ title: "Changer mon adresse mail", hidden: true });

export default function ChangeEmail() {
  const { csrf, email, confirm, sent, refused } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? (refused ? { form: refused } : {});
  const form = { errors, typed: answer?.typed };
  return (
    <AccountPage parents={[EDITING]} title="Changer mon adresse mail" done={answer ? null : sent}>
      <p>
        Votre adresse actuelle : <strong>{email}</strong>. Elle reste la vôtre tant que la nouvelle n’est pas
        confirmée ; vos alertes suivront.
      </p>
      <ErrorSummary errors={errors} labels={{ email: "Nouvelle adresse mail", current: "Mot de passe" }} />
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <EmailField {...form} label="Nouvelle adresse mail" hint="Par exemple prenom.nom@exemple.fr" />
        {confirm ? <CurrentPasswordField errors={errors} /> : null}
        <button className="fr-btn" type="submit">
          Recevoir le lien de confirmation
        </button>
      </form>
    </AccountPage>
  );
}
