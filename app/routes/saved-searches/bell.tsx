import { CADENCES, type Cadence, TOO_WIDE_A_WEEK } from "#app/domain/alerts/alert.ts";
import { weeklyInWords } from "#app/domain/saved-searches/saved-search.ts";
import { paths } from "#app/paths.ts";
import type { ShownSearch } from "#app/services/saved-searches/saved-searches.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";

type Props = { search: ShownSearch; csrf: string; isChanged: boolean };

/**
 * The bell, a button that switches the alert on or off. The form names the wanted state, so that a form sent twice does
 * the same as a form sent once. The message after an action stands just before the bell and takes the focus.
 */
export function Bell({ search: { id, name, cadence, counts }, csrf, isChanged }: Props) {
  const isOn = cadence !== null;
  const said = isChanged ? ({ role: "status", tabIndex: -1, autoFocus: true } as const) : {};
  return (
    <div className="bell">
      <p className="bell__state" {...said}>
        <strong>{isOn ? "Alerte activée" : "Alerte désactivée"}</strong>
        {isOn ? ` – un mail ${cadenceInWords(cadence)}` : counts ? ` – ${weeklyInWords(counts.weekly)}` : null}
      </p>
      <form method="post" action={paths.savedSearches()}>
        <Csrf token={csrf} />
        <input type="hidden" name="recherche" value={id} />
        <input type="hidden" name="cadence" value={isOn ? "" : "immediate"} />
        <button
          className={`fr-btn fr-btn--sm fr-btn--icon-left ${isOn ? "fr-icon-notification-3-fill" : "fr-btn--secondary fr-icon-notification-3-line"}`}
          type="submit"
          name="action"
          value="alerte"
          aria-pressed={isOn}
        >
          Alerte<span className="fr-sr-only"> de {name}</span>
        </button>
      </form>
      {isOn ? (
        <form method="post" action={paths.savedSearches()} className="bell__cadence">
          <Csrf token={csrf} />
          <input type="hidden" name="recherche" value={id} />
          <label className="fr-label" htmlFor={`cadence-${id}`}>
            Recevoir un mail<span className="fr-sr-only"> pour {name}</span>
          </label>
          <select className="fr-select" id={`cadence-${id}`} name="cadence" defaultValue={cadence}>
            {CADENCES.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
          <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value="alerte">
            Changer<span className="fr-sr-only"> le rythme des mails pour {name}</span>
          </button>
        </form>
      ) : null}
      {counts && !isOn ? <Advice weekly={counts.weekly} /> : null}
    </div>
  );
}

function cadenceInWords(cadence: Cadence): string | undefined {
  return CADENCES.find(({ code }) => code === cadence)?.label;
}

/** The forecast of an alert. It never keeps the alert from being switched on. */
function Advice({ weekly }: { weekly: number }) {
  if (weekly > TOO_WIDE_A_WEEK) {
    return (
      <p className="bell__advice">
        C’est beaucoup : ajoutez un critère, un lieu par exemple, ou choisissez ensuite un mail par jour ou par semaine.
      </p>
    );
  }
  return weekly === 0 ? (
    <p className="bell__advice">
      L’alerte risque de rester muette : retirez un critère ou choisissez des mots plus généraux pour en recevoir
      davantage.
    </p>
  ) : null;
}
