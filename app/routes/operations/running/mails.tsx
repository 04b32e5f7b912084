import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { Email } from "#app/domain/account/account.ts";
import { MAIL_STATES } from "#app/domain/mails/mail-words.ts";
import { formatRows } from "#app/domain/operations/bounded-count.ts";
import { ownHeaders, unprocessable } from "#app/http/answers.ts";
import { parseForm } from "#app/http/forms.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { countMails, findMailsOf, listMails, type MailPosition } from "#db/accounts/operations/mails.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { ListPages } from "../lists/list-pages.tsx";
import { AddressForm } from "./address-form.tsx";
import { MailLines } from "./mail-lines.tsx";

const LINES = 50;
/** Mails of one address that are shown. Mails are kept for seven days: few have more. */
const OF_ADDRESS = 50;

/** At 500,000 mails it reads 7,007 rows at most for the counts, and 102 for the list. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const asked = new URL(request.url).searchParams;
  const chosen = MAIL_STATES.find(({ code }) => code === asked.get("etat")) ?? MAIL_STATES[0];
  const after = positionOf(asked.get("apres") ?? "");
  const [counts, mails] = await Promise.all([
    countMails(context.accounts),
    listMails(context.accounts, chosen.state, after, LINES + 1),
  ]);
  const shown = mails.slice(0, LINES);
  const last = mails.length > LINES ? shown.at(-1) : undefined;
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    now: context.now.toISOString(),
    chosen,
    isFirst: after === null,
    states: MAIL_STATES.map(({ state, code, plural }) => ({ code, plural, count: counts[state] })),
    mails: shown,
    next: last ? `${last.dueAt}_${last.row}` : null,
  };
}

export const headers = ownHeaders;

/** Finds the mails of an address. The address is in the form and nowhere else: what is written down is whose it is. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  const form = parseForm(v.object({ email: Email }), fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const { email } = form.values;
  const { candidateId, mails } = await findMailsOf(context.accounts, email, OF_ADDRESS);
  const subject = candidateId === null ? null : ({ kind: "candidate", id: candidateId } as const);
  await noteOperatorEvent(context.accounts, { operator, event: "mails-of-address-viewed", subject }, context.now);
  return data({ errors: {}, typed: { email }, more: { mails } });
}

function positionOf(asked: string): MailPosition | null {
  const [, dueAt = "", row = ""] = /^(\d{4}-[\d:.TZ-]+)_(\d+)$/.exec(asked) ?? [];
  return dueAt ? { dueAt, row: Number(row) } : null;
}

export const meta = () => pageMeta({ title: "Mails", hidden: true });

export default function Mails() {
  const { frame, csrf, now, chosen, isFirst, states, mails, next } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const found = answer?.more?.mails;
  return (
    <OperatorPage
      title="Mails"
      frame={frame}
      lead="Ce qui part, ce qui attend, ce qui a échoué. Les mails sont gardés sept jours."
    >
      <ErrorSummary errors={answer?.errors} labels={{ email: "Adresse mail" }} />
      <AddressForm csrf={csrf} action={paths.operationsMails()} errors={answer?.errors} typed={answer?.typed} />
      {found ? (
        <section aria-labelledby="trouves">
          <h2 id="trouves">Mails de cette adresse</h2>
          {found.length > 0 ? (
            <MailLines mails={found} now={now} />
          ) : (
            <p>Aucun mail de ces sept jours pour cette adresse.</p>
          )}
          <p>
            <a href={paths.operationsMails()}>Voir tous les mails</a>
          </p>
        </section>
      ) : (
        <>
          <nav aria-label="Mails par état">
            <ul className="account__actions">
              {states.map(({ code, plural, count }) => (
                <li key={code}>
                  <a
                    href={paths.operationsMails({ etat: code })}
                    aria-current={code === chosen.code ? "page" : undefined}
                  >
                    {plural} ({formatRows(count)})
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <h2>{chosen.plural}</h2>
          {mails.length > 0 ? (
            <MailLines mails={mails} now={now} />
          ) : (
            <p>{isFirst ? "Aucun mail dans cet état." : "Il n’y en a pas d’autre."}</p>
          )}
          <ListPages
            label="Pages de mails"
            first={isFirst ? null : paths.operationsMails({ etat: chosen.code })}
            next={next && paths.operationsMails({ etat: chosen.code, apres: next })}
          />
        </>
      )}
    </OperatorPage>
  );
}
