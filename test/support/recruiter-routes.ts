import { type Browser, hiddenFields } from "./candidate.ts";
import { aRecruiter } from "./recruiters.ts";
import type { Site } from "./site.ts";

/** What the owner's administration has, that addresses and forms name. */
export type Published = { member: string; key: string };

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
};

/** Addresses of recruiters whose token is the authority, or that anybody may open: they have tests of their own. */
export const RECRUITER_OPEN = new Set([
  "recruteurs",
  "recruteurs/connexion",
  "recruteurs/connexion/:token",
  "recruteurs/deconnexion",
]);

/** The mail of the owner, which no page shows to anybody of another administration. */
export const OWNER = "owner@culture.gouv.fr";

/** The form of a recruiters' page, filled in, with the token that the pages of somebody's session carry. */
export async function recruiterForm(route: string, published: Published, whose: Browser): Promise<URLSearchParams> {
  const body = new URLSearchParams({ csrf: await csrfOf(whose) });
  for (const [name, value] of Object.entries(RECRUITER_PAGES[route]?.post?.fields ?? {})) {
    body.append(name, value.replace("MEMBER", published.member).replace("KEY", published.key));
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
  if (!member || !key) throw new Error("The owner has no colleague, or no key");
  return { owner, published: { member: String(member.id), key: String(key.id) } };
}
