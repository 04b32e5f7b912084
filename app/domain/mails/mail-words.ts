import type { MailKind } from "./mail.ts";

/** How a mail stands. Those that end well stand last: operators look at the others. */
export const MAIL_STATES = [
  { state: "failed", code: "echec", label: "Échec", plural: "Échecs" },
  { state: "unknown", code: "incertain", label: "Incertain", plural: "Incertains" },
  { state: "requested", code: "demande", label: "À écrire", plural: "À écrire" },
  { state: "pending", code: "attente", label: "En attente", plural: "En attente" },
  { state: "sending", code: "envoi", label: "En cours d’envoi", plural: "En cours d’envoi" },
  { state: "sent", code: "envoye", label: "Envoyé", plural: "Envoyés" },
  { state: "cancelled", code: "annule", label: "Annulé", plural: "Annulés" },
] as const;

export type MailState = (typeof MAIL_STATES)[number]["state"];

/** What each mail is for, in French. */
export const MAIL_KINDS: Record<MailKind, string> = {
  activation: "Activation d’un compte",
  reset: "Nouveau mot de passe",
  "password-changed": "Mot de passe changé",
  "email-change": "Confirmation d’une adresse",
  "email-changed": "Adresse changée",
  goodbye: "Compte supprimé",
  "retention-warning": "Suppression annoncée",
  "retention-goodbye": "Compte inactif supprimé",
  "kept-offer": "Nouvelles d’offres gardées",
  alert: "Alerte",
  "recruiter-invitation": "Invitation d’un recruteur",
  "recruiter-log-in": "Connexion d’un recruteur",
  "offer-to-review": "Offre à relire",
  "offer-returned": "Offre rendue",
  "offer-reminder": "Rappel sur une offre",
  "operator-invitation": "Invitation d’un opérateur",
  "operator-log-in": "Connexion d’un opérateur",
  "source-failing": "Source en échec",
  "source-silent": "Source silencieuse",
};

const REASONS: [RegExp, string][] = [
  [/^not written/, "il n’a pas pu être écrit"],
  [/its key came before/, "le prestataire dit l’avoir déjà eu"],
  [/no longer wanted$/, "il n’est plus voulu"],
  [/refused: (\d{3})/, "le prestataire le refuse (code $1)"],
  [/not taken: (\d{3})/, "le prestataire ne le prend pas pour le moment (code $1)"],
  [/cut short/, "l’envoi a été interrompu"],
  [/lost: (\d{3})/, "le prestataire a répondu par une erreur (code $1)"],
  [/lost: TimeoutError|lost: AbortError/, "le prestataire n’a pas répondu à temps"],
  [/^lost/, "la réponse du prestataire est perdue"],
];

/** Why a mail is not sent, in French; what the row says where no French is known. */
export function mailReason(lastError: string): string {
  for (const [known, french] of REASONS) {
    const found = known.exec(lastError);
    if (found) return french.replace("$1", found[1] ?? "");
  }
  return lastError;
}
