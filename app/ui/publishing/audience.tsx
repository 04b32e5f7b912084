import type { Audience as Counted } from "#app/domain/publishing/audience.ts";
import { FIELD_NAMES, type FieldIds } from "./field-names.ts";

type Props = {
  /** As `countAudience` answers. */
  audience: Counted | "too-often" | "unknown";
  /** The ids of the form's fields, where they are not the names of the posting's. */
  ids?: FieldIds;
  /** The address of the form, when this stands on another page. */
  form?: string;
};

/** The answer to « Combien de candidats seraient prévenus ? », and which missing fields would reach others. */
export function Audience({ audience, ids = {}, form = "" }: Props) {
  if (audience === "too-often") {
    return <p>Vous l’avez demandé souvent{"\u00a0: "}pour que personne ne soit reconnu, réessayez dans une heure.</p>;
  }
  if (audience === "unknown") return <p>Le nombre de candidats ne peut pas être estimé pour l’instant.</p>;
  return (
    <>
      <p>
        À la publication, les alertes préviendraient <strong>{audience.about}</strong>.
      </p>
      {audience.more.length > 0 ? (
        <ul>
          {audience.more.map(({ field, sentence }) => (
            <li key={field}>
              {sentence} <a href={`${form}#${ids[field] ?? field}`}>Compléter {FIELD_NAMES[field]}</a>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="fr-hint-text">Le nombre est arrondi, pour que personne ne soit reconnu.</p>
    </>
  );
}
