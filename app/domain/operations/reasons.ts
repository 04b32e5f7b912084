import * as v from "valibot";
import { line } from "#app/domain/account/account.ts";

/** Why operators hide an offer. The people of its administration read it. */
export const HIDING_REASONS = [
  { code: "illicite", label: "Contenu illicite" },
  { code: "discriminatoire", label: "Contenu discriminatoire" },
  { code: "erreur", label: "Erreur dans l’offre" },
  { code: "demande", label: "Demande de l’employeur" },
  { code: "autre", label: "Autre raison" },
] as const;

const CODES = HIDING_REASONS.map(({ code }) => code);
const WORDS = 300;

/** Why an operator does something, as the audit keeps it. */
export const ActReason = line("Dites pourquoi.", WORDS);

/** The form that hides an offer. « Autre raison » needs words. */
export const HidingForm = v.object({
  because: v.picklist(CODES, "Choisissez une raison."),
  details: v.pipe(
    v.optional(v.string(), ""),
    v.transform((typed) => typed.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()),
    v.maxLength(WORDS, `${WORDS} caractères au plus.`),
  ),
});

/** The reason in words: « Contenu illicite. Numéro surtaxé. » */
export function hidingReason({ because, details }: v.InferOutput<typeof HidingForm>): string {
  const label = HIDING_REASONS.find(({ code }) => code === because)?.label ?? "";
  return [label, details.replace(/\.$/, "")].filter(Boolean).join(". ").concat(".");
}
