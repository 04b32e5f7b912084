import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { COUNTRIES, DEPARTMENTS, DOMAINS, LEVELS, OFFER_TYPES, REGIONS } from "#app/domain/nomenclature.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { COMPILED_VERSION, compileMatch } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH, type Search, withPage } from "#app/domain/search/search.ts";
import { ACRONYMS } from "#app/domain/text/lists/acronyms.ts";
import { compileSearches, criteriaOf } from "#app/services/saved-searches/compile-search.ts";
import { runBatch } from "#db/batch.ts";
import { answers } from "#db/catalogue/search/matching.ts";
import { findFullOffers } from "#db/catalogue/search/offer-pages.ts";
import { INDEX } from "#db/catalogue/search-index.ts";
import { openStage, publishPostings, runAlerts } from "#test/support/alerts/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { type Drawer, drawer } from "#workers/local/demonstration/random.ts";

const TODAY = "2026-01-15";
const NOW = new Date(`${TODAY}T09:00:00Z`);
const SEARCHES = 10_000;
/** One round of many offers, and rounds of few, whose searches are chosen by their tokens first. */
const MANY = 480;
const FEW = 20;
const ROUNDS_OF_FEW = 5;

const stage = openStage();
const postings = demonstrationPostings(TODAY).map((posting) => ({ ...posting, expiresOn: null }));

test("page and alert find the same offers, for five million pairs of a search and an offer", async () => {
  await runAlerts(stage, NOW);
  const searches = await saveSearches();
  await publishRound(postings.slice(0, MANY));
  for (let few = 0; few < ROUNDS_OF_FEW; few++) {
    await publishRound(postings.slice(MANY + few * FEW, MANY + (few + 1) * FEW));
  }
  const alert = await pairsOfAlerts();
  const page = await pairsOfPages(searches);
  const pairs = SEARCHES * (MANY + ROUNDS_OF_FEW * FEW);
  expect(pairs).toBeGreaterThanOrEqual(5_000_000);
  console.log(`${pairs} pairs, ${page.size} of them match`);
  expect([...page].filter((pair) => !alert.has(pair))).toEqual([]);
  expect([...alert].filter((pair) => !page.has(pair))).toEqual([]);
  expect(page.size).toBeGreaterThan(pairs / 200);
  await pagesShowThem(searches, page);
}, 300_000);

async function publishRound(some: Posting[]): Promise<void> {
  await publishPostings(stage, some, NOW);
  await runAlerts(stage, NOW);
  const [last] = await stage.accounts.all(sql`SELECT state, offers FROM alert_runs ORDER BY id DESC LIMIT 1`);
  expect(last).toEqual({ state: "done", offers: some.length });
}

/** Searches of all kinds, each with its bell on: one owner has them all, due a week later so that none is mailed. */
async function saveSearches(): Promise<Map<number, Search>> {
  const owner = await aCandidateRow(stage.accounts, "ada");
  const searches = new Map(Array.from({ length: SEARCHES }, (_, index) => [index + 1, aSearch(drawer(index))]));
  const compiled = await compileSearches(stage.catalogue, [...searches.values()]);
  const rows = [...searches].map(([id, search], index) => ({
    id,
    criteria: `${id}&${criteriaOf(search)}`,
    ...compiled[index],
  }));
  for (let start = 0; start < rows.length; start += 1000) {
    const json = JSON.stringify(rows.slice(start, start + 1000));
    await runBatch(stage.accounts, [
      sql`INSERT INTO saved_searches (id, candidate_id, name, criteria, match, text_version, cadence, since_offer_id, seen_offer_id, created_at)
        SELECT value ->> 'id', ${owner}, '', value ->> 'criteria', value ->> 'match', ${COMPILED_VERSION}, 'weekly', 0, 0, '2026'
        FROM json_each(${json})`,
      sql`INSERT INTO search_tokens (token, saved_search_id)
        SELECT DISTINCT g.value, j.value ->> 'id' FROM json_each(${json}) j, json_each(j.value, '$.searchTokens') g`,
    ]);
  }
  return searches;
}

const WORDS = [
  ...new Set(postings.flatMap(({ title, description }) => `${title} ${description}`.split(/[\s<>/(),.;:«»]+/))),
].filter((word) => word.length > 1);

/** One to three words as people type them, phrases, exclusions, acronyms, places, and criteria of every kind. */
function aSearch(draw: Drawer): Search {
  const some = <T extends { code: string }>(choices: readonly T[], share: number): T["code"][] =>
    draw.chance(share) ? draw.some(choices, 1 + draw.below(3)).map(({ code }) => code) : [];
  return {
    ...EMPTY_SEARCH,
    words: draw.chance(0.8) ? keywords(draw) : "",
    types: some(OFFER_TYPES, 0.2) as Search["types"],
    level: draw.chance(0.15) ? draw.pick(LEVELS).code : null,
    domains: some(DOMAINS, 0.2) as Search["domains"],
    administrations: draw.chance(0.05) ? ["ministere-de-la-culture"] : [],
    regions: some(REGIONS, 0.15) as Search["regions"],
    departments: some(DEPARTMENTS, 0.1) as Search["departments"],
    countries: some(COUNTRIES, 0.02) as Search["countries"],
  };
}

function keywords(draw: Drawer): string {
  const title = draw.pick(postings).title;
  switch (draw.below(10)) {
    case 0:
      return draw.pick(ACRONYMS)[0];
    case 1:
      return `${draw.pick(WORDS)} -${draw.pick(WORDS)}`;
    case 2:
      return `« ${title
        .split(" ")
        .slice(0, 2 + draw.below(2))
        .join(" ")} »`;
    case 3:
      return `${title.split(" ")[0]} ${draw.pick(REGIONS).label}`;
    case 4:
      return title.toUpperCase();
    case 5:
      return draw.pick(postings).reference;
    default:
      return draw.some(WORDS, 1 + draw.below(2)).join(" ");
  }
}

const pair = (search: number, offer: number) => search * 100_000 + offer;

async function pairsOfAlerts(): Promise<Set<number>> {
  const rows = await env.ACCOUNTS.prepare("SELECT saved_search_id AS s, offer_id AS o FROM alert_matches").all<{
    s: number;
    o: number;
  }>();
  return new Set(rows.results.map(({ s, o }) => pair(s, o)));
}

/** By the condition that every page of results, feed and count asks. */
async function pairsOfPages(searches: Map<number, Search>): Promise<Set<number>> {
  const found = new Set<number>();
  const all = [...searches];
  for (let start = 0; start < all.length; start += 200) {
    const part = all.slice(start, start + 200);
    const rows = await runBatch<{ id: number }[]>(
      stage.catalogue,
      part.map(
        ([, search]) => sql`SELECT rowid AS id FROM ${INDEX} WHERE ${answers(compileMatch(search).expression, TODAY)}`,
      ),
    );
    for (const [index, [search]] of part.entries()) for (const { id } of rows[index] ?? []) found.add(pair(search, id));
  }
  return found;
}

/** And that condition is what pages show: some searches are read page by page. */
async function pagesShowThem(searches: Map<number, Search>, expected: Set<number>): Promise<void> {
  for (const [id, search] of [...searches].slice(0, 200)) {
    const shown = new Set<number>();
    for (let page = 1, pages = 1; page <= pages; page++) {
      const results = await findFullOffers(stage.catalogue, withPage(search, page), TODAY, 100);
      pages = results.pages;
      for (const offer of results.offers) shown.add(pair(id, offer.id));
    }
    expect(shown).toEqual(new Set([...expected].filter((each) => Math.floor(each / 100_000) === id)));
  }
}
