import { useId } from "react";
import { formatNumber } from "#app/domain/format.ts";
import { type Choice, DEPARTMENTS, DOMAINS, LEVELS, labelOf, OFFER_TYPES, REGIONS } from "#app/domain/nomenclature.ts";
import { criteriaOf } from "#app/domain/search/criteria.ts";
import { countOf, type FacetField, type Facets } from "#app/domain/search/facets.ts";
import { MAX_WORDS_LENGTH, PARAMETERS, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Checkbox, type CountedChoice, Criterion } from "./criterion.tsx";

/** The choices that depend on the open offers, and how many offers each choice would give. */
export type FormChoices = { administrations: Choice[]; countries: Choice[]; facets: Facets };

type Props = {
  search: Search;
  choices: FormChoices;
  /** The labels, by slug, of the chosen administrations. Some of them may have no open offer any more. */
  labels?: ReadonlyMap<string, string>;
  /** Set when the form saves the criteria instead of searching: the page to which « Annuler » leads. */
  saving?: { csrf: string; cancel: string };
};

/** The eight criteria, the last six folded so that results come soon. A plain form: every state of it is an address. */
export function SearchForm({ search, choices, labels = new Map(), saving }: Props) {
  const id = useId();
  const more = criteriaOf(search).filter(({ field }) => field !== "words" && field !== "types").length;
  return (
    <search>
      <form
        className="search-form"
        {...(saving ? { method: "post" } : { action: paths.offers(), "data-clean-address": true })}
      >
        {saving ? <Csrf token={saving.csrf} /> : null}
        <div className="search-form__first">
          <div className="fr-input-group search-form__words">
            <label className="fr-label" htmlFor={`${id}words`}>
              Mots-clés
              <span className="fr-hint-text">Métier, compétence, ville, référence…</span>
            </label>
            <input
              className="fr-input"
              id={`${id}words`}
              type="search"
              name={PARAMETERS.words}
              defaultValue={search.words}
              maxLength={MAX_WORDS_LENGTH}
              enterKeyHint="search"
              data-suggestions={paths.suggestions()}
            />
          </div>
          <fieldset className="search-form__types">
            <legend className="fr-label">Type d’offre</legend>
            {OFFER_TYPES.map(({ code, label }) => (
              <Checkbox
                key={code}
                id={`${id}${code}`}
                name={PARAMETERS.types}
                value={code}
                label={label}
                count={countOf(choices.facets, "types", code)}
                checked={search.types.includes(code)}
              />
            ))}
          </fieldset>
        </div>
        <details className="search-form__more" open={saving !== undefined}>
          <summary className="search-form__unfold">
            Plus de critères{more > 0 ? ` (${more} choisi${more > 1 ? "s" : ""})` : ""}
          </summary>
          <MoreCriteria search={search} choices={choices} labels={labels} />
        </details>
        <div className="search-form__actions">
          {saving ? <SavingActions cancel={saving.cancel} /> : <SearchingActions />}
        </div>
      </form>
    </search>
  );
}

function SearchingActions() {
  return (
    <>
      <button className="fr-btn" type="submit">
        Rechercher
      </button>
      <a className="fr-link fr-link--sm" href={paths.offers()}>
        Rechercher toutes les offres
      </a>
      <a className="fr-link fr-link--sm" href={paths.home()}>
        Réinitialiser
      </a>
    </>
  );
}

function SavingActions({ cancel }: { cancel: string }) {
  return (
    <>
      <button className="fr-btn" type="submit">
        Enregistrer les critères
      </button>
      <a className="fr-link fr-link--sm" href={cancel}>
        Ne rien changer
      </a>
    </>
  );
}

function MoreCriteria({ search, choices, labels }: Required<Omit<Props, "saving">>) {
  const id = useId();
  const counted = (field: FacetField, choices_: readonly Choice[]): CountedChoice[] =>
    choices_.map((choice) => ({ ...choice, count: countOf(choices.facets, field, choice.code) }));
  return (
    <div className="search-form__criteria">
      <div className="fr-select-group">
        <label className="fr-label" htmlFor={id}>
          Niveau de diplôme
        </label>
        <select className="fr-select" id={id} name={PARAMETERS.level} defaultValue={search.level ?? ""}>
          <option value="">Tous les niveaux</option>
          {counted("level", LEVELS).map(({ code, label, count }) => (
            <option key={code} value={code} disabled={count === 0 && code !== search.level}>
              {label}
              {count === null ? "" : ` – ${formatNumber(count)}`}
            </option>
          ))}
        </select>
      </div>
      <Criterion
        name={PARAMETERS.domains}
        label="Domaine d’activité"
        choices={counted("domains", DOMAINS)}
        chosen={search.domains}
      />
      <Criterion
        name={PARAMETERS.administrations}
        label="Administration"
        choices={counted(
          "administrations",
          withChosen(choices.administrations, search.administrations, (slug) => labels.get(slug)),
        )}
        chosen={search.administrations}
      />
      <Criterion
        name={PARAMETERS.regions}
        label="Région"
        choices={counted("regions", REGIONS)}
        chosen={search.regions}
      />
      <Criterion
        name={PARAMETERS.departments}
        label="Département"
        choices={counted("departments", NUMBERED)}
        chosen={search.departments}
      />
      <Criterion
        name={PARAMETERS.countries}
        label="Pays"
        hint="À ne renseigner que pour les postes à l’étranger"
        choices={counted(
          "countries",
          withChosen(choices.countries, search.countries, (code) => labelOf("country", code)),
        )}
        chosen={search.countries}
      />
    </div>
  );
}

const NUMBERED = DEPARTMENTS.map(({ code, label }) => ({ code, label: `${code} – ${label}` }));

/** A chosen value that no open offer has any more stays visible, so that it can be taken away. */
function withChosen(choices: Choice[], chosen: string[], label: (code: string) => string | null | undefined): Choice[] {
  const missing = chosen.filter((code) => !choices.some((choice) => choice.code === code));
  return [...choices, ...missing.map((code) => ({ code, label: label(code) ?? code }))];
}
