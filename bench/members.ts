import type { Miniflare } from "miniflare";
import type { Posting } from "#app/domain/offers/posting.ts";
import { SESSION_COOKIE } from "#app/http/sessions/session-cookie.ts";
import { putAside } from "#app/services/kept-offers/kept-offers.ts";
import { saveSearch } from "#app/services/saved-searches/saved-searches.ts";
import { hashSecret, randomId, randomSecret } from "#app/services/secrets.ts";
import { insertSession } from "#db/accounts/account/sessions.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import type { Drawer } from "#workers/local/demonstration/random.ts";
import { drawSearch } from "./saved-searches.ts";

const SEARCHES_EACH = 4;
const OFFERS_EACH = 5;

/**
 * Makes candidates who are logged in, each with saved searches (bells off) and kept offers.
 * @returns the cookie of each
 */
export async function makeMembers(
  miniflare: Miniflare,
  { count, postings, draw }: { count: number; postings: Posting[]; draw: Drawer },
): Promise<string[]> {
  const d1 = await miniflare.getD1Database("ACCOUNTS", "web");
  const accounts = openAccounts(d1);
  const catalogue = openCatalogue(await miniflare.getD1Database("CATALOGUE", "web"));
  const deps = { accounts, catalogue, primaryCatalogue: catalogue };
  const now = new Date();
  const cookies: string[] = [];
  for (let candidateId = 1; candidateId <= count; candidateId++) {
    await d1.prepare(INSERT_CANDIDATE).bind(candidateId, now.toISOString()).run();
    for (let saved = 0; saved < SEARCHES_EACH; saved++) {
      await saveSearch(deps, { candidateId, name: `Recherche ${saved + 1}`, search: drawSearch(draw) }, now);
    }
    for (const { reference } of draw.some(postings, OFFERS_EACH)) {
      const offer = await findOffer(catalogue, reference);
      if (!offer) throw new Error(`no offer ${reference}`);
      await putAside(accounts, candidateId, offer, now);
    }
    cookies.push(await openSession(accounts, candidateId, now));
  }
  return cookies;
}

/** As a login does it, without a password: hashing it needs workerd. @returns the cookie */
async function openSession(accounts: Accounts, candidateId: number, now: Date): Promise<string> {
  const [id, secret, at] = [randomId(), randomSecret(), now.toISOString()];
  const times = { createdAt: at, seenAt: at, confirmedAt: at };
  const session = { id, secretHash: await hashSecret(secret), candidateId, device: "bench", ...times };
  await insertSession(accounts, session, now);
  return `${SESSION_COOKIE}=${id}.${secret}`;
}

const INSERT_CANDIDATE = `INSERT INTO candidates (id, username, username_key, email, email_key, password_hash,
    first_name, last_name, consented_at, created_at, last_login_at)
  VALUES (?1, 'c' || ?1, 'c' || ?1, 'c' || ?1 || '@exemple.fr', 'c' || ?1 || '@exemple.fr', '', 'Ada', 'Lovelace', ?2, ?2, ?2)`;
