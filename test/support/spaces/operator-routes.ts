import { INCOMING } from "#test/support/imports/incoming.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import type { Site } from "#test/support/site.ts";
import { type Browser, hiddenFields } from "./candidate.ts";

type OperatorRoute = {
  /** The address, with what it names in it. */
  path: string;
  /** What an operator is answered by a GET. */
  get: number;
  /** The form that the page takes, and what an operator is answered; null when it takes none. */
  post: { fields: Record<string, string>; status: number } | null;
  /** Asks for a login of the last ten minutes. */
  confirmed?: true;
};

/**
 * Pages of operators: a new one is added here, with a form that changes something when it takes one. The tests of who may
 * open what, and of forms from elsewhere, go through all of them in this order.
 */
export const OPERATOR_PAGES: Record<string, OperatorRoute> = {
  exploitation: { path: "/exploitation", get: 200, post: null },
  "exploitation/journal": { path: "/exploitation/journal", get: 200, post: null },
  "exploitation/imports": { path: "/exploitation/imports", get: 200, post: null },
  "exploitation/imports/:id": { path: `/exploitation/imports/${INCOMING.pulledRefused}`, get: 200, post: null },
  "exploitation/quarantaine": { path: "/exploitation/quarantaine", get: 200, post: null },
  "exploitation/quarantaine/:id": {
    path: `/exploitation/quarantaine/${INCOMING.json}`,
    get: 200,
    post: { fields: { action: "rejeter", raison: "Doublon" }, status: 303 },
  },
  "exploitation/sources": {
    path: "/exploitation/sources",
    get: 200,
    post: {
      fields: { action: "ajouter", url: "https://nouvelle.example.fr/flux", kind: "pass", every: "60" },
      status: 303,
    },
  },
  "exploitation/cles": {
    path: "/exploitation/cles",
    get: 200,
    post: { fields: { action: "creer", label: "nouvelle", form: "A".repeat(22) }, status: 201 },
    confirmed: true,
  },
  "exploitation/mails": {
    path: "/exploitation/mails",
    get: 200,
    post: { fields: { action: "chercher", email: "grace@pass.example" }, status: 200 },
  },
  "exploitation/mails/:id": {
    path: "/exploitation/mails/00000001-0000-4000-8000-000000000000",
    get: 200,
    post: { fields: {}, status: 303 },
  },
  "exploitation/adresses-bloquees": {
    path: "/exploitation/adresses-bloquees",
    get: 200,
    post: { fields: { action: "chercher", email: "grace@pass.example" }, status: 200 },
  },
  "exploitation/messages-perdus": {
    path: "/exploitation/messages-perdus",
    get: 200,
    post: { fields: { action: "ecarter", message: "message-1" }, status: 303 },
  },
  "exploitation/interrupteurs": {
    path: "/exploitation/interrupteurs",
    get: 200,
    post: {
      fields: { action: "couper", interrupteur: "alertes", reason: "Essai", notice: "Les alertes sont suspendues." },
      status: 303,
    },
  },
  "exploitation/recherches-sans-resultat": {
    path: "/exploitation/recherches-sans-resultat",
    get: 200,
    post: null,
  },
  "exploitation/offres": { path: "/exploitation/offres?q=communication", get: 200, post: null },
  "exploitation/offres/:reference": {
    path: "/exploitation/offres/S-2026-000001",
    get: 200,
    post: { fields: { action: "masquer", because: "erreur" }, status: 303 },
  },
  "exploitation/administrations": { path: "/exploitation/administrations", get: 200, post: null },
  "exploitation/administrations/:slug": {
    path: "/exploitation/administrations/ministere-de-la-culture",
    get: 200,
    post: { fields: { action: "renommer", label: "Ministère des Arts", reason: "Décret" }, status: 303 },
  },
  "exploitation/administrations/:slug/reunir": {
    path: "/exploitation/administrations/ministere-des-sports/reunir?avec=ministere-de-la-culture",
    get: 200,
    post: { fields: { into: "ministere-de-la-culture", reason: "Doublon" }, status: 303 },
  },
  "exploitation/recruteurs": {
    path: "/exploitation/recruteurs?administration=ministere-de-la-culture",
    get: 200,
    post: {
      fields: { email: "rosa@culture.gouv.fr", invitedTo: "ministere-de-la-culture", role: "recruiter" },
      status: 303,
    },
  },
  "exploitation/recruteurs/:id": {
    path: "/exploitation/recruteurs/1",
    get: 200,
    post: { fields: { action: "retirer", reason: "Départ" }, status: 303 },
  },
  "exploitation/operateurs": {
    path: "/exploitation/operateurs",
    get: 200,
    post: { fields: { action: "inviter", email: "grace@pass.example" }, status: 303 },
    confirmed: true,
  },
  "exploitation/codes-de-secours": {
    path: "/exploitation/codes-de-secours",
    get: 200,
    post: { fields: {}, status: 201 },
    confirmed: true,
  },
};

/** Publishes what these pages are about. @param site one that has a recruiter */
export function publishForOperators(site: Site): Promise<void> {
  return publish(site, [
    aPosting({ reference: "S-2026-000001" }),
    aPosting({ reference: "S-2026-000002", administration: "Ministère des Sports" }),
  ]);
}

/** Addresses of operators that open before the login: they have tests of their own. */
export const OPERATOR_OPEN = new Set([
  "exploitation/connexion",
  "exploitation/connexion/:token",
  "exploitation/second-facteur",
  "exploitation/deconnexion",
]);

/** The form of an operators' page, filled in, with the token that the pages of somebody's session carry. */
export async function operatorForm(route: string, whose: Browser): Promise<URLSearchParams> {
  return new URLSearchParams({ csrf: await operatorCsrf(whose), ...OPERATOR_PAGES[route]?.post?.fields });
}

/** The token of somebody's session, from the form of a page that every operator has. */
export async function operatorCsrf(whose: Browser): Promise<string> {
  return hiddenFields(await whose.text("/exploitation/codes-de-secours")).csrf ?? "";
}
