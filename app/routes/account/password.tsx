import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { nameDevice } from "#app/domain/account/device.ts";
import { ownHeaders, seeOther, tooMany, unlessBusy, unprocessable } from "#app/http/answers.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { confirmIdentity, requireCandidate, requireCandidateForm, sessionHeaders } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { openSession } from "#app/services/account/log-in.ts";
import { hashPassword } from "#app/services/account/passwords.ts";
import { logEvent } from "#app/services/events.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { PasswordField } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, EDITING } from "#app/ui/page/spaces/account-page.tsx";
import { updatePassword } from "#db/accounts/account/candidates.ts";
import { NewPassword, newPasswordErrors } from "./new-password.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { csrf } = await requireCandidate(request, context);
  return { csrf, changed: new URL(request.url).searchParams.get("fait") === "mot-de-passe" };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const { fields, ...signedIn } = await requireCandidateForm(request, context);
  const { candidate } = signedIn;
  const errors = newPasswordErrors(fields, [
    candidate.username,
    candidate.email,
    candidate.firstName,
    candidate.lastName,
  ]);
  if (errors) return unprocessable(errors, {});
  const confirmed = await confirmIdentity(context, signedIn, fields.get("current") ?? "", { always: true, last: true });
  if (confirmed === "wrong") return unprocessable({ current: "Ce n’est pas votre mot de passe actuel." }, {});
  if ("wait" in confirmed) return tooMany(confirmed.wait, {});
  const passwordHash = await unlessBusy(hashPassword(env.PASSWORD_PEPPER, fields.get("password") ?? ""));
  const device = nameDevice(request.headers.get("User-Agent"));
  await updatePassword(accounts, candidate, passwordHash, { event: "password-changed", device }, now);
  logEvent("password-changed", { candidate: candidate.id });
  sendMailsSoon(context);
  // All sessions are ended, the current one too. A new one is started for this browser.
  const session = await openSession(accounts, { candidateId: candidate.id, device }, now);
  return seeOther(`${paths.password()}?fait=mot-de-passe`, sessionHeaders(session));
}

export const meta = () => pageMeta({ title: "Changer mon mot de passe", hidden: true });

export default function Password() {
  const { csrf, changed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <AccountPage
      parents={[EDITING]}
      title="Changer mon mot de passe"
      done={
        changed && !answer
          ? "Votre mot de passe est changé. Vos autres connexions sont fermées, et un mail vous le confirme."
          : null
      }
    >
      <NewPassword errors={answer?.errors} button="Changer mon mot de passe">
        <Csrf token={csrf} />
        <PasswordField
          errors={answer?.errors}
          name="current"
          label="Mot de passe actuel"
          autoComplete="current-password"
        />
      </NewPassword>
    </AccountPage>
  );
}
