import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { SECRET_ADDRESS, seeOther } from "#app/http/answers.ts";
import { operatorReturn } from "#app/http/return-path.ts";
import { challengeHeaders } from "#app/http/sessions/operator-challenge.ts";
import { paths } from "#app/paths.ts";
import { followOperatorLink } from "#app/services/operations/access/operator-log-in.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { ExpiredLogInLink, MailLinkButton, mailLinkMeta } from "#app/ui/page/mail-link.tsx";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { findOperatorToken } from "#db/accounts/operations/access/operator-links.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const whose = await findOperatorToken(context.accounts, await hashSecret(params.token ?? ""), context.now);
  return data({ email: whose?.email ?? null, back: operatorReturn(request) }, whose ? 200 : 404);
}

export const headers: HeadersFunction = () => SECRET_ADDRESS;

/** The link is used up, and the code is asked for: nobody is logged in yet. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const token = params.token ?? "";
  const back = operatorReturn(request);
  const challenge = await followOperatorLink({ accounts, signingKey: env.SIGNING_KEY }, token, now);
  if (challenge === null) return seeOther(paths.operationsLogInLink(token, back));
  return seeOther(paths.operationsSecondFactor(back), challengeHeaders(challenge));
}

const TITLE = "Continuer vers l’exploitation";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => mailLinkMeta(TITLE, Boolean(page?.email));

export default function LogInLink() {
  const { email, back } = useLoaderData<typeof loader>();
  if (!email) return <ExpiredLogInLink again={paths.operationsLogIn(back)} />;
  return (
    <ReadingPage title={TITLE}>
      <p>
        Votre adresse{"\u00a0"}: <strong>{email}</strong>
      </p>
      <MailLinkButton>Continuer</MailLinkButton>
    </ReadingPage>
  );
}
