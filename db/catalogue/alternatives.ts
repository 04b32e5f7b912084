import { type SQL, sql } from "drizzle-orm";
import { type Criterion, criteriaOf, without } from "#app/domain/criteria.ts";
import { withInstead } from "#app/domain/keywords.ts";
import { compileMatch } from "#app/domain/match.ts";
import { canonical, type Search } from "#app/domain/search.ts";
import { distance, initialsOf, slipsAllowed } from "#app/domain/spelling.ts";
import { stem } from "#app/domain/stem.ts";
import type { Word } from "#app/domain/text.ts";
import { runBatch } from "../batch.ts";
import type { Catalogue } from "./database.ts";
import { countQuery } from "./matching.ts";
import { TOKENS } from "./search-index.ts";

/** What gives offers where a search gives none. */
export type Alternatives = {
  /** Searches without one criterion, or without one of several keywords, and how many offers each gives. */
  without: { label: string; kind: "criterion" | "word"; search: Search; count: number }[];
  /** The keywords as they were probably meant, when some of them are words that no open offer holds. */
  corrected: string | null;
};

/** So many choices are enough to go on, and each is a statement. */
const MOST = 12;

/**
 * Looks for what to change in a search that found nothing: which one criterion to drop, which word is misspelt.
 * @param today the current day in Europe/Paris
 * @param labels of administrations by slug
 */
export async function findAlternatives(
  db: Catalogue,
  search: Search,
  today: string,
  labels: ReadonlyMap<string, string>,
): Promise<Alternatives> {
  const { terms } = compileMatch(search);
  const fewer = fewerCriteria(search, terms, labels).slice(0, MOST);
  const [unknown, ...counts] = await runBatch<[{ token: string }, ...{ count: number }[]]>(db, [
    sql`SELECT value AS token FROM json_each(${JSON.stringify(terms.map(({ token }) => token))}) asked
      WHERE NOT EXISTS (SELECT 1 FROM ${TOKENS} WHERE term = asked.value)`,
    ...fewer.map((each) => countQuery(compileMatch(each.search).expression, today)),
  ]);
  const misspelt = terms.filter(({ token }) => unknown.some((each) => each.token === token));
  return {
    without: fewer
      .map((each, index) => ({ ...each, count: counts[index]?.[0]?.count ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count),
    corrected: await correct(db, search.words, misspelt),
  };
}

function fewerCriteria(
  search: Search,
  terms: Word[],
  labels: ReadonlyMap<string, string>,
): Omit<Alternatives["without"][number], "count">[] {
  const criteria: Criterion[] = criteriaOf(search, labels);
  const fewer = criteria.map((criterion) => ({
    kind: "criterion" as const,
    label: criterion.label,
    search: without(search, criterion),
  }));
  if (terms.length < 2) return criteria.length > 1 ? fewer : [];
  const shorter = terms.flatMap((term) => {
    const words = withInstead(search.words, [term], () => "");
    return words ? [{ kind: "word" as const, label: term.word, search: canonical({ ...search, words, page: 1 }) }] : [];
  });
  return [...(criteria.length > 1 ? fewer : []), ...shorter];
}

/** The keywords with misspelt words replaced by the nearest that offers hold; null when no word has any. */
async function correct(db: Catalogue, typed: string, misspelt: Word[]): Promise<string | null> {
  const words = misspelt.filter(({ word }) => slipsAllowed(word) > 0).slice(0, 4);
  if (words.length === 0) return null;
  const lists = await runBatch<{ word: string; shown: string }[]>(
    db,
    words.map(({ word }) => similarlyLong(word)),
  );
  const close = words.map(({ word }, index) => nearest(word, lists[index] ?? []));
  const offers = await countOffers(
    db,
    close.flat().map(({ word }) => stem(word)),
  );
  let corrected = typed;
  for (const [index, word] of words.entries()) {
    const held = (close[index] ?? []).filter((each) => (offers.get(stem(each.word)) ?? 0) > 0);
    held.sort((a, b) => a.slips - b.slips || (offers.get(stem(b.word)) ?? 0) - (offers.get(stem(a.word)) ?? 0));
    const best = held[0];
    corrected = (best && withInstead(corrected, [word], () => best.shown)) ?? corrected;
  }
  return corrected === typed ? null : corrected;
}

function similarlyLong(word: string): SQL {
  // Letters that are not heard are one more.
  const slips = slipsAllowed(word) + 1;
  return sql`SELECT word, shown FROM words WHERE initial IN (SELECT value FROM json_each(${JSON.stringify(initialsOf(word))}))
    AND length BETWEEN ${word.length - slips} AND ${word.length + slips}`;
}

type Close = { word: string; shown: string; slips: number };

function nearest(word: string, known: { word: string; shown: string }[]): Close[] {
  const most = slipsAllowed(word);
  return known
    .map((each) => ({ ...each, slips: distance(word, each.word, most) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 30);
}

async function countOffers(db: Catalogue, tokens: string[]): Promise<Map<string, number>> {
  const [rows] = await runBatch<[{ term: string; doc: number }]>(db, [
    sql`SELECT held.term, held.doc FROM (SELECT DISTINCT value FROM json_each(${JSON.stringify(tokens)})) asked
      JOIN ${TOKENS} held ON held.term = asked.value`,
  ]);
  return new Map(rows.map(({ term, doc }) => [term, doc]));
}
