import type { Audience as Counted } from "#app/domain/publishing/audience.ts";

type Props = {
  audience: Counted | "too-often" | "unknown";
  ids?: Partial<Record<Counted["more"][number]["field"], string>>;
  /** The address of the form, when this stands on another page. */
  form?: string;
};

/** « Combien de candidats seraient prévenus ? », and which missing field would bring others. */
export function Audience({ audience, ids = {}, form = "" }: Props) {
  if (audience === "too-often") return <p>Vous l’avez beaucoup demandé. Réessayez dans une heure.</p>;
  if (audience === "unknown") return <p>Le nombre de candidats ne peut pas être estimé pour l’instant.</p>;
  return (
    <>
      <p>
        À sa publication, une alerte préviendrait <strong>{audience.about}</strong>.
      </p>
      {audience.more.length > 0 ? (
        <ul>
          {audience.more.map(({ field, sentence }) => (
            <li key={field}>
              {sentence} <a href={`${form}#${ids[field] ?? field}`}>Compléter</a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
