/** The security events of an account, with the French words that its owner reads. */
export const AUDIT_EVENTS = {
  "account-created": "Compte créé",
  "logged-in": "Connexion",
  "log-in-refused": "Tentative de connexion refusée : mot de passe erroné",
  "logged-out": "Déconnexion",
  "session-ended": "Session fermée depuis « Mes connexions »",
  "logged-out-everywhere": "Déconnexion de tous les appareils",
  "reset-asked": "Réinitialisation du mot de passe demandée",
  "password-changed": "Mot de passe changé",
  "password-reset": "Mot de passe réinitialisé par un lien reçu par mail",
  "email-change-asked": "Changement d’adresse mail demandé",
  "email-changed": "Adresse mail changée",
  "information-changed": "Informations personnelles modifiées",
  "document-added": "Document ajouté",
  "document-removed": "Document retiré",
  "alerts-stopped": "Alertes désactivées par le lien d’un mail",
  "data-exported": "Copie de vos données téléchargée",
} as const;

export type AuditEvent = keyof typeof AUDIT_EVENTS;
