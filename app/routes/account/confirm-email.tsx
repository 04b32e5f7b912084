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
import { closeSessionCookie } from "#app/http/session.ts";
import { paths } from "#app/paths.ts";
import { logEvent } from "#app/services/events.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { confirmEmail, findByToken } from "#db/accounts/account/candidates.ts";

/** The link may be opened on another device: it is the authority, no session is needed. */
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
  pageMeta({ title: page?.email ? "Confirmer ma nouvelle adresse mail" : NO_LONGER, hidden: true });

const NO_LONGER = "Ce lien n’est plus valable";

export default function ConfirmEmail() {
  const { email, username } = useLoaderData<typeof loader>();
  if (email === null) {
    return (
      <ReadingPage
        title={NO_LONGER}
        lead="Il a plus de 24 heures, un autre lien l’a remplacé, il a déjà servi, ou l’adresse est devenue celle d’un autre compte."
      >
        <p>
          <a href={paths.email()}>Demander un nouveau lien</a>
        </p>
      </ReadingPage>
    );
  }
  return (
    <ReadingPage title="Confirmer ma nouvelle adresse mail">
      <p>
        Le compte <strong>{username}</strong> utilisera l’adresse <strong>{email}</strong>. Vos connexions ouvertes
        seront fermées.
      </p>
      <form method="post">
        <button className="fr-btn" type="submit">
          Confirmer cette adresse
        </button>
      </form>
    </ReadingPage>
  );
}
