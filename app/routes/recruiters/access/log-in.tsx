import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownHeaders, seeOther, sentenceOf } from "#app/http/answers.ts";
import { recruiterReturn } from "#app/http/return-path.ts";
import { askForLogInLink, CONFIRMED_TOO_LATE, TOO_LATE } from "#app/http/sessions/log-in-link.ts";
import { readRecruiterSession } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { Done, Warning } from "#app/ui/forms/done.tsx";
import { EmailField, ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

const DONE: Record<string, string> = {
  envoi:
    "Si cette adresse peut publier des offres, un lien vient d’y être envoyé. Il est valable 15 minutes, et ne sert qu’une fois.",
  deconnexion: "Vous êtes déconnecté.",
};

const WARNINGS: Record<string, string> = {
  "trop-tard": TOO_LATE,
  confirmer:
    "Votre connexion a plus de 10 minutes. Pour les membres et les clés, connectez-vous à nouveau\u00a0: vous reviendrez à la page.",
  "confirmer-trop-tard": CONFIRMED_TOO_LATE,
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const back = recruiterReturn(request);
  const done = sentenceOf(request, "fait", DONE);
  const warning = sentenceOf(request, "fait", WARNINGS);
  const signedIn = await readRecruiterSession(request, context);
  // Whoever is sent here to log in again is logged in already.
  if (signedIn && !done && !warning) throw seeOther(back || paths.recruiterOffers());
  return { back, done, warning, email: signedIn?.recruiter.email ?? "" };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const back = recruiterReturn(request);
  return (await askForLogInLink(request, context, "recruiter", back)) ?? seeOther(paths.recruiterLogIn(back, "envoi"));
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
        <EmailField
          errors={answer?.errors}
          typed={answer?.typed ?? { email }}
          label="Adresse mail professionnelle"
          hint="Celle à laquelle vous avez été invité, ou d’un domaine que votre administration a autorisé"
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
