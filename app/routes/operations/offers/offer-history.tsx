import { formatInstant } from "#app/domain/format.ts";
import { OPERATOR_EVENTS, type OperatorEvent } from "#app/domain/operations/operator.ts";
import { PUBLISHING_EVENTS, type PublishingEvent } from "#app/domain/publishing/recruiter.ts";
import type { SourceImport } from "#db/catalogue/operations/offer-history.ts";

type Props = {
  imports: SourceImport[];
  refusals: string[];
  operators: { id: number; event: OperatorEvent; actor: string; reason: string | null; at: string }[];
  recruiters: { id: number; event: PublishingEvent; at: string }[];
};

/** What is known of what was done to an offer: by operators, by its administration, by imports. */
export function OfferHistory({ imports, refusals, operators, recruiters }: Props) {
  return (
    <>
      <h2>Ce qu’ont fait les opérateurs</h2>
      {operators.length === 0 ? <p>Rien.</p> : null}
      <ul className="offer-history">
        {operators.map(({ id, event, actor, reason, at }) => (
          <li key={id}>
            <strong>{OPERATOR_EVENTS[event]}</strong> le {formatInstant(at)}, par {actor}
            {reason ? `. ${reason}` : null}
          </li>
        ))}
      </ul>
      <h2>Ce qu’a fait son administration</h2>
      {recruiters.length === 0 ? <p>Rien dans ce site.</p> : null}
      <ul className="offer-history">
        {recruiters.map(({ id, event, at }) => (
          <li key={id}>
            <strong>{PUBLISHING_EVENTS[event]}</strong> le {formatInstant(at)}
          </li>
        ))}
      </ul>
      <h2>Derniers imports de sa source</h2>
      {imports.length === 0 ? <p>Aucun depuis six mois.</p> : null}
      <ul className="offer-history">
        {imports.map(({ id, finishedAt, doubts }) => (
          <li key={id}>
            <strong>Import {id}</strong> du {formatInstant(finishedAt)}
            {doubts.length > 0 ? `\u00a0: ${doubts.join(" ")}` : null}
          </li>
        ))}
      </ul>
      {refusals.length > 0 ? (
        <>
          <h2>En quarantaine</h2>
          <ul className="offer-history">
            {refusals.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
