import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownHeaders, seeOther, tooMany, unprocessable } from "#app/http/answers.ts";
import { operatorReturn } from "#app/http/return-path.ts";
import { requireChallenge, requireChallengeForm } from "#app/http/sessions/operator-challenge.ts";
import { operatorSessionHeaders } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { giveCode, secretOf } from "#app/services/operations/access/operator-log-in.ts";
import { shownSecret, totpAddress } from "#app/services/operations/access/totp.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Warning } from "#app/ui/forms/done.tsx";
import { ErrorSummary, Field } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { Enrolment } from "./enrolment.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { login, csrf } = await requireChallenge(request, context);
  const { operator } = login;
  const secret = await secretOf({ accounts: context.accounts, signingKey: context.env.SIGNING_KEY }, login);
  const proposed =
    secret !== null && operator.totpSecret === null
      ? { secret: shownSecret(secret), address: totpAddress(secret, operator.email) }
      : null;
  return { csrf, email: operator.email, proposed, isReadable: secret !== null };
}

export const headers = ownHeaders;

/** A first code enrols, and leads to the rescue codes. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { login, fields } = await requireChallengeForm(request, context);
  const { accounts, env, now } = context;
  const back = operatorReturn(request);
  const typed = fields.get("code") ?? "";
  const answer = await giveCode({ accounts, signingKey: env.SIGNING_KEY }, { login, typed }, now);
  if (answer === "refused") return unprocessable({ code: REFUSED }, {});
  if ("wait" in answer) return tooMany(answer.wait, {});
  const next = answer.enrolled ? paths.operationsRescueCodes(back) : back || paths.operations();
  return seeOther(next, operatorSessionHeaders(answer.cookie));
}

const REFUSED =
  "Ce code n’est pas le bon, ou a déjà servi. Attendez le code suivant, et vérifiez que l’heure de votre téléphone est exacte.";

const titleOf = (page: { proposed: object | null } | undefined) =>
  page?.proposed ? "Enregistrer votre téléphone" : "Donner un code";

export const meta: MetaFunction<typeof loader> = ({ data }) => pageMeta({ title: titleOf(data), hidden: true });

export default function SecondFactor() {
  const page = useLoaderData<typeof loader>();
  const { csrf, email, proposed, isReadable } = page;
  const answer = useActionData<typeof action>();
  return (
    <ReadingPage title={titleOf(page)}>
      <ErrorSummary errors={answer?.errors} labels={{ code: "Code" }} />
      {isReadable || answer ? null : <Warning>{UNREADABLE}</Warning>}
      {proposed ? <Enrolment email={email} {...proposed} /> : null}
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <Field
          errors={answer?.errors}
          name="code"
          label="Code"
          hint={
            proposed
              ? "Les 6 chiffres que l’application montre maintenant"
              : "Les 6 chiffres que montre l’application de votre téléphone, ou un code de secours de 20 chiffres"
          }
          required
          maxLength={40}
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
        />
        <button className="fr-btn" type="submit">
          {proposed ? "Enregistrer ce téléphone" : "Se connecter"}
        </button>
      </form>
      {proposed ? null : (
        <p>
          Sans téléphone ni code de secours, demandez à une autre personne de l’équipe que votre second facteur soit
          réinitialisé.
        </p>
      )}
    </ReadingPage>
  );
}

const UNREADABLE =
  "Les clés du site ont changé\u00a0: les codes de votre téléphone ne peuvent plus être vérifiés. Utilisez un code de secours, ou faites réinitialiser votre second facteur.";
