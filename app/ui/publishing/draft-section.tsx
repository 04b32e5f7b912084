import type { ReactNode } from "react";

/** A section of the form of an offer, under its title. */
export function DraftSection({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="account-form__block draft__section">
      <legend>
        <h2>{title}</h2>
      </legend>
      {lead ? <p className="draft__lead">{lead}</p> : null}
      {children}
    </fieldset>
  );
}

/** Fields that few offers need, folded away until they hold something. */
export function MoreFields({ summary, isOpen, children }: { summary: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details className="draft__more" open={isOpen}>
      <summary className="fr-btn fr-btn--tertiary fr-btn--sm">{summary}</summary>
      <div className="draft__folded">{children}</div>
    </details>
  );
}
