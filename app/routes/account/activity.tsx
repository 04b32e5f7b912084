import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { AUDIT_EVENTS } from "#app/domain/account/audit.ts";
import { formatInstant } from "#app/domain/format.ts";
import { requireCandidate } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage } from "#app/ui/page/spaces/account-page.tsx";
import { listEvents } from "#db/accounts/audit.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate } = await requireCandidate(request, context);
  return { events: await listEvents(context.accounts, candidate.id) };
}

export const meta = () => pageMeta({ title: "Activité récente", hidden: true });

export default function Activity() {
  const { events } = useLoaderData<typeof loader>();
  return (
    <AccountPage title="Activité récente" lead="Ce qui s’est passé sur votre compte, gardé un an.">
      <p>
        Vous ne reconnaissez pas quelque chose ? <a href={paths.password()}>Changez votre mot de passe</a> : toutes les
        connexions seront fermées.
      </p>
      <ul className="lines">
        {events.map(({ id, event, device, at }) => (
          <li key={id} className="lines__line">
            <div>
              <strong>{AUDIT_EVENTS[event]}</strong>
              <br />
              Le {formatInstant(at)}
              {device ? `, ${device}` : ""}
            </div>
          </li>
        ))}
      </ul>
    </AccountPage>
  );
}
