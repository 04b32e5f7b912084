import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/domain/format.ts";
import { isOperatorSubject, OPERATOR_EVENTS, OPERATOR_SUBJECTS } from "#app/domain/operations/operator.ts";
import { frameOf, requireOperator } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { OperatorPage } from "#app/ui/page/spaces/operator-page.tsx";
import { listActors, listOperatorEvents } from "#db/accounts/operations/operator-audit.ts";
import { ListPages } from "./lists/list-pages.tsx";

const LINES = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const signedIn = await requireOperator(request, context);
  const asked = new URL(request.url).searchParams;
  const actor = asked.get("acteur") ?? "";
  const kind = asked.get("objet") ?? "";
  const id = asked.get("reference") ?? "";
  const subject = isOperatorSubject(kind) && id ? { kind, id } : undefined;
  const before = Number(asked.get("avant")) || undefined;
  const [actors, events] = await Promise.all([
    listActors(context.accounts),
    listOperatorEvents(context.accounts, { actor, subject, before }, LINES + 1),
  ]);
  const shown = events.slice(0, LINES);
  return {
    frame: frameOf(signedIn),
    actors,
    actor,
    subject,
    isFirst: before === undefined,
    events: shown,
    next: events.length > LINES ? String(shown.at(-1)?.id) : null,
  };
}

export const meta = () => pageMeta({ title: "Journal", hidden: true });

export default function Audit() {
  const { frame, actors, actor, subject, isFirst, events, next } = useLoaderData<typeof loader>();
  const filter = { acteur: actor, objet: subject?.kind ?? "", reference: subject?.id ?? "" };
  return (
    <OperatorPage
      title="Journal"
      frame={frame}
      lead="Ce que chacun a fait, et les données de personnes qu’il a regardées. Rien ne s’y efface pendant un an."
    >
      <form method="get" action={paths.operationsAudit()} className="account-form">
        <div className="fr-select-group">
          <label className="fr-label" htmlFor="acteur">
            Fait par
          </label>
          <select className="fr-select" id="acteur" name="acteur" defaultValue={actor}>
            <option value="">Tous</option>
            {actors.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
        <button className="fr-btn fr-btn--secondary" type="submit">
          Afficher
        </button>
      </form>
      {subject ? (
        <p>
          Seulement ce qui concerne {OPERATOR_SUBJECTS[subject.kind]} {subject.id}.{" "}
          <a href={paths.operationsAudit({ acteur: actor })}>Tout afficher</a>
        </p>
      ) : null}
      {events.length === 0 ? <p>{isFirst ? "Rien n’est écrit." : "Il n’y a rien avant."}</p> : null}
      <ul className="lines">
        {events.map((event) => (
          <li key={event.id} className="lines__line">
            <div>
              <strong>{OPERATOR_EVENTS[event.event]}</strong>
              {event.subjectKind && event.subject ? (
                <>
                  {"\u00a0: "}
                  <a href={paths.operationsAudit({ objet: event.subjectKind, reference: event.subject })}>
                    {OPERATOR_SUBJECTS[event.subjectKind]} {event.subject}
                  </a>
                </>
              ) : null}
              <br />
              Le {formatInstant(event.at)}, {event.actor}
              {event.reason ? (
                <>
                  <br />
                  Raison{"\u00a0"}: {event.reason}
                </>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <ListPages
        label="Pages du journal"
        first={isFirst ? null : paths.operationsAudit(filter)}
        next={next && paths.operationsAudit({ ...filter, avant: next })}
      />
    </OperatorPage>
  );
}
