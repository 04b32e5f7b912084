import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { Email } from "#app/domain/account/account.ts";
import { ownHeaders, seeOther, sentenceOf, tooMany, unprocessable } from "#app/http/answers.ts";
import { type Fields, parseForm } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import {
  frameOf,
  requireConfirmedOperator,
  requireConfirmedOperatorForm,
} from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { EmailField, ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { inviteOperator, listOperators, removeOperator } from "#db/accounts/operations/access/operators.ts";
import { countRescueCodes } from "#db/accounts/operations/access/second-factor.ts";
import { OperatorLine } from "./operator-line.tsx";

const DONE: Record<string, string> = {
  invitation: "L’invitation part dans la minute.",
  relance: "L’invitation est envoyée à nouveau.",
  retrait: "Cette personne n’est plus opérateur. Sa connexion est fermée.",
  inchange:
    "Rien n’a changé\u00a0: il faut au moins un opérateur qui puisse se connecter, ou la page n’était plus à jour.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireConfirmedOperator(request, context);
  const [operators, rescueCodes] = await Promise.all([
    listOperators(context.accounts),
    countRescueCodes(context.accounts, signedIn.operator),
  ]);
  const ready = operators.filter(({ hasFactor }) => hasFactor);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    operators: operators.map((operator) => ({
      ...operator,
      me: operator.id === signedIn.operator.id,
      last: ready.every(({ id }) => id === operator.id),
    })),
    rescueCodes,
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireConfirmedOperatorForm(request, context);
  switch (fields.get("action")) {
    case "inviter":
      return invite(context, operator, fields);
    case "retirer": {
      const removed = await removeOperator(context.accounts, fields.get("email") ?? "", operator, context.now);
      return seeOther(paths.operationsOperators(removed ? "retrait" : "inchange"));
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

const Invitation = v.object({ email: Email });

async function invite(context: AppLoadContext, operator: Operator, fields: Fields) {
  const { accounts, env, now } = context;
  const form = parseForm(Invitation, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const { email } = form.values;
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["invite", `operator ${operator.id}`]);
  if (wait > 0) return tooMany(wait, { email });
  const outcome = await inviteOperator(accounts, email, operator, now);
  if (outcome === "already-here") return unprocessable({ email: "Cette personne est déjà opérateur." }, { email });
  sendMailsSoon(context);
  return seeOther(paths.operationsOperators(outcome === "again" ? "relance" : "invitation"));
}

export const meta = () => pageMeta({ title: "Opérateurs", hidden: true });

export default function Operators() {
  const { frame, csrf, operators, rescueCodes, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OperatorPage
      title="Opérateurs"
      frame={frame}
      done={answer ? null : done}
      lead="Les personnes qui exploitent le site. Chacune peut tout ce que montrent ces pages."
    >
      <ErrorSummary errors={answer?.errors} labels={{ email: "Adresse mail" }} />
      <ul className="lines">
        {operators.map((operator) => (
          <OperatorLine key={operator.id} operator={operator} csrf={csrf} />
        ))}
      </ul>
      <h2>Inviter un opérateur</h2>
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <EmailField
          errors={answer?.errors}
          typed={answer?.typed}
          label="Adresse mail"
          hint="Elle y recevra ses liens de connexion. À la première, elle enregistrera son téléphone."
          autoComplete="off"
        />
        <button className="fr-btn" type="submit" name="action" value="inviter">
          Envoyer l’invitation
        </button>
      </form>
      <h2>Vos codes de secours</h2>
      <p>
        {rescueCodes === 0
          ? "Vous n’en avez aucun\u00a0: sans votre téléphone, vous ne pourriez plus vous connecter. "
          : `Il vous en reste ${rescueCodes}. `}
        <a href={paths.operationsRescueCodes(paths.operationsOperators())}>Créer de nouveaux codes</a>
      </p>
    </OperatorPage>
  );
}
