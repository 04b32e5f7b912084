import { formatMonth, formatNumber } from "#app/domain/format.ts";
import { CONDITIONS, DURATIONS, LEVELS } from "#app/domain/nomenclature.ts";
import { countOf } from "#app/domain/search/facets.ts";
import { PARAMETERS, type Search } from "#app/domain/search/search.ts";
import { monthsFrom } from "#app/domain/time.ts";
import { Checkbox, Criterion } from "./criterion.tsx";
import type { FormChoices } from "./dimensions.ts";

type Props = { search: Search; choices: FormChoices };

/** Whether the words must be in what an offer is called, rather than somewhere in its text. */
export function TitleOnlyCriterion({ search }: Pick<Props, "search">) {
  return (
    <Checkbox
      name={PARAMETERS.titleOnly}
      value="intitule"
      label="Dans l’intitulé seulement"
      count={null}
      checked={search.titleOnly}
    />
  );
}

/** The level of study: one choice, of few. */
export function LevelCriterion({ search, choices }: Props) {
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={PARAMETERS.level}>
        Niveau de diplôme
      </label>
      <select className="fr-select" id={PARAMETERS.level} name={PARAMETERS.level} defaultValue={search.level ?? ""}>
        <option value="">Tous les niveaux</option>
        {LEVELS.map(({ code, label }) => {
          const count = countOf(choices.facets, "level", code);
          return (
            <option key={code} value={code} disabled={count === 0 && code !== search.level}>
              {label}
              {count === null ? "" : ` – ${formatNumber(count)}`}
            </option>
          );
        })}
      </select>
    </div>
  );
}

/** How many months ahead a search can ask for. */
const MONTHS = 12;

/** What some employers say and others do not: the start, the duration, telework, openness to disabled people. */
export function SaidCriteria({ search, choices, today }: Props & { today: string }) {
  const counted = (field: "durations" | "conditions", all: readonly { code: string; label: string }[]) =>
    all.map(({ code, label }) => ({ code, label, count: countOf(choices.facets, field, code) }));
  const months = monthsFrom(today, MONTHS);
  const { startsFrom } = search;
  if (startsFrom && !months.includes(startsFrom)) months.unshift(startsFrom);
  return (
    <>
      <Criterion
        name={PARAMETERS.durations}
        label="Durée"
        choices={counted("durations", DURATIONS)}
        chosen={search.durations}
      />
      <div className="fr-select-group">
        <label className="fr-label" htmlFor={PARAMETERS.startsFrom}>
          Début à partir de
        </label>
        <select
          className="fr-select"
          id={PARAMETERS.startsFrom}
          name={PARAMETERS.startsFrom}
          defaultValue={startsFrom ?? ""}
        >
          <option value="">Toutes les dates</option>
          {months.map((month) => (
            <option key={month} value={month}>
              {formatMonth(month)}
            </option>
          ))}
        </select>
      </div>
      <Criterion
        name={PARAMETERS.conditions}
        label="Conditions"
        hint="Parmi les offres qui le précisent"
        choices={counted("conditions", CONDITIONS)}
        chosen={search.conditions}
      />
    </>
  );
}
