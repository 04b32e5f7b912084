import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/domain/format.ts";
import { PUBLISHING_EVENTS } from "#app/domain/publishing/recruiter.ts";
import { frameOf, requireRecruiter } from "#app/http/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { RecruiterPage } from "#app/ui/page/recruiter-page.tsx";
import { listPublishingEvents } from "#db/accounts/publishing/publishing-events.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireRecruiter(request, context);
  const events = await listPublishingEvents(context.accounts, signedIn.recruiter.administration);
  return { frame: frameOf(signedIn), events };
}

export const meta = () => pageMeta({ title: "Activité", hidden: true });

export default function Activity() {
  const { frame, events } = useLoaderData<typeof loader>();
  return (
    <RecruiterPage
      title="Activité"
      frame={frame}
      lead="Ce que chacun a fait pour votre administration, gardé deux ans. Les 200 derniers faits sont montrés."
    >
      {events.length === 0 ? <p>Rien encore.</p> : null}
      <ul className="lines">
        {events.map(({ id, event, subject, actor, at }) => (
          <li key={id} className="lines__line">
            <div>
              <strong>{PUBLISHING_EVENTS[event]}</strong>
              {subject ? (
                <>
                  {"\u00a0: "}
                  <Subject event={event} subject={subject} />
                </>
              ) : null}
              <br />
              Le {formatInstant(at)}, {actor}
            </div>
          </li>
        ))}
      </ul>
    </RecruiterPage>
  );
}

/** What an event is about: an offer is linked to its page, and a draft is not named, since its id says nothing. */
function Subject({ event, subject }: { event: string; subject: string }) {
  if (!/^(offer|draft)-/.test(event)) return subject;
  // The id of a draft is 22 characters of base64url; the reference of an offer has capitals only.
  if (/^[\w-]{22}$/.test(subject) && /[a-z]/.test(subject)) return <a href={paths.draft(subject)}>le brouillon</a>;
  return <a href={paths.recruiterOffer(subject)}>{subject}</a>;
}
