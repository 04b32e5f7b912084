import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { Email, emailKey } from "#app/domain/account/account.ts";
import { ownHeaders, seeOther, sentenceOf, tooMany, unprocessable } from "#app/http/answers.ts";
import { parseForm, readFields } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { networkOf } from "#app/http/network.ts";
import { operatorReturn } from "#app/http/return-path.ts";
import { readOperatorSession } from "#app/http/sessions/operator-session.ts";
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
    "Si cette adresse est celle d’un opérateur, un lien vient d’y être envoyé. Il est valable 15 minutes, et ne sert qu’une fois.",
  deconnexion: "Vous êtes déconnecté.",
};

const WARNINGS: Record<string, string> = {
  "trop-tard":
    "Votre connexion s’était fermée\u00a0: ce que vous venez d’envoyer n’a pas été enregistré. Connectez-vous pour revenir à la page, puis recommencez.",
  confirmer:
    "Votre connexion a plus de 10 minutes. Pour les opérateurs et les codes de secours, connectez-vous à nouveau\u00a0: vous reviendrez à la page.",
  "confirmer-trop-tard":
    "Votre connexion a plus de 10 minutes\u00a0: ce que vous venez d’envoyer n’a pas été enregistré. Connectez-vous à nouveau, puis recommencez.",
  "code-trop-tard": "Le code doit être donné dans les 10 minutes qui suivent le lien. Demandez un autre lien.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const back = operatorReturn(new URL(request.url).searchParams.get("retour")) ?? "";
  const done = sentenceOf(request, "fait", DONE);
  const warning = sentenceOf(request, "fait", WARNINGS);
  const signedIn = await readOperatorSession(request, context);
  if (signedIn && !done && !warning) throw seeOther(back || paths.operations());
  return { back, done, warning };
}

export const headers = ownHeaders;

const Form = v.object({ email: Email });

/**
 * Asks for a mail with a login link. As for recruiters, whose the address is is looked up only where the mail is
 * written: the answer and its duration tell nobody who operates the site.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const form = parseForm(Form, await readFields(request));
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const { email } = form.values;
  const key = emailKey(email);
  const network = networkOf(request);
  const limits = [
    await throttle(env.SIGNING_KEY, "operator-mail-address", `${key}\n${network}`),
    await throttle(env.SIGNING_KEY, "operator-mail-anywhere", key),
    await throttle(env.SIGNING_KEY, "operator-mail-network", network),
  ];
  const wait = await countTry(accounts, limits, now);
  if (wait > 0) return tooMany(wait, { email });
  const back = operatorReturn(new URL(request.url).searchParams.get("retour")) ?? "";
  const details: Record<string, string> = back ? { back } : {};
  await runBatch(accounts, [requestMail({ kind: "operator-log-in", recipient: email, details }, now)]);
  sendMailsSoon(context);
  return seeOther(paths.operationsLogIn(back, "envoi"));
}

const TITLE = "Se connecter à l’exploitation";

export const meta = () => pageMeta({ title: TITLE, hidden: true });

export default function LogIn() {
  const { back, done, warning } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ReadingPage title={TITLE}>
      {answer ? null : <Done>{done}</Done>}
      {answer || done ? null : <Warning>{warning}</Warning>}
      <p>
        Ces pages sont réservées à l’équipe de PASS. Saisissez votre adresse{"\u00a0"}: nous y enverrons un lien, puis
        un code de votre téléphone vous sera demandé.
      </p>
      <ErrorSummary errors={answer?.errors} labels={{ email: "Adresse mail" }} />
      <form method="post" className="account-form" noValidate>
        <Field
          errors={answer?.errors}
          typed={answer?.typed}
          name="email"
          label="Adresse mail"
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
      {/* A link in a mail leads here even whoever is logged in: the cookie stays away from what another site begins. */}
      <p>
        Vous êtes déjà connecté{"\u00a0"}? <a href={back || paths.operations()}>Continuer</a>
      </p>
    </ReadingPage>
  );
}
