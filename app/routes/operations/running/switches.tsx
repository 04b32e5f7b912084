import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { MAX_NOTICE, SWITCHES, switchOf } from "#app/domain/operations/switches.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { type Fields, parseForm } from "#app/http/forms.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { findSwitchedOff, switchOff, switchOn } from "#db/accounts/operations/switches.ts";
import { Reason } from "./reason-field.tsx";
import { SwitchForm } from "./switch-form.tsx";

const DONE = {
  coupe: "C’est à l’arrêt.",
  retabli: "C’est rétabli.",
  inchange: "Rien n’a changé\u00a0: quelqu’un l’avait déjà fait.",
};

/** It reads eight rows at most. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const off = await findSwitchedOff(
    context.accounts,
    SWITCHES.map(({ name }) => name),
  );
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    switches: SWITCHES.map(({ name, code, label, effect, notice }) => ({
      code,
      label,
      effect,
      notice,
      off: off[name] ?? null,
    })),
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

const Off = v.object({
  reason: Reason,
  notice: v.pipe(
    v.string("Dites ce que le public doit lire."),
    v.trim(),
    v.minLength(1, "Dites ce que le public doit lire."),
    v.maxLength(MAX_NOTICE, `${MAX_NOTICE} caractères au plus.`),
  ),
});
const On = v.object({ reason: Reason });

export async function action({ request, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  switch (fields.get("action")) {
    case "couper":
      return turnOff(context, operator, fields);
    case "retablir":
      return turnOn(context, operator, fields);
    default:
      throw new Response(null, { status: 400 });
  }
}

async function turnOff({ accounts, now }: AppLoadContext, operator: Operator, fields: Fields) {
  const chosen = chosenBy(fields);
  const form = parseForm(Off, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const changed = await switchOff(accounts, chosen.name, { operator, ...form.values }, now);
  return seeOther(paths.operationsSwitches(changed ? "coupe" : "inchange"));
}

async function turnOn({ accounts, now }: AppLoadContext, operator: Operator, fields: Fields) {
  const chosen = chosenBy(fields);
  const form = parseForm(On, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const changed = await switchOn(accounts, chosen.name, { operator, ...form.values }, now);
  return seeOther(paths.operationsSwitches(changed ? "retabli" : "inchange"));
}

function chosenBy(fields: Fields) {
  const chosen = switchOf(fields.get("interrupteur") ?? "");
  if (!chosen) throw new Response(null, { status: 400 });
  return chosen;
}

export const meta = () => pageMeta({ title: "Interrupteurs", hidden: true });

export default function Switches() {
  const { frame, csrf, switches, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const asked = answer?.typed.interrupteur;
  return (
    <OperatorPage
      title="Interrupteurs"
      frame={frame}
      done={answer ? null : done}
      lead="Ce qui peut être coupé pour un temps. La consultation et la recherche des offres ne se coupent pas."
    >
      <ErrorSummary
        errors={Object.fromEntries(
          Object.entries(answer?.errors ?? {}).map(([name, error]) => [`${asked}-${name}`, error]),
        )}
        labels={{ [`${asked}-reason`]: "Raison", [`${asked}-notice`]: "Phrase" }}
      />
      {switches.map((each) => {
        const own = answer && asked === each.code ? answer : undefined;
        return <SwitchForm key={each.code} {...each} csrf={csrf} errors={own?.errors} typed={own?.typed} />;
      })}
    </OperatorPage>
  );
}
