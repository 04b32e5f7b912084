import { formatRows } from "#app/domain/operations/bounded-count.ts";
import type { Figures } from "#db/accounts/operations/figures.ts";
import type { Check } from "./checks.ts";

type Props = { checks: Check[]; figures: Pick<Figures, "waiting"> };

/** What is to be looked at, and what is well, in words and not by a colour alone. */
export function CheckLines({ checks, figures: { waiting } }: Props) {
  const wrong = checks.filter(({ well }) => !well);
  return (
    <>
      {wrong.length > 0 ? (
        <section aria-labelledby="a-regarder">
          <h2 id="a-regarder">À regarder</h2>
          <ul className="lines">
            {wrong.map((check) => (
              <li key={check.label} className="lines__line operator__wrong">
                <Line {...check} />
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <p>
          <strong>Tout va bien.</strong>
        </p>
      )}
      <details className="operator__well">
        <summary>Ce qui va bien</summary>
        <ul>
          {checks.flatMap((check) =>
            check.well
              ? [
                  <li key={check.label}>
                    <Line {...check} />
                  </li>,
                ]
              : [],
          )}
          <li>
            Trouvailles des alertes à envoyer{"\u00a0"}: {formatRows(waiting)}
          </li>
        </ul>
      </details>
    </>
  );
}

function Line({ label, said, path }: Check) {
  return (
    <span>
      {path ? <a href={path}>{label}</a> : <strong>{label}</strong>}
      {"\u00a0: "}
      {said}
    </span>
  );
}
