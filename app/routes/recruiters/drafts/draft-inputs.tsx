import { DRAFT_LABELS, readDay, type TypedDraft } from "#app/domain/publishing/draft-form.ts";
import { toDay } from "#app/domain/time.ts";
import { Field, TextArea } from "#app/ui/forms/field.tsx";

/** What was typed of a draft, what is wrong with it, and what is doubted. */
export type FilledDraft = {
  typed: TypedDraft;
  errors: Record<string, string>;
  doubts: Record<string, string>;
};

export const YES_NO = [
  { code: "oui", label: "Oui" },
  { code: "non", label: "Non" },
  { code: "", label: "Non précisé" },
];

export const label = (name: string) => DRAFT_LABELS[name] ?? name;

const MARKDOWN =
  "Une ligne vide sépare deux paragraphes, « - » commence un point de liste, **deux étoiles** mettent en gras.";

/** A text of several paragraphs, which is told how it may be laid out. */
export function LongText({ name, rows, hint, ...form }: FilledDraft & { name: string; rows: number; hint?: string }) {
  return (
    <TextArea
      {...form}
      name={name}
      label={label(name)}
      hint={
        <>
          {hint} {MARKDOWN}
        </>
      }
      rows={rows}
      data-paste="texte"
    />
  );
}

/** A day. Words that are no day are shown as they were typed, in a field that takes them. */
export function Day({ name, hint, typed, errors }: FilledDraft & { name: string; hint: string }) {
  const day = readDay(typed[name]);
  const known = day === null || toDay(day) !== null;
  return (
    <Field
      name={name}
      label={label(name)}
      hint={hint}
      errors={errors}
      typed={day === null ? {} : { [name]: day }}
      type={known ? "date" : "text"}
    />
  );
}

/** The doubt about a field, if there is one. */
export function doubtOf({ doubts }: FilledDraft, name: string) {
  return doubts[name] ? <span className="draft__doubt">{doubts[name]}</span> : undefined;
}
