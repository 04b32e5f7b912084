import type { RouteConfigEntry } from "@remix-run/route-config";
import routes from "#app/routes.ts";
import { aPdf } from "#test/support/documents.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import type { Site } from "#test/support/site.ts";
import { aCandidate, type Browser, hiddenFields, PASSWORD } from "./candidate.ts";

/** What the owner has, that addresses name. */
export type Owned = { document: string; search: string };

type PrivateRoute = {
  /** The address, with what is the owner's in it. */
  path: (owned: Owned) => string;
  /** What the owner is answered by a GET. */
  get: number;
  /** The form that the page takes, and what the owner is answered; null when it takes none. */
  post: { fields: Record<string, string>; status: number; files?: true } | null;
  /** Names something of one candidate: for another it does not exist. */
  object?: true;
};

/** Pages of a candidate. Deletion comes last: nothing is left to try after it. */
export const PRIVATE: Record<string, PrivateRoute> = {
  compte: { path: () => "/compte", get: 200, post: null },
  "compte/modifier": {
    path: () => "/compte/modifier",
    get: 200,
    post: { fields: { lastName: "Owned", firstName: "Owned", username: "owner" }, status: 303 },
  },
  "compte/adresse-mail": {
    path: () => "/compte/adresse-mail",
    get: 200,
    post: { fields: { email: "owner@nouveau.fr" }, status: 303 },
  },
  "compte/documents": { path: () => "/compte/documents", get: 200, post: { fields: {}, status: 422, files: true } },
  "compte/documents/:id": {
    path: ({ document }) => `/compte/documents/${document}`,
    get: 200,
    post: { fields: { action: "renommer", nom: "autre nom" }, status: 303, files: true },
    object: true,
  },
  "compte/documents/:id/fichier": {
    path: ({ document }) => `/compte/documents/${document}/fichier`,
    get: 200,
    post: null,
    object: true,
  },
  "compte/sessions": { path: () => "/compte/sessions", get: 200, post: { fields: { session: "absent" }, status: 303 } },
  "compte/activite": { path: () => "/compte/activite", get: 200, post: null },
  "compte/export": { path: () => "/compte/export", get: 200, post: null },
  "compte/export/archive": { path: () => "/compte/export/archive", get: 303, post: { fields: {}, status: 200 } },
  "mes-offres": { path: () => "/mes-offres", get: 200, post: { fields: { action: "avis", avis: "oui" }, status: 303 } },
  "mes-offres/gardees": { path: () => "/mes-offres/gardees", get: 200, post: null },
  "mes-offres/ajouter": {
    path: () => "/mes-offres/ajouter?ref=S-2026-000002",
    get: 200,
    post: { fields: {}, status: 303 },
  },
  "mes-offres/:reference/candidature": {
    path: () => "/mes-offres/S-2026-000001/candidature",
    get: 200,
    post: null,
  },
  "mes-offres/:reference/documents.zip": {
    path: () => "/mes-offres/S-2026-000001/documents.zip",
    get: 303,
    post: { fields: { "document-DOCUMENT": "oui" }, status: 200 },
  },
  "mes-recherches": {
    path: () => "/mes-recherches",
    get: 200,
    post: { fields: { action: "renommer", recherche: "SEARCH", name: "Autre nom" }, status: 303 },
  },
  "mes-recherches/nouvelle": {
    path: () => "/mes-recherches/nouvelle?q=archives",
    get: 200,
    post: { fields: { name: "Archives" }, status: 303 },
  },
  "mes-recherches/:id": { path: ({ search }) => `/mes-recherches/${search}`, get: 200, post: null, object: true },
  "mes-recherches/:id/modifier": {
    path: ({ search }) => `/mes-recherches/${search}/modifier`,
    get: 200,
    post: { fields: { q: "bibliothèque" }, status: 303 },
    object: true,
  },
  "compte/mot-de-passe": {
    path: () => "/compte/mot-de-passe",
    get: 200,
    post: {
      fields: { current: PASSWORD, password: "cinq chaises rouges", passwordAgain: "cinq chaises rouges" },
      status: 303,
    },
  },
  "compte/supprimer": { path: () => "/compte/supprimer", get: 200, post: { fields: { sure: "oui" }, status: 303 } },
};

/** Addresses whose token is the authority, or that anybody may open: they have tests of their own. */
export const OPEN = new Set([
  "connexion",
  "inscription",
  "inscription/envoyee",
  "activation",
  "activation/:token",
  "deconnexion",
  "mot-de-passe-oublie",
  "reinitialisation/:token",
  "compte/adresse-mail/:token",
  "desinscription/:token",
  "alertes/:token",
]);

/** The same for everyone, and for programs that bear a key. */
export const PUBLIC =
  /^(\/|offres.*|stages-et-apprentissages.*|aide|accessibilite|mentions-legales|donnees-personnelles|cookies|plan-du-site|developpeurs|donnees.*|statistiques.*|flux\/.*|api\/.*|suggestions.*|sante|robots\.txt|sitemap.*|requete-refusee|formulaire-non-enregistre|\*|\.well-known\/.*)$/;

/** The path of every route of the site; the index is « / ». */
export const ROUTES = flatten(routes as RouteConfigEntry[]);

/**
 * The form of a private route, filled in, with the token that the pages of somebody's session carry.
 * @param page one of her pages that holds a form
 */
export async function formFor(
  route: string,
  owned: Owned,
  whose: Browser,
  page = "/compte/sessions",
): Promise<BodyInit> {
  const { fields = {}, files } = PRIVATE[route]?.post ?? {};
  const { csrf = "" } = hiddenFields(await whose.text(page));
  const body = files ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries({ csrf, ...fields })) {
    body.append(name.replace("DOCUMENT", owned.document), value.replace("SEARCH", owned.search));
  }
  return body;
}

/** The path of each route, with those of the routes around it; the index is « / ». */
function flatten(entries: RouteConfigEntry[], prefix = ""): string[] {
  return entries.flatMap(({ path = "", index, children = [] }) => {
    const whole = [prefix, path].filter(Boolean).join("/");
    return [...(index || path ? [whole || "/"] : []), ...flatten(children, whole)];
  });
}

/** Publishes two offers, and makes a candidate who has something of everything. */
export async function anOwner(site: Site): Promise<{ owner: Browser; owned: Owned }> {
  await publish(site, [aPosting({ reference: "S-2026-000001" }), aPosting({ reference: "S-2026-000002" })]);
  const owner = await aCandidate(site, "owner");
  await owner.upload("/compte/documents", {}, { cv: [aPdf()] });
  const documents = await owner.text("/compte/documents");
  const [document = ""] = /(?<=\/compte\/documents\/)[\w-]{22}(?=\/fichier)/.exec(documents) ?? [];
  await owner.post("/mes-offres/ajouter?ref=S-2026-000001", {});
  const saved = await owner.post("/mes-recherches/nouvelle?q=communication", { name: "Communication d’owner" });
  const search = new URL(saved.headers.get("Location") ?? "", site.site).searchParams.get("recherche") ?? "";
  if (!document || !search) throw new Error("The owner has no document, or no saved search");
  return { owner, owned: { document, search } };
}
