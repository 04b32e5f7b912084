import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { formatInstant } from "#app/domain/format.ts";
import { ActReason } from "#app/domain/operations/reasons.ts";
import { PUBLISHING_EVENTS, RECRUITER_ROLES } from "#app/domain/publishing/recruiter.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { parseForm } from "#app/http/forms.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { Fact } from "#app/ui/fact.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import {
  findRecruiter,
  listRecruiterEvents,
  promoteAsOperator,
  removeAsOperator,
} from "#db/accounts/operations/recruiters.ts";
import { RecruiterForms } from "./recruiter-forms.tsx";

const DONE: Record<string, string> = { administratrice: "Cette personne administre maintenant son administration." };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const { accounts, now } = context;
  const id = numberOf(params.id);
  const subject = { kind: "recruiter", id } as const;
  await noteOperatorEvent(accounts, { operator: signedIn.operator, event: "recruiter-viewed", subject }, now);
  const recruiter = await findRecruiter(accounts, id);
  if (!recruiter) throw new Response(null, { status: 404 });
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    recruiter,
    events: await listRecruiterEvents(accounts, recruiter),
    done: sentenceOf(request, "fait", DONE),
  };
}

/** @throws a 404 for an address that names nobody */
function numberOf(id: string | undefined): number {
  if (!id || !/^\d{1,15}$/.test(id)) throw new Response(null, { status: 404 });
  return Number(id);
}

export const headers = ownHeaders;

const PromotingFields = v.object({ promotingReason: ActReason });
const RemovingFields = v.object({ reason: ActReason });

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  const { accounts, now } = context;
  const recruiter = await findRecruiter(accounts, numberOf(params.id));
  if (!recruiter) throw new Response(null, { status: 404 });
  switch (fields.get("action")) {
    case "nommer": {
      const form = parseForm(PromotingFields, fields);
      if (!form.ok) return unprocessable(form.errors, form.typed);
      await promoteAsOperator(accounts, { operator, reason: form.values.promotingReason }, recruiter, now);
      return seeOther(paths.operationsRecruiter(recruiter.id, "administratrice"));
    }
    case "retirer": {
      const form = parseForm(RemovingFields, fields);
      if (!form.ok) return unprocessable(form.errors, form.typed);
      await removeAsOperator(accounts, { operator, reason: form.values.reason }, recruiter, now);
      return seeOther(paths.operationsRecruiters({ fait: "retrait" }));
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageMeta({ title: data ? (data.recruiter.name ?? data.recruiter.email) : "Un recruteur", hidden: true });

export default function Recruiter() {
  const { frame, csrf, recruiter, events, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { email, name, role, administration, administrationLabel, createdAt, lastLoginAt } = recruiter;
  return (
    <OperatorPage
      title={name ?? email}
      frame={frame}
      done={answer ? null : done}
      parents={[{ path: paths.operationsRecruiters(), label: "Recruteurs" }]}
    >
      <ErrorSummary errors={answer?.errors} labels={{ reason: "Raison", promotingReason: "Raison" }} />
      <dl className="facts">
        <Fact name="Adresse mail">{email}</Fact>
        <Fact name="Administration">
          <a href={paths.operationsAdministration(administration)}>{administrationLabel}</a>
        </Fact>
        <Fact name="Rôle">{RECRUITER_ROLES.find(({ code }) => code === role)?.label}</Fact>
        <Fact name="Invitation">{formatInstant(createdAt)}</Fact>
        <Fact name="Dernière connexion">{lastLoginAt ? formatInstant(lastLoginAt) : "Jamais"}</Fact>
      </dl>
      <RecruiterForms recruiter={recruiter} csrf={csrf} errors={answer?.errors} typed={answer?.typed} />
      <h2>Activité récente</h2>
      {events.length === 0 ? <p>Rien.</p> : null}
      <ul className="offer-history">
        {events.map(({ id, event, subject, at }) => (
          <li key={id}>
            <strong>{PUBLISHING_EVENTS[event]}</strong> le {formatInstant(at)}
            {subject && subject !== email ? ` (${subject})` : null}
          </li>
        ))}
      </ul>
    </OperatorPage>
  );
}
