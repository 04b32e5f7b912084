import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownHeaders } from "#app/http/answers.ts";
import { Done } from "#app/ui/forms/done.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { askForMail } from "./ask-for-mail.ts";
import { MailForm } from "./mail-form.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  return { sent: new URL(request.url).searchParams.get("fait") === "envoi" };
}

export const headers = ownHeaders;

export function action(args: ActionFunctionArgs) {
  return askForMail(args, "reset");
}

export const meta = () => pageMeta({ title: "Mot de passe oublié", hidden: true });

export default function ForgottenPassword() {
  const { sent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ReadingPage title="Mot de passe oublié">
      {sent && !answer ? (
        <Done>Si ce compte existe, un lien vient d’être envoyé à son adresse mail. Il est valable 30 minutes.</Done>
      ) : null}
      <p>Nous vous enverrons un lien pour choisir un nouveau mot de passe.</p>
      <MailForm
        answer={answer}
        label="Nom d’utilisateur"
        hint="Ou votre adresse mail"
        type="text"
        button="Recevoir le lien"
      />
    </ReadingPage>
  );
}
