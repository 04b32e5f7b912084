import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DEPARTMENTS, DOMAINS, LEVELS, OFFER_TYPES, REGIONS } from "#app/domain/nomenclature.ts";
import { selectiveTokens } from "#app/domain/saved-searches/selective-tokens.ts";
import { COMPILED_VERSION, compileMatch } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH, type Search } from "#app/domain/search/search.ts";
import { ACRONYMS } from "#app/domain/text/lists/acronyms.ts";
import { prepareText } from "#app/domain/text/text.ts";
import { criteriaOf } from "#app/services/saved-searches/compile-search.ts";
import { INDEX_NAME } from "#db/catalogue/search-index.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { type Drawer, drawer } from "#workers/local/demonstration/random.ts";
import { migrate, TODAY } from "./synthetic.ts";

const SEARCHES_EACH = 1.3;
/** How many different searches there are: beyond, people save what others have saved. */
const DIFFERENT = 100_000;

/**
 * Fills a database of accounts, as a SQLite file with the product's own schema, with saved searches whose bells are on.
 * Compiled as the product compiles them. Deterministic.
 * @param catalogue the file of the offers that say which tokens are rare
 */
export function fillSavedSearches(path: string, count: number, catalogue: string): void {
  mkdirSync(dirname(path), { recursive: true });
  console.log(`Saving ${count.toLocaleString("en")} searches, once…`);
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  const db = new DatabaseSync(unfinished);
  db.exec(
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF",
  );
  migrate(db, "accounts");
  const offers = new DatabaseSync(catalogue, { readOnly: true });
  const newest = Number(offers.prepare("SELECT max(id) AS id FROM offers").get()?.id);
  const drawSaved = searchDrawer(offers);
  const candidate = db.prepare(`INSERT INTO candidates (id, username, username_key, email, email_key, password_hash,
      first_name, last_name, consented_at, created_at, last_login_at)
    VALUES (?1, 'c' || ?1, 'c' || ?1, 'c' || ?1 || '@exemple.fr', 'c' || ?1 || '@exemple.fr', '', 'Ada', 'Lovelace', ?2, ?2, ?2)`);
  const search = db.prepare(`INSERT INTO saved_searches (id, candidate_id, name, criteria, match, text_version, cadence,
      since_offer_id, seen_offer_id, created_at) VALUES (?, ?, ?, ?, ?, ${COMPILED_VERSION}, ?, ${newest}, ${newest}, ?)`);
  const token = db.prepare("INSERT INTO search_tokens (token, saved_search_id) VALUES (?, ?)");
  const at = `${TODAY}T08:00:00.000Z`;
  db.exec("BEGIN");
  let [candidateId, own] = [0, new Set<string>()];
  for (let id = 1; id <= count; id++) {
    const draw = drawer(id % DIFFERENT);
    if (Math.ceil(id / SEARCHES_EACH) > candidateId) {
      [candidateId, own] = [candidateId + 1, new Set()];
      candidate.run(candidateId, at);
    }
    let saved = drawSaved(draw);
    while (own.has(saved.criteria)) saved = drawSaved(draw);
    const { search: wanted, criteria, match, searchTokens } = saved;
    own.add(criteria);
    search.run(id, candidateId, wanted.words || "Ma recherche", criteria, match, cadenceOf(draw), at);
    for (const each of searchTokens) token.run(each, id);
  }
  // Not analysed: the product never is.
  db.exec("COMMIT");
  db.close();
  offers.close();
  renameSync(unfinished, path);
}

function cadenceOf(draw: Drawer) {
  return draw.chance(0.7) ? "immediate" : draw.chance(0.7) ? "daily" : "weekly";
}

/** The words of a title that people look for. */
export function wordsOf(title: string): string[] {
  return title.split(/[\s/(),.;:«»–’]+/).filter((word) => word.length > 2 && prepareText(word).length > 0);
}

const TITLES = demonstrationPostings(TODAY)
  .map(({ title }) => wordsOf(title))
  .filter((words) => words.length > 0);

/** What a person saves: one to three words that stand together in a title, or none; half with a place; criteria. */
export function drawSearch(draw: Drawer): Search {
  const words = draw.chance(0.8) ? drawWords(draw) : "";
  const place = draw.chance(words ? 0.45 : 0.8) ? draw.below(3) : -1;
  const search: Search = {
    ...EMPTY_SEARCH,
    words,
    types: draw.chance(0.35) ? [draw.pick(OFFER_TYPES).code] : [],
    level: draw.chance(0.2) ? draw.pick(LEVELS).code : null,
    domains: draw.chance(words ? 0.1 : 0.6) ? draw.some(DOMAINS, 1 + draw.below(2)).map(({ code }) => code) : [],
    regions: place === 0 || place === 1 ? [draw.pick(REGIONS).code] : [],
    departments: place === 2 ? Array.from({ length: 1 + draw.below(3) }, () => draw.pick(DEPARTMENTS).code) : [],
  };
  return words || place >= 0 || search.domains.length > 0 ? search : drawSearch(draw);
}

function drawWords(draw: Drawer): string {
  const title = draw.pick(TITLES);
  const from = draw.below(title.length);
  const some = (length: number) => title.slice(from, from + length).join(" ");
  switch (draw.below(20)) {
    case 0:
      return draw.pick(ACRONYMS)[0];
    case 1:
      return `${some(1)} -${draw.pick(draw.pick(TITLES))}`;
    case 2:
      return `« ${some(2)} »`;
    default:
      return some(1 + Math.floor(draw.below(10) / 4));
  }
}

type Saved = Compiled & { search: Search; criteria: string };
type Compiled = { match: string; searchTokens: string[]; isWide: boolean };

/** Draws searches, and compiles each once: many people save the same. */
function searchDrawer(catalogue: DatabaseSync) {
  const terms = catalogue.prepare(`SELECT term, doc FROM ${INDEX_NAME.replace("_fts", "_tokens")}`).all();
  const counts = new Map(terms.map(({ term, doc }) => [String(term), Number(doc)]));
  const found = catalogue.prepare(
    `SELECT count(*) AS count FROM (SELECT 1 FROM ${INDEX_NAME} WHERE ${INDEX_NAME} MATCH ? LIMIT ?)`,
  );
  const wide = Math.ceil(TOO_WIDE * Number(catalogue.prepare("SELECT count(*) AS count FROM offers").get()?.count));
  const known = new Map<string, Compiled>();
  const compile = (search: Search): Compiled => {
    const match = compileMatch(search).expression;
    const frequency = (token: string) => counts.get(token) ?? 0;
    return {
      match,
      searchTokens: selectiveTokens(match, frequency),
      isWide: Number(found.get(match, wide)?.count) >= wide,
    };
  };
  const draw = (from: Drawer): Saved => {
    const search = drawSearch(from);
    const criteria = criteriaOf(search);
    const compiled = known.get(criteria) ?? compile(search);
    known.set(criteria, compiled);
    return compiled.isWide && !from.chance(OBSTINATE) ? draw(from) : { search, criteria, ...compiled };
  };
  return draw;
}

/** Searches that find more than this share of the offers are advised against: 50 a week, when 3,200 are published. */
const TOO_WIDE = 0.015;
/** Of those, the share that is saved nevertheless. */
const OBSTINATE = 0.05;
