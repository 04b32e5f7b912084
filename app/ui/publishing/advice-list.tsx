import type { Advice } from "#app/domain/offers/advice/advice.ts";
import { paths } from "#app/paths.ts";
import { FIELD_NAMES, type FieldIds } from "./field-names.ts";

type Props = {
  advice: Advice[];
  /** The ids of the form's fields, where they are not the names of the posting's. */
  ids?: FieldIds;
  /** The address of the form, when the list stands on another page. */
  form?: string;
};

/**
 * The advice before publishing: what must be mended first, then what could be better. Each leads to its field. It stands
 * in a section with a heading of the second level.
 */
export function AdviceList({ advice, ...where }: Props) {
  const blocking = advice.filter(({ severity }) => severity === "blocking");
  const others = advice.filter(({ severity }) => severity === "advice");
  if (advice.length === 0) return <p>Rien à signaler{"\u00a0: "}l’offre dit ce que les candidats cherchent.</p>;
  return (
    <>
      {blocking.length > 0 ? (
        <div className="fr-alert fr-alert--error">
          <h3 className="fr-alert__title">À corriger avant de publier</h3>
          <Items advice={blocking} {...where} />
        </div>
      ) : null}
      {others.length > 0 ? (
        <div className="fr-alert fr-alert--info">
          <h3 className="fr-alert__title">
            {others.length > 1
              ? `${others.length} conseils, qui n’empêchent pas de publier`
              : "Un conseil, qui n’empêche pas de publier"}
          </h3>
          <Items advice={others} {...where} />
        </div>
      ) : null}
    </>
  );
}

function Items({ advice, ids = {}, form = "" }: Props) {
  return (
    <ul>
      {advice.map(({ code, field, sentence, offer }) => (
        <li key={`${code} ${field}`}>
          {sentence}{" "}
          {offer ? (
            <a href={paths.offer(offer.reference)}>Voir l’offre {offer.reference}</a>
          ) : (
            <a href={`${form}#${ids[field] ?? field}`}>Modifier {FIELD_NAMES[field] ?? "l’offre"}</a>
          )}
        </li>
      ))}
    </ul>
  );
}
