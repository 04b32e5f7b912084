import { criteriaOf } from "#app/domain/search/criteria.ts";
import { canonicalQuery, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import { Criterion } from "#app/ui/search/criterion.tsx";
import { allChoices, DIMENSIONS, type FormChoices, fewChoices } from "#app/ui/search/dimensions.ts";
import { LevelCriterion, SaidCriteria, TitleOnlyCriterion } from "#app/ui/search/other-criteria.tsx";

type Props = { search: Search; choices: FormChoices; labels: ReadonlyMap<string, string>; today: string };

/** How many criteria of the column are chosen: the words, the place and the contract stand above the results. */
export function countColumnCriteria(search: Search): number {
  const above = new Set(["words", "types", "commune"]);
  return criteriaOf(search).filter(({ field }) => !above.has(field)).length;
}

/**
 * The criteria beside the results, of which each shows its most frequent choices. On a phone they are a panel that the
 * link « Filtrer » opens by its fragment, without JavaScript too.
 */
export function CriteriaColumn({ search, choices, labels, today }: Props) {
  return (
    <section className="criteria-column" id="criteres" tabIndex={-1} aria-labelledby="titre-criteres">
      <div className="criteria-column__head">
        <h2 id="titre-criteres">Critères</h2>
        <a className="fr-link criteria-column__close" href="#resultats">
          Fermer
        </a>
      </div>
      {search.words ? <TitleOnlyCriterion search={search} /> : null}
      <LevelCriterion search={search} choices={choices} />
      {DIMENSIONS.map((dimension) => {
        const all = allChoices(dimension, search, choices, labels);
        const few = fewChoices(dimension, search, all);
        const { name, label, hint, field } = dimension;
        return (
          <Criterion key={name} name={name} label={label} hint={hint} choices={few} chosen={search[field]}>
            {all.length > few.length ? (
              <a className="fr-link fr-link--sm" href={paths.criteria(name, canonicalQuery(search))} data-all-choices>
                Tout voir ({all.length})<span className="fr-sr-only"> : {label}</span>
              </a>
            ) : null}
          </Criterion>
        );
      })}
      <SaidCriteria search={search} choices={choices} today={today} />
      <p className="criteria-column__submit">
        <button className="fr-btn" type="submit">
          Rechercher
        </button>
      </p>
    </section>
  );
}
