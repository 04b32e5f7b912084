import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { nameDevice } from "#app/domain/account/device.ts";
import { ownHeaders, seeOther, sentenceOf, tooMany, unlessBusy, unprocessable } from "#app/http/answers.ts";
import { readFields, typedOf } from "#app/http/forms.ts";
import { networkOf } from "#app/http/network.ts";
import { askedReturn, returnPath } from "#app/http/return-path.ts";
import { TOO_LATE } from "#app/http/sessions/log-in-link.ts";
import { readSession, sessionHeaders } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { logIn } from "#app/services/account/log-in.ts";
import { Done, Warning } from "#app/ui/forms/done.tsx";
import { ErrorSummary, Field, PasswordField } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { endSession } from "#db/accounts/account/sessions.ts";

/** The messages at the top of the page, by the action that led to it. */
const DONE: Record<string, string> = {
  activation: "Votre compte est activé. Vous pouvez vous connecter.",
  "mot-de-passe": "Votre mot de passe est changé. Connectez-vous avec le nouveau.",
  adresse: "Votre nouvelle adresse mail est confirmée. Connectez-vous à nouveau.",
  deconnexion: "Vous êtes déconnecté.",
  partout: "Vous êtes déconnecté de tous vos appareils.",
  suppression: "Votre compte est supprimé, avec tout ce qu’il contenait. Un mail vous le confirme.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const back = askedReturn(request);
  if (await readSession(request, context)) throw seeOther(back ?? paths.account());
  const done = sentenceOf(request, "fait", DONE);
  const warning = sentenceOf(request, "fait", { "trop-tard": TOO_LATE });
  return { back, done, warning };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const fields = await readFields(request);
  const login = (fields.get("login") ?? "").trim().slice(0, 254);
  const password = fields.get("password") ?? "";
  const typed = typedOf(fields);
  if (!login || !password) {
    return unprocessable(
      {
        ...(login ? {} : { login: "Saisissez votre nom d’utilisateur ou votre adresse mail." }),
        ...(password ? {} : { password: "Saisissez votre mot de passe." }),
      },
      typed,
    );
  }
  const device = nameDevice(request.headers.get("User-Agent"));
  const deps = { accounts, pepper: env.PASSWORD_PEPPER, signingKey: env.SIGNING_KEY };
  const loggedIn = await unlessBusy(logIn(deps, { login, password, device, network: networkOf(request) }, now));
  if (loggedIn === "refused") {
    return unprocessable(
      {
        form: "Le nom d’utilisateur (ou l’adresse mail) et le mot de passe ne vont pas ensemble. Si vous venez de créer votre compte, suivez d’abord le lien que nous vous avons envoyé par mail.",
      },
      typed,
    );
  }
  if (loggedIn === "to-be-activated") {
    const error = "Votre adresse mail n’est pas encore confirmée : suivez le lien que nous vous avons envoyé.";
    return unprocessable({ form: error }, typed, { toActivate: true });
  }
  if ("wait" in loggedIn) return tooMany(loggedIn.wait, typed);
  // A new session replaces the one that the browser had, so that an older cookie is worth nothing.
  const before = await readSession(request, context);
  if (before) await endSession(accounts, before.session, "logged-out", now);
  return seeOther(returnPath(fields.get("retour")) ?? paths.account(), sessionHeaders(loggedIn.session));
}

export const meta = () => pageMeta({ title: "Se connecter", hidden: true });

export default function LogIn() {
  const { back, done, warning } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = { errors: answer?.errors, typed: answer?.typed };
  return (
    <ReadingPage title="Se connecter">
      {answer ? null : <Done>{done}</Done>}
      {answer ? null : <Warning>{warning}</Warning>}
      {back && !answer && !done && !warning ? <p className="fr-text--lead">Connectez-vous pour continuer.</p> : null}
      <ErrorSummary errors={answer?.errors} labels={{ login: "Nom d’utilisateur", password: "Mot de passe" }} />
      {answer?.more?.toActivate ? (
        <p>
          <a href={paths.resendActivation(back)}>Recevoir un nouveau lien d’activation</a>
        </p>
      ) : null}
      <form method="post" className="account-form" noValidate>
        {back ? <input type="hidden" name="retour" value={back} /> : null}
        <Field
          {...form}
          name="login"
          label="Nom d’utilisateur"
          hint="Ou votre adresse mail"
          required
          maxLength={254}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField {...form} name="password" label="Mot de passe" autoComplete="current-password" />
        <p>
          <a href={paths.forgottenPassword(back)}>Mot de passe oublié</a>
          <br />
          <a href={paths.resendActivation(back)}>Lien d’activation perdu ou trop ancien</a>
        </p>
        <button className="fr-btn" type="submit">
          Se connecter
        </button>
      </form>
      <h2>Vous n’avez pas de compte ?</h2>
      <p>
        <a className="fr-btn fr-btn--secondary" href={paths.signUp(back)}>
          Créer un compte
        </a>
      </p>
      <p>Un compte n’est pas nécessaire pour consulter les offres ou pour postuler.</p>
    </ReadingPage>
  );
}
