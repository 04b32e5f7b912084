import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/domain/format.ts";
import { PUBLISHING_EVENTS, RecruiterName } from "#app/domain/publishing/recruiter.ts";
import { ownHeaders, seeOther, sentenceOf, unprocessable } from "#app/http/answers.ts";
import { parseForm } from "#app/http/forms.ts";
import { frameOf, requireRecruiter, requireRecruiterForm } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary, Field } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/spaces/recruiter-page.tsx";
import { listPublishingEvents } from "#db/accounts/publishing/publishing-events.ts";
import { renameRecruiter } from "#db/accounts/publishing/recruiters/recruiters.ts";

const DONE: Record<string, string> = { nom: "Votre nom est enregistré." };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireRecruiter(request, context);
  const events = await listPublishingEvents(context.accounts, signedIn.recruiter.administration);
  const { recruiter, csrf } = signedIn;
  return {
    frame: frameOf(signedIn),
    csrf,
    name: recruiter.name ?? "",
    events,
    done: sentenceOf(request, "fait", DONE),
  };
}

export const headers = ownHeaders;

/** Her name is changed here, where she sees how it looks. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { recruiter, fields } = await requireRecruiterForm(request, context);
  const form = parseForm(RecruiterName, fields);
  if (!form.ok) return unprocessable(form.errors, form.typed);
  await renameRecruiter(context.accounts, recruiter.id, form.values.name);
  return seeOther(`${paths.recruiterActivity()}?fait=nom`);
}

export const meta = () => pageMeta({ title: "Activité", hidden: true });

export default function Activity() {
  const { frame, csrf, name, events, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <RecruiterPage
      title="Activité"
      frame={frame}
      done={answer ? null : done}
      lead="Ce que chacun a fait pour votre administration, gardé deux ans. Les 200 derniers faits sont montrés."
    >
      <ErrorSummary errors={answer?.errors} labels={{ name: "Votre nom" }} />
      <ul className="lines">
        {events.map(({ id, event, subject, title, actor, at }) => (
          <li key={id} className="lines__line">
            <div>
              <strong>{PUBLISHING_EVENTS[event]}</strong>
              {subject ? (
                <>
                  {"\u00a0: "}
                  <Subject event={event} subject={subject} title={title} />
                </>
              ) : null}
              <br />
              Le {formatInstant(at)}, {actor}
            </div>
          </li>
        ))}
      </ul>
      <h2>Votre nom</h2>
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <Field
          errors={answer?.errors}
          typed={answer?.typed ?? { name }}
          name="name"
          label="Votre nom"
          hint="Vos collègues le voient ici, à côté de votre adresse, et dans les invitations que vous envoyez"
          maxLength={60}
          autoComplete="name"
        />
        <button className="fr-btn fr-btn--secondary" type="submit">
          Enregistrer mon nom
        </button>
      </form>
    </RecruiterPage>
  );
}

/** What an event is about: an offer is linked to its page, and a draft bears its title, since its id says nothing. */
function Subject({ event, subject, title }: { event: string; subject: string; title: string | null }) {
  // A draft that was deleted is named by its title.
  if (!/^(offer|draft)-/.test(event) || event === "draft-deleted") return subject;
  // The id of a draft is 22 characters of base64url; the reference of an offer has capitals only.
  if (/^[\w-]{22}$/.test(subject) && /[a-z]/.test(subject)) {
    if (title === null) return "un brouillon supprimé depuis";
    return <a href={paths.draft(subject)}>{`le brouillon «\u00a0${title}\u00a0»`}</a>;
  }
  return <a href={paths.recruiterOffer(subject)}>{subject}</a>;
}
