import { unsubscribeToken } from "#app/services/alerts/alert-links.ts";
import { reminderToken } from "#app/services/mails/reminder-links.ts";
import { hashSecret, sign } from "#app/services/secrets.ts";
import { aPdf } from "#test/support/documents.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import type { Site } from "#test/support/site.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";
import type { Who } from "./grammar.ts";

export const SIGNING_KEY = "a-signing-key";
const AT = "2026-01-05T08:00:00.000Z";
const SECRET = "a-secret-of-a-session-of-the-fuzzer-0123456789";
const DOCUMENT = "AAAAAAAAAAAAAAAAAAAAAA";
const DRAFT = "BBBBBBBBBBBBBBBBBBBBBB";
const COOKIES = { candidate: "__Host-session", recruiter: "__Host-recruiter" };

/** What names in braces stand for, by who sends the request. */
export type World = { key: string; csrf: Record<string, string>; tokens: Record<string, string>; origin: string };

/**
 * A candidate, a recruiter and a publisher with something of everything, under names that are the same each time.
 * Called again, it makes anew what requests have deleted or closed.
 */
export async function furnish(site: Site, key?: string): Promise<World> {
  await publish(
    site,
    Array.from({ length: 30 }, (_, n) =>
      aPosting({ reference: `S-2026-${String(n + 1).padStart(6, "0")}`, domains: ["NUM", "COM"] }),
    ),
  ).catch(() => {});
  const accounts = await site.accounts();
  const hash = await hashSecret(SECRET);
  const now = new Date().toISOString();
  const rows: [string, unknown[]][] = [
    ["DELETE FROM throttles", []],
    ["DELETE FROM mails", []],
    [
      `INSERT OR IGNORE INTO candidates (id, username, username_key, email, email_key, password_hash, first_name, last_name,
        consented_at, created_at, last_login_at) VALUES (1, 'lea', 'lea', 'lea@exemple.fr', 'lea@exemple.fr', '', 'Léa', 'Martin', ?1, ?1, ?2)`,
      [AT, now],
    ],
    ["DELETE FROM sessions", []],
    ["INSERT INTO sessions VALUES ('candidate', ?1, 1, 'Firefox', ?2, ?2, ?2)", [hash, now]],
    [
      `INSERT OR IGNORE INTO documents (id, candidate_id, kind, slot, name, format, size, storage, scan, created_at)
        VALUES (?1, 1, 'cv', 1, 'CV.pdf', 'pdf', 100, 'ready', 'not_scanned', ?2)`,
      [DOCUMENT, now],
    ],
    [
      `INSERT OR IGNORE INTO saved_searches (id, candidate_id, name, criteria, match, text_version, since_offer_id, seen_offer_id, created_at)
        VALUES (1, 1, 'Archives', 'q=archives', 'f:"o"', 1, 0, 0, ?1)`,
      [AT],
    ],
    [
      "INSERT OR IGNORE INTO kept_offers (candidate_id, offer_id, reference, title, kept_at) VALUES (1, 1, 'S-2026-000001', 'Archiviste', ?1)",
      [AT],
    ],
    ["INSERT OR REPLACE INTO snapshots VALUES ('a-mail', 1, '[1,2,3]', ?1)", [now]],
    [
      "INSERT OR IGNORE INTO publishers (administration, label, review, created_at) VALUES ('ministere-de-la-culture', 'Ministère de la Culture', 0, ?1)",
      [AT],
    ],
    [
      `INSERT OR IGNORE INTO recruiters (id, administration, role, email, email_key, name, created_at)
        VALUES (1, 'ministere-de-la-culture', 'administrator', 'anne@culture.gouv.fr', 'anne@culture.gouv.fr', 'Anne', ?1)`,
      [AT],
    ],
    ["DELETE FROM recruiter_sessions", []],
    ["INSERT INTO recruiter_sessions VALUES ('recruiter', ?1, 1, 'Firefox', ?2)", [hash, now]],
    ["DELETE FROM recruiter_tokens", []],
    [
      "INSERT OR REPLACE INTO recruiter_tokens VALUES ('anne@culture.gouv.fr', ?1, 'anne@culture.gouv.fr', 'ministere-de-la-culture', '2099-01-01T00:00:00.000Z')",
      [hash],
    ],
    [
      `INSERT OR IGNORE INTO drafts (id, administration, recruiter_id, state, typed, title, version, refs, reminded, created_at, updated_at)
        VALUES (?1, 'ministere-de-la-culture', 1, 'draft', '{"title":"Archiviste","type":"stage","description":"Classer."}', 'Archiviste', 1, '[]', '[]', ?2, ?2)`,
      [DRAFT, AT],
    ],
  ];
  await accounts.batch(rows.map(([sql, values]) => accounts.prepare(sql).bind(...values)));
  const bucket = await site.miniflare.getR2Bucket("DOCUMENTS", "web");
  await bucket.put(`documents/${DOCUMENT}`, await aPdf().arrayBuffer());
  const link = { candidateId: 1, savedSearchId: 1 };
  return {
    origin: site.site,
    key: key ?? (await ensureLocalKey(site, null)),
    csrf: {
      candidate: await sign(SIGNING_KEY, "csrf", "candidate"),
      recruiter: await sign(SIGNING_KEY, "recruiter-csrf", "recruiter"),
    },
    tokens: {
      "/desinscription/": await unsubscribeToken(SIGNING_KEY, link, new Date()),
      "/alertes/": `a-mail.${await sign(SIGNING_KEY, "snapshot", "a-mail")}`,
      "/recruteurs/connexion/": SECRET,
      "/recruteurs/liens/": await reminderToken(SIGNING_KEY, { draft: DRAFT, act: "retirer", lastDay: null }),
    },
  };
}

/** What a name stands for in a request to a path; an empty text for a name that stands for nothing there. */
export function standsFor(name: string, who: Who, path: string, world: World): string {
  switch (name) {
    case "cookie":
      return who === "candidate" || who === "recruiter" ? `${COOKIES[who]}=${who}.${SECRET}` : "";
    case "csrf":
      return world.csrf[who] ?? "";
    case "key":
      return world.key;
    case "origin":
      return world.origin;
    case "reference":
      return "S-2026-000002";
    case "region":
      return "bretagne";
    case "domain":
      return "numerique";
    case "file":
      return "1.xml";
    case "id":
      return path.startsWith("/compte") ? DOCUMENT : path.startsWith("/recruteurs") ? DRAFT : "1";
    case "token":
      return Object.entries(world.tokens).find(([prefix]) => path.startsWith(prefix))?.[1] ?? SECRET;
    default:
      return "";
  }
}
