import type { Advice } from "#app/domain/publishing/advice/advice.ts";
import { paths } from "#app/paths.ts";

type Props = {
  advice: Advice[];
  /** The id of the form's field for a field of the posting, where they differ. */
  ids?: Partial<Record<Advice["field"], string>>;
  /** The address of the form, when the list stands on another page. */
  form?: string;
};

/** The advice before publishing: what must be mended first, then what could be better, each with a link to its field. */
export function AdviceList({ advice, ids = {}, form = "" }: Props) {
  const blocking = advice.filter(({ severity }) => severity === "blocking");
  const others = advice.filter(({ severity }) => severity === "advice");
  if (advice.length === 0) return <p>Rien à signaler{"\u00a0: "}l’offre dit ce que les candidats cherchent.</p>;
  const list = (some: Advice[]) => (
    <ul>
      {some.map(({ code, field, sentence, offer }) => (
        <li key={code + sentence}>
          {sentence} {offer ? <a href={paths.offer(offer.reference)}>Voir l’offre {offer.reference}</a> : null}
          {offer ? null : (
            <a href={`${form}#${ids[field] ?? field}`}>
              Modifier<span className="fr-sr-only"> : {sentence}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {blocking.length > 0 ? (
        <div className="fr-alert fr-alert--error">
          <h3 className="fr-alert__title">À corriger avant de publier</h3>
          {list(blocking)}
        </div>
      ) : null}
      {others.length > 0 ? (
        <div className="fr-alert fr-alert--info">
          <h3 className="fr-alert__title">Conseils</h3>
          {list(others)}
        </div>
      ) : null}
    </>
  );
}
