import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { regionOf } from "#app/domain/nomenclature.ts";
import { checkPosting, type Posting } from "#app/domain/offers/posting.ts";
import { indexRow, wordForms } from "#app/domain/search/index-row.ts";
import { parseSearch, type Search } from "#app/domain/search/search.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { inProcess } from "#bench/in-process.ts";
import { migrate } from "#bench/synthetic.ts";
import { findAlternatives } from "#db/catalogue/search/alternatives.ts";
import { findFullOffers } from "#db/catalogue/search/offer-pages.ts";
import { findPartial } from "#db/catalogue/search/partial.ts";
import { INDEX_NAME } from "#db/catalogue/search-index.ts";
import { root } from "#workers/local/build.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";

/**
 * A query, and the references of the offers that a candidate would call right for it: one of `first` must come first,
 * all of `present` must be there, none of `absent` may be among the first ten. Nothing may be found for nonsense.
 */
type Judgement = { kind: string; query: string; first: string[]; present: string[]; absent: string[] };

/** Offers, and what was judged of queries over them. */
export type JudgedSet = {
  name: string;
  offers: Posting[];
  /** Keywords, or whole searches as in an address: `q=jardinier&ou=Rennes&rayon=30`. */
  queries: Judgement[];
  asAddress?: boolean;
};

/** What a query says to a search that knows words only: its keywords and the place as it was typed. */
export function wordsOf({ asAddress }: JudgedSet, query: string): string {
  const asked = new URLSearchParams(query);
  return asAddress ? `${asked.get("q")} ${asked.get("ou") ?? ""}` : query;
}

/** References of what a query finds, the best first, ten at most. */
export type Finder = (query: string) => Promise<string[]>;

const DAY = "2026-11-23";

/**
 * The judged sets: queries over the demonstration offers, which the search was tuned on, and queries over offers
 * written for them, which it was not.
 */
export function judgedSets(): JudgedSet[] {
  return [demonstrationSet(), writtenSet("office"), writtenSet("field"), placesSet()];
}

/** Offers whose towns are written as importers find them, and searches in and around places, judged on a map. */
function placesSet(): JudgedSet {
  const offers = read<object[]>("offers-places").map((raw) => {
    const checked = checkPosting(raw, `${DAY}T08:00:00.000Z`);
    if (!checked.ok) throw new Error(checked.reason);
    return checked.posting;
  });
  return { name: "offers with places, not tuned on", offers, queries: read("queries-places"), asAddress: true };
}

/** Judged by titles, which stand for all the offers that have them, there where the query says. */
function demonstrationSet(): JudgedSet {
  type ByTitle = Judgement & { region?: string; department?: string };
  const offers: Posting[] = demonstrationPostings(DAY);
  const queries = read<ByTitle[]>("judgements").map(({ region, department, first, present, absent, ...query }) => {
    const there = (posting: Posting) =>
      (!region || regionOf(posting.department ?? "") === region) && (!department || posting.department === department);
    const called = (titles: string[], where: (posting: Posting) => boolean) =>
      offers.filter((posting) => titles.includes(posting.title) && where(posting)).map(({ reference }) => reference);
    return {
      ...query,
      first: called(first, there),
      present: called(present, there),
      absent: called(absent, () => true),
    };
  });
  return { name: "demonstration offers", offers, queries };
}

function writtenSet(part: string): JudgedSet {
  const least = { country: "FRA", profile: null, service: null, employerDescription: null, more: null, startsOn: null };
  const rest = { durationMinMonths: null, durationMaxMonths: null, contacts: [], updatedAt: null, expiresOn: null };
  const later = { telework: null, disabilityFriendly: null, pay: null };
  return {
    name: `${part} offers, not tuned on`,
    offers: read<Posting[]>(`offers-${part}`).map((posting) => ({ ...least, ...rest, ...later, ...posting })),
    queries: read<Judgement[]>(`queries-${part}`),
  };
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(root, `test/fixtures/relevance/${name}.json`), "utf8")) as T;
}

/**
 * Our search, on the judged offers, in this process: a correction when nothing is found. `partial`: as the page shows,
 * with the offers that answer a part of the words below those that answer all of them.
 */
export function ourFinder({ offers, asAddress }: JudgedSet, { partial }: { partial: boolean }): Finder {
  const file = new DatabaseSync(":memory:");
  migrate(file, "catalogue");
  const offer = file.prepare(
    `INSERT INTO offers (id, reference, type, title, country, contacts, published_at, updated_at, last_seen_at, source,
      content_hash, indexed, commune, latitude, longitude)
      VALUES (?, ?, ?, ?, ?, '[]', '', '', '', '', '', ${TEXT_VERSION}, ?, ?, ?)`,
  );
  const row = file.prepare(`INSERT INTO ${INDEX_NAME} (rowid, title, employer, body, f, k) VALUES (?, ?, ?, ?, ?, ?)`);
  const word = file.prepare("INSERT OR IGNORE INTO words VALUES (substr(?1, 1, 1), length(?1), ?1, ?2)");
  for (const [position, posting] of offers.entries()) {
    const id = position + 1;
    const administration = posting.administration ? { slug: "a", label: posting.administration } : null;
    const { title, employer, body, f, twin, k, commune, latitude, longitude } = indexRow({
      ...posting,
      administration,
    });
    offer.run(id, posting.reference, posting.type, posting.title, posting.country, commune, latitude, longitude);
    // Each by itself: what is measured is the order of the offers, not how they are folded.
    row.run(id, title, employer, body, f, `${twin.slice(6)}${String(id).padStart(6, "0")},${k}`);
    for (const form of wordForms([posting])) word.run(form.word, form.shown);
  }
  file.prepare("INSERT INTO facet_counts VALUES ('all', '', ?)").run(offers.length);
  const db = inProcess(file);
  const find = async (search: Search) => (await findFullOffers(db, search, DAY, 10)).offers;
  const referencesOf = (found: { reference: string }[]) => found.map(({ reference }) => reference);
  return async (query) => {
    const { search } = parseSearch(new URLSearchParams(asAddress ? query : { q: query }));
    const found = await find(search);
    const corrected = found.length > 0 ? null : (await findAlternatives(db, search, DAY, new Map())).corrected;
    const meant = corrected === null ? search : { ...search, words: corrected };
    const exact = corrected === null ? found : await find(meant);
    if (!partial) return referencesOf(exact);
    const { offers: near } = await findPartial(db, meant, DAY, 10 - exact.length);
    return referencesOf([...exact, ...near]);
  };
}

export type Scores = {
  /** Of the offers that must be there, the share among the first ten (of ten at most). */
  recall: number;
  /** Of the first five (or of as many as there are that must be there), the share that must be there. */
  precision: number;
  /** One over the place of the first offer that may come first, on average. */
  mrr: number;
  /** Queries that show among the first ten what must not be there, or find something for nonsense. */
  violations: number;
  recallByKind: Map<string, number>;
  /** What is wrong, a line a query. */
  misses: string[];
};

/** Scores a search on the judged set. */
export async function evaluate({ offers, queries }: JudgedSet, find: Finder): Promise<Scores> {
  const titles = new Map(offers.map(({ reference, title }) => [reference, title]));
  const titled = (references: string[]) =>
    references.map((reference) => titles.get(reference) ?? reference).join(" · ");
  const recalls: { kind: string; recall: number }[] = [];
  const precisions: number[] = [];
  const ranks: number[] = [];
  const misses: string[] = [];
  let violations = 0;
  for (const { kind, query, first, present, absent } of queries) {
    const found = (await find(query)).slice(0, 10);
    const isRight = (reference: string) => present.includes(reference);
    const wrong = kind === "nonsense" ? found : found.filter((reference) => absent.includes(reference));
    if (wrong.length > 0) {
      violations += 1;
      misses.push(`${query} must not find: ${titled(wrong)}`);
    }
    if (present.length === 0) continue;
    const recall = found.filter(isRight).length / Math.min(10, present.length);
    recalls.push({ kind, recall });
    const five = Math.min(5, present.length);
    precisions.push(found.slice(0, five).filter(isRight).length / five);
    const place = found.findIndex((reference) => (first.length > 0 ? first : present).includes(reference));
    ranks.push(place < 0 ? 0 : 1 / (place + 1));
    if (recall < 1 || place !== 0) {
      const missing = present.filter((reference) => !found.includes(reference)).slice(0, 10);
      misses.push(`${query} → ${recall.toFixed(2)}: ${titled(found)} (missing: ${titled(missing)})`);
    }
  }
  const kinds = [...new Set(recalls.map(({ kind }) => kind))];
  return {
    recall: mean(recalls.map(({ recall }) => recall)),
    precision: mean(precisions),
    mrr: mean(ranks),
    violations,
    recallByKind: new Map(
      kinds.map((kind) => [kind, mean(recalls.filter((each) => each.kind === kind).map(({ recall }) => recall))]),
    ),
    misses,
  };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
