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
  return askForMail(args, "activation");
}

export const meta = () => pageMeta({ title: "Recevoir un nouveau lien d’activation", hidden: true });

export default function ResendActivation() {
  const { sent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ReadingPage title="Recevoir un nouveau lien d’activation">
      {sent && !answer ? (
        <Done>
          Si un compte attend à cette adresse, un nouveau lien vient de lui être envoyé. Il remplace le précédent.
        </Done>
      ) : null}
      <p>Indiquez l’adresse mail que vous avez donnée en créant votre compte.</p>
      <MailForm answer={answer} label="Adresse mail" type="email" button="Recevoir un nouveau lien" />
      <p>Un compte qui n’est pas activé dans les 7 jours est effacé : vous pouvez alors en créer un autre.</p>
    </ReadingPage>
  );
}
