import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { nameDevice } from "#app/domain/account/device.ts";
import { SECRET_ADDRESS, seeOther } from "#app/http/answers.ts";
import { recruiterReturn } from "#app/http/return-path.ts";
import { readRecruiterSession, recruiterSessionHeaders } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { logInByLink } from "#app/services/publishing/recruiter-log-in.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { ExpiredLogInLink, MailLinkButton, mailLinkMeta } from "#app/ui/page/mail-link.tsx";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { endRecruiterSession } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import { findRecruiterToken } from "#db/accounts/publishing/recruiters/recruiter-tokens.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const whose = await findRecruiterToken(context.accounts, await hashSecret(params.token ?? ""), context.now);
  return data({ whose, back: recruiterReturn(request) }, whose ? 200 : 404);
}

export const headers: HeadersFunction = () => SECRET_ADDRESS;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { accounts, now } = context;
  const token = params.token ?? "";
  const back = recruiterReturn(request);
  const device = nameDevice(request.headers.get("User-Agent"));
  const session = await logInByLink({ accounts }, { token, device }, now);
  if (session === null) return seeOther(paths.recruiterLogInLink(token, back));
  // A new session replaces the one that the browser had, so that an older cookie is worth nothing.
  const before = await readRecruiterSession(request, context);
  if (before) await endRecruiterSession(accounts, before.session.id, before.recruiter, now);
  return seeOther(back || paths.recruiterOffers(), recruiterSessionHeaders(session));
}

const TITLE = "Continuer vers l’espace recruteur";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => mailLinkMeta(TITLE, Boolean(page?.whose));

export default function LogInLink() {
  const { whose, back } = useLoaderData<typeof loader>();
  if (!whose) return <ExpiredLogInLink again={paths.recruiterLogIn(back)} />;
  return (
    <ReadingPage title={TITLE}>
      <p>
        Votre adresse{"\u00a0"}: <strong>{whose.email}</strong>
        <br />
        Votre administration{"\u00a0"}: <strong>{whose.administrationLabel}</strong>
      </p>
      <MailLinkButton>Se connecter</MailLinkButton>
    </ReadingPage>
  );
}
