import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownHeaders, seeOther, sentenceOf } from "#app/http/answers.ts";
import { operatorReturn } from "#app/http/return-path.ts";
import { askForLogInLink, CONFIRMED_TOO_LATE, TOO_LATE } from "#app/http/sessions/log-in-link.ts";
import { readOperatorSession } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { Done, Warning } from "#app/ui/forms/done.tsx";
import { EmailField, ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";

const DONE: Record<string, string> = {
  envoi:
    "Si cette adresse est celle d’un opérateur, un lien vient d’y être envoyé. Il est valable 15 minutes, et ne sert qu’une fois.",
  deconnexion: "Vous êtes déconnecté.",
};

const WARNINGS: Record<string, string> = {
  "trop-tard": TOO_LATE,
  confirmer:
    "Votre connexion a plus de 10 minutes. Pour les opérateurs et les codes de secours, connectez-vous à nouveau\u00a0: vous reviendrez à la page.",
  "confirmer-trop-tard": CONFIRMED_TOO_LATE,
  "code-trop-tard": "Le code doit être donné dans les 10 minutes qui suivent le lien. Demandez un autre lien.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const back = operatorReturn(request);
  const done = sentenceOf(request, "fait", DONE);
  const warning = sentenceOf(request, "fait", WARNINGS);
  const signedIn = await readOperatorSession(request, context);
  if (signedIn && !done && !warning) throw seeOther(back || paths.operations());
  return { back, done, warning };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const back = operatorReturn(request);
  return (await askForLogInLink(request, context, "operator", back)) ?? seeOther(paths.operationsLogIn(back, "envoi"));
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
        <EmailField errors={answer?.errors} typed={answer?.typed} label="Adresse mail" />
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
