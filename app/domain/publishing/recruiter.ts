import * as v from "valibot";

/** What a recruiter may do for her administration. An administrator also invites people and makes keys. */
export const RECRUITER_ROLES = [
  { code: "recruiter", label: "Publie des offres" },
  { code: "administrator", label: "Administre : membres, clés d’API, relecture" },
] as const;

export type RecruiterRole = (typeof RECRUITER_ROLES)[number]["code"];

/**
 * The form of her name, which stands in the mails of those whom she invites: letters, spaces, apostrophes and hyphens
 * only, so that no words and links can be sent through it. An empty field is no name.
 */
export const RecruiterName = v.object({
  name: v.pipe(
    v.string("Saisissez votre nom."),
    v.transform((typed) => typed.normalize("NFC").replace(/\s+/gu, " ").trim()),
    v.regex(
      /^(?:\p{L}[\p{L}\p{M}' ’-]{0,59})?$/u,
      "Des lettres, des espaces, des tirets et des apostrophes, 60 au plus.",
    ),
    v.transform((name) => name || null),
  ),
});

/** A session of a recruiter lasts a working day, a login link a quarter of an hour, in milliseconds. */
export const RECRUITER_SESSION_MS = 8 * 3_600_000;
export const RECRUITER_LINK_MS = 15 * 60_000;
/** How long after a login a recruiter may invite people and make keys without logging in again, in milliseconds. */
export const RECRUITER_CONFIRMED_MS = 10 * 60_000;

/** How long what people did for an administration is kept, in months. */
export const PUBLISHING_MONTHS = 24;

/** What is written down of the work of an administration, with the French words that its people read. */
export const PUBLISHING_EVENTS = {
  "recruiter-invited": "Personne invitée",
  "recruiter-joined": "Personne arrivée par son adresse mail",
  "recruiter-changed": "Rôle changé",
  "recruiter-removed": "Personne retirée",
  "recruiter-logged-in": "Connexion",
  "recruiter-logged-out": "Déconnexion",
  "key-created": "Clé d’API créée",
  "key-revoked": "Clé d’API révoquée",
  "domain-added": "Domaine de messagerie ajouté",
  "domain-removed": "Domaine de messagerie retiré",
  "review-on": "Relecture demandée avant publication",
  "review-off": "Publication sans relecture",
  "draft-created": "Brouillon créé",
  "draft-deleted": "Brouillon supprimé",
  "offer-submitted": "Offre envoyée à la relecture",
  "offer-returned": "Offre rendue à son auteur",
  "offer-published": "Offre publiée",
  "offer-scheduled": "Publication programmée",
  "offer-updated": "Offre modifiée",
  "offer-extended": "Offre prolongée",
  "offer-filled": "Offre pourvue",
  "offer-withdrawn": "Offre retirée",
  "offer-republished": "Offre republiée",
  "offer-hidden": "Offre masquée par l’exploitation",
  "offer-shown": "Offre rétablie par l’exploitation",
  "administration-renamed": "Administration renommée",
  "administration-merged": "Administration réunie à celle-ci",
} as const;

export type PublishingEvent = keyof typeof PUBLISHING_EVENTS;

/** What the 403 says that a recruiter gets where only administrators may go. The error page explains it. */
export const NO_ADMINISTRATOR = "administrator";
