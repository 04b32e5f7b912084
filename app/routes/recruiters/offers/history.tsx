import { formatInstant } from "#app/domain/format.ts";
import { PUBLISHING_EVENTS, type PublishingEvent } from "#app/domain/publishing/recruiter.ts";

type Props = { events: { id: number; event: PublishingEvent; subject: string | null; actor: string; at: string }[] };

/** Who did what to an offer, and when, the newest first. */
export function History({ events }: Props) {
  if (events.length === 0) return null;
  return (
    <>
      <h2>Historique</h2>
      <ul className="offer-history">
        {events.map(({ id, event, actor, at, subject }) => (
          <li key={id}>
            <strong>{PUBLISHING_EVENTS[event]}</strong> le {formatInstant(at)}, par {actor}
            {subject && /^[A-Z]-/.test(subject) ? ` (${subject})` : null}
          </li>
        ))}
      </ul>
    </>
  );
}
