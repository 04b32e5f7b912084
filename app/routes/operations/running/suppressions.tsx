import { type ActionFunctionArgs, type AppLoadContext, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { Email } from "#app/domain/account/account.ts";
import { formatInstant } from "#app/domain/format.ts";
import { formatRows } from "#app/domain/operations/bounded-count.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { type Fields, parseForm } from "#app/http/forms.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import {
  countSuppressions,
  findSuppressedAddress,
  removeSuppression,
} from "#db/accounts/operations/suppressed-addresses.ts";
import { AddressForm } from "./address-form.tsx";
import { Reason, ReasonField } from "./reason-field.tsx";

const DONE = {
  retrait: "L’adresse n’est plus bloquée ici. Retirez-la aussi de la liste du prestataire de mails, s’il en tient une.",
  inchange: "Rien n’a changé\u00a0: cette adresse n’était plus bloquée.",
};

/** It reads 1,001 addresses at most, to count them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    count: await countSuppressions(context.accounts),
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  switch (fields.get("action")) {
    case "chercher":
      return look(context, operator, fields);
    case "debloquer":
      return unblock(context, operator, fields);
    default:
      throw new Response(null, { status: 400 });
  }
}

async function look({ accounts, now }: AppLoadContext, operator: Operator, fields: Fields) {
  const form = parseForm(v.object({ email: Email }), fields);
  if (!form.ok) return unprocessable(form.errors, form.typed, { found: null, isFound: false });
  const found = await findSuppressedAddress(accounts, form.values.email);
  const candidateId = found?.candidateId ?? null;
  const subject = candidateId === null ? null : ({ kind: "candidate", id: candidateId } as const);
  await noteOperatorEvent(accounts, { operator, event: "suppression-viewed", subject }, now);
  return data({ errors: {}, typed: form.values, more: { found, isFound: true } });
}

async function unblock({ accounts, now }: AppLoadContext, operator: Operator, fields: Fields) {
  const form = parseForm(v.object({ email: Email, reason: Reason }), fields);
  if (!form.ok) {
    const found = await findSuppressedAddress(accounts, fields.get("email") ?? "");
    return unprocessable(form.errors, form.typed, { found, isFound: true });
  }
  const { email, reason } = form.values;
  const removed = await removeSuppression(accounts, email, { operator, reason }, now);
  return seeOther(paths.operationsSuppressions(removed ? "retrait" : "inchange"));
}

export const meta = () => pageMeta({ title: "Adresses bloquées", hidden: true });

export default function Suppressions() {
  const { frame, csrf, count, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { found, isFound } = answer?.more ?? { found: null, isFound: false };
  const { typed = {}, errors } = answer ?? {};
  return (
    <OperatorPage
      title="Adresses bloquées"
      frame={frame}
      done={answer ? null : done}
      lead="Les adresses qui refusent nos mails, ou d’où l’on s’en est plaint, ne reçoivent plus d’alertes. Les mails que leurs titulaires demandent eux-mêmes partent encore."
    >
      <ErrorSummary errors={errors} labels={{ email: "Adresse mail", reason: "Raison" }} />
      <p>
        {count === 0
          ? "Aucune adresse n’est bloquée."
          : `${formatRows(count)} ${count === 1 ? "adresse bloquée" : "adresses bloquées"}.`}
      </p>
      <AddressForm csrf={csrf} action={paths.operationsSuppressions()} errors={isFound ? {} : errors} typed={typed} />
      {isFound ? (
        <section aria-labelledby="trouvee">
          <h2 id="trouvee">Cette adresse</h2>
          {found ? (
            <>
              <p>
                Elle est bloquée depuis le {formatInstant(found.at)}
                {"\u00a0"}: {found.reason === "bounce" ? "elle refuse nos mails." : "quelqu’un s’en est plaint."}{" "}
                {found.candidateId === null ? null : `C’est celle du candidat n°\u00a0${found.candidateId}.`}
              </p>
              <form method="post" action={paths.operationsSuppressions()} className="account-form" noValidate>
                <Csrf token={csrf} />
                <input type="hidden" name="email" value={typed.email} />
                <ReasonField
                  errors={errors}
                  typed={typed}
                  hint="Pourquoi cette adresse peut de nouveau recevoir des alertes."
                />
                <button className="fr-btn" type="submit" name="action" value="debloquer">
                  Débloquer cette adresse
                </button>
              </form>
            </>
          ) : (
            <p>Elle n’est pas bloquée.</p>
          )}
        </section>
      ) : null}
    </OperatorPage>
  );
}
