import type { Miniflare } from "miniflare";
import type { Posting } from "#app/domain/offers/posting.ts";
import { toSlug } from "#app/domain/slug.ts";
import { RECRUITER_COOKIE } from "#app/http/sessions/session-cookie.ts";
import { paths } from "#app/paths.ts";
import { hashSecret, randomId, randomSecret } from "#app/services/secrets.ts";
import type { Drawer } from "#workers/local/demonstration/random.ts";
import { makeMembers } from "../members.ts";

const MEMBERS = 60;
const RECRUITERS = 20;
const DRAFTS_EACH = 100;
/** For each member, how many other candidates have the same searches, with bells. */
const SUBSCRIBERS_EACH = 10;
/** More than the ids of members and their searches. Alerts match ten thousand ids at a time, whether they exist or not. */
const MANY = 1_000;

/** Somebody who is logged in: her cookie, the token of her forms, and the pages that she reads. */
export type Person = { cookie: string; csrf: string; pages: string[] };
/** A draft that nobody has saved again since it was begun. */
type BegunDraft = { id: string; by: Person };
export type People = { members: Person[]; recruiters: Person[]; drafts: BegunDraft[] };

type Site = { origin: string; miniflare: Miniflare };

/** Members and recruiters who are logged in, and candidates who wait for alerts at each publication. */
export async function makePeople(site: Site, postings: Posting[], draw: Drawer): Promise<People> {
  const cookies = await makeMembers(site.miniflare, { count: MEMBERS, postings, draw });
  const members: Person[] = [];
  for (const cookie of cookies) {
    const { csrf, html } = await readForm(site, cookie, paths.savedSearches());
    const results = [...html.matchAll(/href="(\/mes-recherches\/\d+)"/g)].map(([, path]) => path as string);
    members.push({ cookie, csrf, pages: [paths.savedSearches(), paths.keptOffers(), ...results.slice(0, 2)] });
  }
  const accounts = await site.miniflare.getD1Database("ACCOUNTS", "web");
  for (const statement of SUBSCRIBE) await accounts.prepare(statement).run();
  const recruiters: Person[] = [];
  const drafts: BegunDraft[] = [];
  const labels = [...new Set(postings.flatMap(({ administration }) => administration ?? []))];
  for (let id = 1; id <= RECRUITERS; id++) {
    const made = await makeRecruiter(site, id, labels[id % labels.length] as string);
    recruiters.push(made.person);
    drafts.push(...made.drafts.map((draft) => ({ id: draft, by: made.person })));
  }
  return { members, recruiters, drafts };
}

/** A recruiter of an administration as rows, with drafts, logged in. */
async function makeRecruiter(site: Site, id: number, label: string) {
  const d1 = await site.miniflare.getD1Database("ACCOUNTS", "web");
  const [administration, session, secret] = [toSlug(label), randomId(), randomSecret()];
  const at = new Date().toISOString();
  const drafts = Array.from({ length: DRAFTS_EACH }, randomId);
  await d1.batch([
    d1
      .prepare("INSERT OR IGNORE INTO publishers (administration, label, review, created_at) VALUES (?, ?, 0, ?)")
      .bind(administration, label, at),
    d1
      .prepare(`INSERT INTO recruiters (id, administration, role, email, email_key, name, created_at)
        VALUES (?1, ?2, 'recruiter', 'r' || ?1 || '@exemple.fr', 'r' || ?1 || '@exemple.fr', 'Anne', ?3)`)
      .bind(id, administration, at),
    d1
      .prepare(
        "INSERT INTO recruiter_sessions (id, secret_hash, recruiter_id, device, created_at) VALUES (?, ?, ?, ?, ?)",
      )
      .bind(session, await hashSecret(secret), id, "bench", at),
    d1
      .prepare(`INSERT INTO drafts (id, administration, recruiter_id, state, typed, title, version, refs, reminded,
          created_at, updated_at)
        SELECT value, ?1, ?2, 'draft', '{"type":"stage"}', 'Sans titre', 1, '[]', '[]', ?3, ?3 FROM json_each(?4)`)
      .bind(administration, id, at, JSON.stringify(drafts)),
  ]);
  const cookie = `${RECRUITER_COOKIE}=${session}.${secret}`;
  const { csrf } = await readForm(site, cookie, paths.newDraft());
  const lists = [paths.recruiterOffers(), paths.recruiterOffers("publiees")];
  const person: Person = { cookie, csrf, pages: [...lists, paths.draft(drafts[0] as string)] };
  return { person, drafts };
}

/** Reads a page with a form, as her browser does. */
async function readForm({ origin }: Site, cookie: string, path: string): Promise<{ csrf: string; html: string }> {
  const response = await fetch(origin + path, { headers: { Cookie: cookie, Accept: "text/html" }, redirect: "manual" });
  const html = await response.text();
  const [, csrf] = /name="csrf" value="([^"]+)"/.exec(html) ?? [];
  if (!csrf) throw new Error(`${response.status}, and no form on ${path}`);
  return { csrf, html };
}

const COPIES = `(WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${SUBSCRIBERS_EACH}) SELECT n FROM n)`;

/** The statements that make the candidates who wait for alerts, each after a member. */
const SUBSCRIBE = [
  `INSERT INTO candidates (id, username, username_key, email, email_key, password_hash, first_name, last_name,
      consented_at, created_at, last_login_at)
    SELECT n * ${MANY} + id, username || '-' || n, username_key || '-' || n, n || email, n || email_key, '', first_name,
      last_name, consented_at, created_at, last_login_at FROM candidates, ${COPIES} WHERE id < ${MANY}`,
  `INSERT INTO saved_searches (id, candidate_id, name, criteria, match, text_version, cadence, since_offer_id,
      seen_offer_id, created_at)
    SELECT n * ${MANY} + id, n * ${MANY} + candidate_id, name, criteria, match, text_version, 'immediate', since_offer_id,
      seen_offer_id, created_at FROM saved_searches, ${COPIES} WHERE id < ${MANY}`,
  `INSERT INTO search_tokens (token, saved_search_id)
    SELECT token, n * ${MANY} + saved_search_id FROM search_tokens, ${COPIES} WHERE saved_search_id < ${MANY}`,
];
