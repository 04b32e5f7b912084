import { env } from "cloudflare:workers";
import { parseSearch } from "#app/domain/search/search.ts";
import { compileSearches, criteriaOf } from "#app/services/saved-searches/compile-search.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { aSavedSearch } from "#test/support/alerts/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { forgetEverybody } from "#test/support/people.ts";

export const db = openAccounts(env.ACCOUNTS);
export const catalogue = openCatalogue(env.CATALOGUE);
export const NOW = new Date("2026-11-24T09:00:00Z");
/** When a digest of the next morning is due. */
export const SEVEN = "2026-11-25T06:00:00.000Z";
/** The newest offer when a search is saved. */
const NEWEST = 100;

/** Ada and Bob, who have accounts and no search; nobody else has any. @returns their ids */
export async function adaAndBob(): Promise<[ada: number, bob: number]> {
  await forgetEverybody();
  return [await aCandidateRow(db, "ada"), await aCandidateRow(db, "bob")];
}

/** What is stored of a search asked for in an address. */
export async function compiled(query: string) {
  const { search } = parseSearch(new URLSearchParams(query));
  const [made] = await compileSearches(catalogue, [search]);
  if (!made) throw new Error("nothing compiled");
  return { criteria: criteriaOf(search), ...made, newestOfferId: NEWEST };
}

/** The number of a search that is saved. */
export const saved = (candidateId: number, query: string) =>
  aSavedSearch({ accounts: db, catalogue }, candidateId, query, { cadence: null, since: NEWEST }, NOW);

/** The same with its bell on. */
export const rung = (candidateId: number, query: string) =>
  aSavedSearch({ accounts: db, catalogue }, candidateId, query, { since: NEWEST }, NOW);

/** A search found an offer, which waits to be mailed. */
export async function waits(search: number, candidateId: number, offer: number): Promise<void> {
  await env.ACCOUNTS.prepare(
    "INSERT INTO alert_matches (saved_search_id, offer_id, candidate_id, due_at, state) VALUES (?, ?, ?, ?, 'pending')",
  )
    .bind(search, offer, candidateId, NOW.toISOString())
    .run();
}

/** The offers that searches found: each with its search, its state, and the mail that tells of it. */
export const matches = async () =>
  (
    await rows<{ s: number; o: number; state: string; mail: string | null }>(
      "SELECT saved_search_id AS s, offer_id AS o, state, mail_id AS mail FROM alert_matches ORDER BY s, o",
    )
  ).map(({ s, o, state, mail }) => [s, o, state, mail]);

/** The tokens that a search is looked up by, in order. */
export const tokens = async (id: number) =>
  (await rows<{ token: string }>(`SELECT token FROM search_tokens WHERE saved_search_id = ${id} ORDER BY token`)).map(
    ({ token }) => token,
  );

export async function rows<Row>(query: string): Promise<Row[]> {
  return (await env.ACCOUNTS.prepare(query).all<Row>()).results;
}
