import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { nameDevice } from "#app/domain/account/device.ts";
import { SECRET_ADDRESS, seeOther, unlessBusy, unprocessable } from "#app/http/answers.ts";
import { readFields } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { askedReturn } from "#app/http/return-path.ts";
import { closeSessionCookie } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { NewPassword, newPasswordErrors } from "#app/routes/account/new-password.tsx";
import { hashPassword } from "#app/services/account/passwords.ts";
import { logEvent } from "#app/services/events.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { ExpiredLink, mailLinkMeta } from "#app/ui/page/mail-link.tsx";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { findByToken, resetPassword } from "#db/accounts/account/candidates.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const found = await findByToken(context.accounts, "reset", await hashSecret(params.token ?? ""), context.now);
  return data({ username: found?.username ?? null, back: askedReturn(request) }, found ? 200 : 404);
}

export const headers: HeadersFunction = () => SECRET_ADDRESS;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const hash = await hashSecret(params.token ?? "");
  const found = await findByToken(accounts, "reset", hash, now);
  const back = askedReturn(request);
  // The page of the link says that it has expired.
  const again = () => seeOther(paths.reset(params.token ?? "", back));
  if (!found) return again();
  const fields = await readFields(request);
  const errors = newPasswordErrors(fields, [found.username, found.email, found.firstName, found.lastName]);
  if (errors) return unprocessable(errors, {});
  const passwordHash = await unlessBusy(hashPassword(env.PASSWORD_PEPPER, fields.get("password") ?? ""));
  const device = nameDevice(request.headers.get("User-Agent"));
  if (!(await resetPassword(accounts, hash, passwordHash, device, now))) return again();
  logEvent("password-reset", { candidate: found.id });
  sendMailsSoon(context);
  return seeOther(paths.logIn(back, "mot-de-passe"), closeSessionCookie());
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  mailLinkMeta("Choisir un nouveau mot de passe", Boolean(page?.username));

export default function Reset() {
  const { username, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (username === null) {
    return (
      <ExpiredLink reasons="Il a plus de 30 minutes, un autre lien l’a remplacé, ou il a déjà servi.">
        <p>
          <a href={paths.forgottenPassword(back)}>Recevoir un nouveau lien</a>
        </p>
      </ExpiredLink>
    );
  }
  return (
    <ReadingPage title="Choisir un nouveau mot de passe">
      <p>
        Pour le compte <strong>{username}</strong>. Toutes vos connexions ouvertes seront fermées.
      </p>
      <NewPassword errors={answer?.errors} button="Changer mon mot de passe" />
    </ReadingPage>
  );
}
