import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { employerDomain } from "#app/domain/mail-domains.ts";
import { ownHeaders, sentenceOf } from "#app/http/answers.ts";
import { frameOf, requireAdministrator, requireAdministratorForm } from "#app/http/sessions/recruiter-session.ts";
import { ErrorSummary } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/spaces/recruiter-page.tsx";
import { listDomains } from "#db/accounts/publishing/recruiters/publisher-domains.ts";
import { listMembers } from "#db/accounts/publishing/recruiters/recruiters.ts";
import { changeMembers } from "./actions.ts";
import { Domains } from "./domains.tsx";
import { InvitationForm } from "./invitation-form.tsx";
import { MemberLine } from "./member-line.tsx";
import { Review } from "./review.tsx";

const DONE: Record<string, string> = {
  invitation: "L’invitation part dans la minute.",
  relance: "L’invitation est envoyée à nouveau.",
  role: "Le rôle est changé.",
  retrait:
    "Cette personne ne publie plus pour votre administration. Ses connexions sont fermées, ses brouillons restent.",
  inchange: "Rien n’a changé\u00a0: il faut au moins un administrateur, ou la page n’était plus à jour.",
  relecture: "Votre choix est enregistré.",
  domaine: "Ce domaine est autorisé.",
  "domaine-retire": "Ce domaine n’est plus autorisé. Les personnes déjà arrivées restent membres.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireAdministrator(request, context);
  const { recruiter, csrf } = signedIn;
  const [members, domains] = await Promise.all([
    listMembers(context.accounts, recruiter.administration),
    listDomains(context.accounts, recruiter.administration),
  ]);
  const administrators = members.filter(({ role }) => role === "administrator").length;
  return {
    frame: frameOf(signedIn),
    csrf,
    members: members.map((member) => ({
      ...member,
      me: member.id === recruiter.id,
      last: member.role === "administrator" && administrators === 1,
      // Somebody who is removed could come back by herself.
      mayReturn: domains.includes(employerDomain(member.email) ?? ""),
    })),
    domains,
    ownDomain: employerDomain(recruiter.email),
    review: recruiter.review,
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { recruiter, fields } = await requireAdministratorForm(request, context);
  return changeMembers(context, recruiter, fields);
}

export const meta = () => pageMeta({ title: "Membres", hidden: true });

export default function Members() {
  const { frame, csrf, members, domains, ownDomain, review, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecruiterPage
      title="Membres"
      frame={frame}
      done={answer ? null : done}
      lead={`Les personnes qui publient pour votre administration\u00a0: ${frame.administration}.`}
    >
      <ErrorSummary errors={answer?.errors} labels={{ email: "Adresse mail" }} />
      <ul className="lines">
        {members.map((member) => (
          <MemberLine key={member.id} member={member} csrf={csrf} />
        ))}
      </ul>
      <InvitationForm answer={answer} csrf={csrf} />
      <Domains domains={domains} ownDomain={ownDomain} csrf={csrf} />
      <Review review={review} csrf={csrf} />
    </RecruiterPage>
  );
}
