import type { ReactNode } from "react";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { TextArea } from "#app/ui/forms/field.tsx";

type Props = {
  draft: { version: number; state: string; author: string | null };
  csrf: string;
  step: "release" | "submit" | "review" | "waiting";
  isScheduled: boolean;
  isUpdate: boolean;
  errors: Record<string, string> | undefined;
  typed: Record<string, string> | undefined;
  children: ReactNode;
};

/** The last button. An administrator who reads an offer again may also give it back, with an answer. */
export function ReleaseForm({ draft, csrf, step, isScheduled, isUpdate, errors, typed, children }: Props) {
  if (step === "waiting")
    return <p>L’offre attend qu’un administrateur la relise. Il la publiera, ou vous répondra par mail.</p>;
  const label =
    step === "submit" ? "Envoyer à la relecture" : isScheduled ? "Programmer" : isUpdate ? "Mettre à jour" : "Publier";
  return (
    <>
      <h2>{label}</h2>
      <p>{step === "submit" ? "Votre administration relit ses offres avant de les publier." : children}</p>
      <form method="post" className="account-form">
        <Csrf token={csrf} />
        <input type="hidden" name="version" value={draft.version} />
        <button className="fr-btn" type="submit" name="action" value="publier">
          {label}
        </button>
      </form>
      {step === "review" || typed?.answer ? (
        <>
          <h2>Ou la rendre à son auteur</h2>
          <form method="post" className="account-form">
            <Csrf token={csrf} />
            <input type="hidden" name="version" value={draft.version} />
            <TextArea
              name="answer"
              label="Réponse"
              hint={
                draft.author
                  ? `${draft.author} la recevra par mail.`
                  : "Son auteur n’est plus membre : elle restera avec le brouillon."
              }
              rows={4}
              maxLength={2000}
              errors={errors}
              typed={typed}
              required
            />
            <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="rendre">
              Rendre avec cette réponse
            </button>
          </form>
        </>
      ) : null}
    </>
  );
}
