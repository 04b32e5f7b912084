import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { SECRET_ADDRESS, seeOther } from "#app/http/answers.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { closeSessionCookie } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { logEvent } from "#app/services/events.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { ExpiredLink, MailLinkButton, mailLinkMeta } from "#app/ui/page/mail-link.tsx";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { confirmEmail, findByToken } from "#db/accounts/account/candidates.ts";

export async function loader({ params, context }: LoaderFunctionArgs) {
  const found = await findByToken(context.accounts, "email", await hashSecret(params.token ?? ""), context.now);
  return data({ email: found?.newEmail ?? null, username: found?.username ?? null }, found ? 200 : 404);
}

export const headers: HeadersFunction = () => SECRET_ADDRESS;

export async function action({ params, context }: ActionFunctionArgs) {
  const confirmed = await confirmEmail(context.accounts, await hashSecret(params.token ?? ""), context.now);
  if (confirmed === null) return seeOther(paths.confirmEmail(params.token ?? ""));
  logEvent("email-changed");
  sendMailsSoon(context);
  return seeOther(`${paths.logIn()}?fait=adresse`, closeSessionCookie());
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  mailLinkMeta("Confirmer ma nouvelle adresse mail", Boolean(page?.email));

export default function ConfirmEmail() {
  const { email, username } = useLoaderData<typeof loader>();
  if (email === null) {
    return (
      <ExpiredLink reasons="Il a plus de 24 heures, un autre lien l’a remplacé, il a déjà servi, ou l’adresse est devenue celle d’un autre compte.">
        <p>
          <a href={paths.email()}>Demander un nouveau lien</a>
        </p>
      </ExpiredLink>
    );
  }
  return (
    <ReadingPage title="Confirmer ma nouvelle adresse mail">
      <p>
        Le compte <strong>{username}</strong> utilisera l’adresse <strong>{email}</strong>. Vos connexions ouvertes
        seront fermées.
      </p>
      <MailLinkButton>Confirmer cette adresse</MailLinkButton>
    </ReadingPage>
  );
}
