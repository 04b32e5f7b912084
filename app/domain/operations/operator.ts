/** How long a login link of an operator is valid, and the time between it and the second factor, in milliseconds. */
export const OPERATOR_LINK_MS = 15 * 60_000;
export const OPERATOR_CHALLENGE_MS = 10 * 60_000;
/** How long a session of an operator lasts: without use, and in all, in milliseconds. */
export const OPERATOR_IDLE_MS = 30 * 60_000;
export const OPERATOR_SESSION_MS = 12 * 3_600_000;
/** How long after a login an operator may invite operators and make rescue codes without logging in again, in milliseconds. */
export const OPERATOR_CONFIRMED_MS = 10 * 60_000;

/** How long what operators did is kept, in months: what the CNIL asks of logs of access (délibération 2021-122). */
export const OPERATOR_AUDIT_MONTHS = 12;

/**
 * What is written down of operators, with the French words that they read. Looks at a person's data end in `-viewed`.
 * A new act or look is one line here.
 */
export const OPERATOR_EVENTS = {
  "operator-invited": "Opérateur invité",
  "operator-removed": "Opérateur retiré",
  "operator-factor-reset": "Second facteur réinitialisé",
  "operator-enrolled": "Second facteur enregistré",
  "operator-logged-in": "Connexion",
  "operator-rescue-codes-made": "Codes de secours créés",
  "operator-rescue-code-used": "Connexion par un code de secours",
  "operator-code-refused": "Code de connexion refusé",
  "operator-logged-out": "Déconnexion",
  "posting-mended": "Offre en quarantaine corrigée et publiée",
  "posting-rejected": "Offre en quarantaine rejetée",
  "source-added": "Source ajoutée",
  "source-paused": "Source suspendue",
  "source-resumed": "Source reprise",
  "source-pulled": "Lecture d’une source demandée",
  "source-forced": "Retraits acceptés d’une source",
  "source-removed": "Source retirée",
  "key-created": "Clé d’API créée",
  "key-revoked": "Clé d’API révoquée",
  "mail-viewed": "Mail consulté",
  "mails-of-address-viewed": "Mails d’une adresse consultés",
  "mail-sent-again": "Mail envoyé de nouveau",
  "suppression-viewed": "Blocage d’une adresse consulté",
  "suppression-removed": "Adresse débloquée",
  "dead-letter-replayed": "Message perdu rejoué",
  "dead-letter-discarded": "Message perdu écarté",
  "switched-off": "Fonction coupée",
  "switched-on": "Fonction rétablie",
  "offer-hidden": "Offre masquée",
  "offer-shown": "Offre rétablie",
  "administration-renamed": "Administration renommée",
  "administration-attached": "Ministère de rattachement changé",
  "administration-merged": "Administration réunie à une autre",
  "recruiters-viewed": "Recruteurs d’une administration consultés",
  "recruiter-viewed": "Activité d’un recruteur consultée",
  "recruiter-invited": "Recruteur invité",
  "recruiter-promoted": "Recruteur nommé administrateur",
  "recruiter-removed": "Recruteur retiré",
} as const;

export type OperatorEvent = keyof typeof OPERATOR_EVENTS;

/** What an act of operators may be about, with its French word. A new kind is one line here. */
export const OPERATOR_SUBJECTS = {
  operator: "opérateur",
  candidate: "candidat",
  recruiter: "recruteur",
  administration: "administration",
  offer: "offre",
  source: "source",
  import: "import",
  posting: "offre en quarantaine",
  "api-key": "clé d’API",
  mail: "mail",
  suppression: "adresse bloquée",
  "dead-letter": "message perdu",
  switch: "interrupteur",
} as const;

export type OperatorSubject = keyof typeof OPERATOR_SUBJECTS;

export function isOperatorSubject(kind: string): kind is OperatorSubject {
  return Object.hasOwn(OPERATOR_SUBJECTS, kind);
}
