import type { Advice } from "#app/domain/offers/advice/advice.ts";
import type { Audience as Counted } from "#app/domain/publishing/audience.ts";
import { DRAFT_LABELS, FIELD_IDS } from "#app/domain/publishing/draft-form.ts";
import { paths } from "#app/paths.ts";
import { AdviceList } from "#app/ui/publishing/advice-list.tsx";
import { Audience } from "#app/ui/publishing/audience.tsx";

type Props = {
  draft: { id: string };
  errors: Record<string, string>;
  doubts: Record<string, string>;
  advice: Advice[];
  audience: Counted | "too-often" | "unknown" | null;
};

/** What is to be known before publishing: what is impossible, what could be better, who would be told. */
export function Verdict({ draft, errors, doubts, advice, audience }: Props) {
  const form = `${paths.draft(draft.id)}?verifier=oui`;
  return (
    <>
      <FieldList title="À corriger avant de publier" kind="error" sentences={errors} form={form} />
      <FieldList title="À vérifier" kind="warning" sentences={doubts} form={form} />
      {advice.length > 0 || Object.keys(errors).length === 0 ? (
        <>
          <h2>Ce que l’offre dit</h2>
          <AdviceList advice={advice} ids={FIELD_IDS} form={form} />
        </>
      ) : null}
      {audience ? (
        <>
          <h2>Combien de candidats seraient prévenus ?</h2>
          <Audience audience={audience} ids={FIELD_IDS} form={form} />
        </>
      ) : null}
    </>
  );
}

type ListProps = { title: string; kind: "error" | "warning"; sentences: Record<string, string>; form: string };

function FieldList({ title, kind, sentences, form }: ListProps) {
  const said = Object.entries(sentences);
  if (said.length === 0) return null;
  return (
    <div className={`fr-alert fr-alert--${kind} draft__verdict`}>
      <h2 className="fr-alert__title">{title}</h2>
      <ul>
        {said.map(([field, sentence]) => (
          <li key={field}>
            <a href={`${form}#${field}`}>{DRAFT_LABELS[field] ?? field}</a>
            {"\u00a0: "}
            {sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}
