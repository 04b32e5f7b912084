import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { Email, emailKey } from "#app/domain/account/account.ts";
import { ownHeaders, seeOther, sentenceOf, tooMany, unprocessable } from "#app/http/answers.ts";
import { parseForm, readFields } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { networkOf } from "#app/http/network.ts";
import { recruiterReturn } from "#app/http/return-path.ts";
import { readRecruiterSession } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { throttle } from "#app/services/account/throttling.ts";
import { Done, Warning } from "#app/ui/forms/done.tsx";
import { ErrorSummary, Field } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { countTry } from "#db/accounts/account/throttles.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import { runBatch } from "#db/batch.ts";

const DONE: Record<string, string> = {
  envoi:
    "Si cette adresse peut publier des offres, un lien vient d’y être envoyé. Il est valable 15 minutes, et ne sert qu’une fois.",
  deconnexion: "Vous êtes déconnecté.",
};

const WARNINGS: Record<string, string> = {
  "trop-tard":
    "Votre connexion s’était fermée\u00a0: ce que vous venez d’envoyer n’a pas été enregistré. Connectez-vous pour revenir à la page, puis recommencez.",
  confirmer:
    "Votre connexion a plus de 10 minutes. Pour les membres et les clés, connectez-vous à nouveau\u00a0: vous reviendrez à la page.",
  "confirmer-trop-tard":
    "Votre connexion a plus de 10 minutes\u00a0: ce que vous venez d’envoyer n’a pas été enregistré. Connectez-vous à nouveau, puis recommencez.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const back = recruiterReturn(new URL(request.url).searchParams.get("retour")) ?? "";
  const done = sentenceOf(request, "fait", DONE);
  const warning = sentenceOf(request, "fait", WARNINGS);
  const signedIn = await readRecruiterSession(request, context);
  // Whoever is sent here to log in again is logged in already.
  if (signedIn && !done && !warning) throw seeOther(back || paths.recruiterOffers());
  return { back, done, warning, email: signedIn?.recruiter.email ?? "" };
}

export const headers = ownHeaders;

const Form = v.object({ email: Email });

/**
 * Asks for a mail with a login link. The answer and its duration are the same whoever asks, because whose the address is
 * is not looked up here (OWASP ASVS 5.0, 6.3.8): only who writes the mail does.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const form = parseForm(Form, await readFields(request));
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const { email } = form.values;
  const key = emailKey(email);
  const network = networkOf(request);
  // Links are counted by address and network: a stranger who asks for many does not lock the owner out.
  const limits = [
    await throttle(env.SIGNING_KEY, "recruiter-mail-address", `${key}\n${network}`),
    await throttle(env.SIGNING_KEY, "recruiter-mail-anywhere", key),
    await throttle(env.SIGNING_KEY, "recruiter-mail-network", network),
  ];
  const wait = await countTry(accounts, limits, now);
  if (wait > 0) return tooMany(wait, { email });
  const back = recruiterReturn(new URL(request.url).searchParams.get("retour")) ?? "";
  const details: Record<string, string> = back ? { back } : {};
  await runBatch(accounts, [requestMail({ kind: "recruiter-log-in", recipient: email, details }, now)]);
  sendMailsSoon(context);
  return seeOther(paths.recruiterLogIn(back, "envoi"));
}

export const meta = () => pageMeta({ title: "Se connecter à l’espace recruteur", hidden: true });

export default function LogIn() {
  const { back, done, warning, email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ReadingPage title="Se connecter à l’espace recruteur">
      {answer ? null : <Done>{done}</Done>}
      {answer || done ? null : <Warning>{warning}</Warning>}
      <p>
        {back && !done && !warning ? "Connectez-vous pour continuer. " : null}
        Saisissez votre adresse professionnelle{"\u00a0"}: nous y enverrons un lien de connexion. Il n’y a pas de mot de
        passe.
      </p>
      <ErrorSummary errors={answer?.errors} labels={{ email: "Adresse mail professionnelle" }} />
      <form method="post" className="account-form" noValidate>
        <Field
          errors={answer?.errors}
          typed={answer?.typed ?? { email }}
          name="email"
          label="Adresse mail professionnelle"
          hint="Celle à laquelle vous avez été invité, ou d’un domaine que votre administration a autorisé"
          type="email"
          required
          maxLength={254}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
        />
        <button className="fr-btn" type="submit">
          Recevoir le lien
        </button>
      </form>
      <h2>Vous n’avez pas reçu de lien{"\u00a0"}?</h2>
      <ul>
        <li>Regardez dans les courriers indésirables.</li>
        <li>
          Votre adresse n’est peut-être pas encore invitée{"\u00a0"}:{" "}
          <a href={paths.recruiters()}>comment être invité</a>.
        </li>
        <li>
          Vous cherchez un stage ou un apprentissage{"\u00a0"}?{" "}
          <a href={paths.logIn()}>Connectez-vous comme candidat</a>.
        </li>
      </ul>
    </ReadingPage>
  );
}
