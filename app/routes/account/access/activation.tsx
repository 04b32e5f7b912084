import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { SECRET_ADDRESS, seeOther } from "#app/http/answers.ts";
import { askedReturn } from "#app/http/return-path.ts";
import { paths } from "#app/paths.ts";
import { logEvent } from "#app/services/events.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { ExpiredLink, MailLinkButton, mailLinkMeta } from "#app/ui/page/mail-link.tsx";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { activateRegistration, findRegistrationByToken } from "#db/accounts/account/registrations.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const registration = await findRegistrationByToken(
    context.accounts,
    await hashSecret(params.token ?? ""),
    context.now,
  );
  return data({ username: registration?.username ?? null, back: askedReturn(request) }, registration ? 200 : 404);
}

export const headers: HeadersFunction = () => SECRET_ADDRESS;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const username = await activateRegistration(context.accounts, await hashSecret(params.token ?? ""), context.now);
  const back = askedReturn(request);
  if (username === null) return seeOther(paths.activation(params.token ?? "", back));
  logEvent("activated");
  return seeOther(paths.logIn(back, "activation"));
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  mailLinkMeta("Activer mon compte", Boolean(page?.username));

export default function Activation() {
  const { username, back } = useLoaderData<typeof loader>();
  if (username === null) {
    return (
      <ExpiredLink reasons="Il a plus de 24 heures, un autre lien l’a remplacé, ou il a déjà servi.">
        <ul>
          <li>
            Si vous avez déjà activé votre compte, <a href={paths.logIn(back)}>connectez-vous</a>.
          </li>
          <li>
            Sinon, <a href={paths.resendActivation(back)}>recevez un nouveau lien</a>.
          </li>
        </ul>
      </ExpiredLink>
    );
  }
  return (
    <ReadingPage title="Activer mon compte">
      <p>
        Votre nom d’utilisateur : <strong>{username}</strong>
      </p>
      <MailLinkButton>Activer mon compte</MailLinkButton>
    </ReadingPage>
  );
}
