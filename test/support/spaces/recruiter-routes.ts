import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import type { Site } from "#test/support/site.ts";
import { type Browser, hiddenFields } from "./candidate.ts";
import { aRecruiter } from "./recruiters.ts";

/** What the owner's administration has, that addresses and forms name. */
export type Published = { member: string; key: string; draft: string; offer: string };

type RecruiterRoute = {
  /** The address, with what is the owner's administration's in it. */
  path: (published: Published) => string;
  /** What the owner is answered by a GET. */
  get: number;
  /**
   * The form that the page takes, and what the owner is answered; null when it takes none. Values such as `MEMBER` are
   * those of `Published`.
   */
  post: { fields: Record<string, string>; status: number } | null;
  /** Only administrators may go there, for ten minutes after they logged in. */
  administrators?: true;
  /** Names something of one administration: for another it does not exist. */
  object?: true;
};

/**
 * Pages of recruiters: a new one is added here, and what it names to `Published` and to `aPublisher`. The owner is an
 * administrator. The tests of who may open what, and of forms from elsewhere, go through all of them in this order.
 */
export const RECRUITER_PAGES: Record<string, RecruiterRoute> = {
  "recruteurs/activite": {
    path: () => "/recruteurs/activite",
    get: 200,
    post: { fields: { name: "Ada Lovelace" }, status: 303 },
  },
  "recruteurs/cles": {
    path: () => "/recruteurs/cles",
    get: 200,
    post: { fields: { action: "revoquer", cle: "KEY" }, status: 303 },
    administrators: true,
  },
  "recruteurs/membres": {
    path: () => "/recruteurs/membres",
    get: 200,
    post: { fields: { action: "role", membre: "MEMBER", role: "administrator" }, status: 303 },
    administrators: true,
  },
  "recruteurs/offres": {
    path: () => "/recruteurs/offres",
    get: 200,
    post: { fields: { reference: "OFFER" }, status: 303 },
  },
  "recruteurs/offres/nouvelle": {
    path: () => "/recruteurs/offres/nouvelle",
    get: 200,
    post: { fields: { type: "stage" }, status: 303 },
  },
  "recruteurs/brouillons/:id": {
    path: ({ draft }) => `/recruteurs/brouillons/${draft}`,
    get: 200,
    post: { fields: { action: "enregistrer", version: "1", type: "stage", title: "Archiviste" }, status: 303 },
    object: true,
  },
  "recruteurs/brouillons/:id/enregistrement": {
    path: ({ draft }) => `/recruteurs/brouillons/${draft}/enregistrement`,
    get: 303,
    post: { fields: { version: "2", type: "stage", title: "Archiviste d’owner" }, status: 200 },
    object: true,
  },
  "recruteurs/brouillons/:id/apercu": {
    path: ({ draft }) => `/recruteurs/brouillons/${draft}/apercu`,
    get: 200,
    post: null,
    object: true,
  },
  "recruteurs/brouillons/:id/publier": {
    path: ({ draft }) => `/recruteurs/brouillons/${draft}/publier`,
    get: 200,
    post: { fields: { action: "publier", version: "3" }, status: 303 },
    object: true,
  },
  "recruteurs/offres/:reference": {
    path: ({ offer }) => `/recruteurs/offres/${offer}`,
    get: 200,
    post: { fields: { action: "retirer" }, status: 303 },
    object: true,
  },
};

/** Addresses of recruiters whose token is the authority, or that anybody may open: they have tests of their own. */
export const RECRUITER_OPEN = new Set([
  "recruteurs",
  "recruteurs/connexion",
  "recruteurs/connexion/:token",
  "recruteurs/deconnexion",
  "recruteurs/liens/:token",
]);

/** The mail of the owner, which no page shows to anybody of another administration. */
export const OWNER = "owner@culture.gouv.fr";

/** The form of a recruiters' page, filled in, with the token that the pages of somebody's session carry. */
export async function recruiterForm(route: string, published: Published, whose: Browser): Promise<URLSearchParams> {
  const body = new URLSearchParams({ csrf: await csrfOf(whose) });
  for (const [name, value] of Object.entries(RECRUITER_PAGES[route]?.post?.fields ?? {})) {
    const { member, key, offer } = published;
    body.append(name, value.replace("MEMBER", member).replace("KEY", key).replace("OFFER", offer));
  }
  return body;
}

/** The token of somebody's session, from the form of a page that every recruiter has. */
export async function csrfOf(whose: Browser): Promise<string> {
  return hiddenFields(await whose.text("/recruteurs/activite")).csrf ?? "";
}

/** Makes an administrator whose administration has something of everything, and who is just logged in. */
export async function aPublisher(site: Site): Promise<{ owner: Browser; published: Published }> {
  const owner = await aRecruiter(site, { role: "administrator", email: OWNER });
  await owner.post("/recruteurs/membres", { action: "inviter", email: "colleague@culture.gouv.fr", role: "recruiter" });
  await owner.post("/recruteurs/cles", { action: "creer", label: "Clé d’owner" });
  const member = await (await site.accounts())
    .prepare("SELECT id FROM recruiters WHERE email = 'colleague@culture.gouv.fr'")
    .first<{ id: number }>();
  const key = await (await site.catalogue())
    .prepare("SELECT id FROM api_keys WHERE label = 'Clé d’owner'")
    .first<{ id: number }>();
  const offer = "S-2026-000009";
  await publish(site, [aPosting({ reference: offer })]);
  const begun = await owner.post("/recruteurs/offres/nouvelle", { type: "stage" });
  const draft = begun.headers.get("Location")?.split("/").at(-1) ?? "";
  if (!member || !key) throw new Error("The owner has no colleague, or no key");
  return { owner, published: { member: String(member.id), key: String(key.id), draft, offer } };
}
