import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as v from "valibot";
import { Email } from "#app/domain/account/account.ts";
import { RECRUITER_ROLES } from "#app/domain/publishing/recruiter.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { parseForm } from "#app/http/forms.ts";
import { sendMailsSoon } from "#app/http/hints.ts";
import { frameOf, requireOperator, requireOperatorForm } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { Choices } from "#app/ui/forms/choices.tsx";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import {
  findByAddress,
  inviteAsOperator,
  listRecruiters,
  RECRUITERS_SHOWN,
} from "#db/accounts/operations/recruiters.ts";
import { findAdministrations } from "#db/catalogue/offers/administrations.ts";
import { listKept } from "#db/catalogue/operations/administrations.ts";
import { InvitationForm } from "./invitation-form.tsx";
import { RecruiterLine } from "./recruiter-line.tsx";

const DONE: Record<string, string> = {
  invitation: "L’invitation part dans la minute.",
  relance: "L’invitation est envoyée à nouveau.",
  retrait: "Cette personne ne publie plus. Ses connexions sont fermées, ses brouillons restent à son administration.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const asked = new URL(request.url).searchParams;
  const administration = (asked.get("administration") ?? "").slice(0, 80);
  const address = (asked.get("q") ?? "").trim().slice(0, 254);
  const isAsked = administration !== "" || address !== "";
  if (isAsked) {
    const subject = address ? null : ({ kind: "administration", id: administration } as const);
    const reason = address ? `Adresses qui commencent par « ${address} »` : null;
    await noteOperatorEvent(
      accounts,
      { operator: signedIn.operator, event: "recruiters-viewed", subject, reason },
      now,
    );
  }
  const [found, administrations] = await Promise.all([
    address ? findByAddress(accounts, address) : administration ? listRecruiters(accounts, administration) : [],
    listKept(catalogue),
  ]);
  return {
    frame: frameOf(signedIn),
    csrf: signedIn.csrf,
    administration,
    address,
    isAsked,
    administrations,
    recruiters: found.slice(0, RECRUITERS_SHOWN),
    hasMore: found.length > RECRUITERS_SHOWN,
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

const ROLES = RECRUITER_ROLES.map(({ code }) => code);
const Invitation = v.object({
  email: Email,
  invitedTo: v.pipe(v.string(), v.nonEmpty("Choisissez une administration.")),
  role: v.picklist(ROLES, "Choisissez un rôle."),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { operator, fields } = await requireOperatorForm(request, context);
  const { accounts, primaryCatalogue: catalogue, now } = context;
  const form = parseForm(Invitation, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  const { email, invitedTo, role } = form.values;
  const administration = (await findAdministrations(catalogue, [invitedTo])).get(invitedTo);
  if (!administration) return unprocessable({ invitedTo: "Choisissez une administration." }, form.values);
  const outcome = await inviteAsOperator(accounts, { operator, reason: null }, { ...administration, email, role }, now);
  switch (outcome) {
    case "elsewhere":
      return unprocessable({ email: "Cette personne publie déjà pour une autre administration." }, form.values);
    case "already-here":
      return unprocessable({ email: "Cette personne publie déjà pour cette administration." }, form.values);
    default: {
      sendMailsSoon(context);
      const done = outcome === "again" ? "relance" : "invitation";
      return seeOther(paths.operationsRecruiters({ administration: administration.slug, fait: done }));
    }
  }
}

export const meta = () => pageMeta({ title: "Recruteurs", hidden: true });

const LABELS = { email: "Adresse mail", invitedTo: "Administration", role: "Rôle" };

export default function Recruiters() {
  const { frame, csrf, administration, address, isAsked, administrations, recruiters, hasMore, done } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OperatorPage
      title="Recruteurs"
      frame={frame}
      done={answer ? null : done}
      lead="Chaque recherche est écrite dans le journal, puisqu’elle montre des données de personnes."
    >
      <ErrorSummary errors={answer?.errors} labels={LABELS} />
      <form method="get" action={paths.operationsRecruiters()} className="operator__filter">
        <Choices
          name="administration"
          label="Administration"
          choices={administrations}
          value={administration}
          empty="Choisir"
        />
        <div className="fr-input-group">
          <label className="fr-label" htmlFor="q">
            Ou début de l’adresse mail
          </label>
          <input
            className="fr-input"
            id="q"
            name="q"
            type="search"
            defaultValue={address}
            maxLength={254}
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
        <button className="fr-btn fr-btn--secondary" type="submit">
          Afficher
        </button>
      </form>
      {isAsked && recruiters.length === 0 ? <p>Personne.</p> : null}
      {hasMore ? <p>Les {recruiters.length} premières personnes. Précisez l’adresse pour voir les autres.</p> : null}
      <ul className="lines">
        {recruiters.map((recruiter) => (
          <RecruiterLine key={recruiter.id} recruiter={recruiter} />
        ))}
      </ul>
      <InvitationForm
        administrations={administrations}
        csrf={csrf}
        errors={answer?.errors}
        typed={answer?.typed ?? { invitedTo: administration, role: "recruiter" }}
      />
    </OperatorPage>
  );
}
