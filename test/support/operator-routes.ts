import { type Browser, hiddenFields } from "./candidate.ts";
import { aPosting } from "./postings.ts";
import { publish } from "./publish.ts";
import type { Site } from "./site.ts";

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
