import { type SQL, sql } from "drizzle-orm";
import { type Criterion, criteriaOf, without } from "#app/domain/search/criteria.ts";
import { keywordForms } from "#app/domain/search/keywords/keyword-forms.ts";
import { withInstead } from "#app/domain/search/keywords/keywords.ts";
import { compileMatch } from "#app/domain/search/match.ts";
import { canonical, type Search } from "#app/domain/search/search.ts";
import { distance, initialsOf, slipsAllowed } from "#app/domain/text/spelling.ts";
import { stem } from "#app/domain/text/stem.ts";
import { isKnownToken } from "#app/domain/text/synonyms.ts";
import type { Word } from "#app/domain/text/text.ts";
import type { WordForm } from "#app/domain/text/vocabulary.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { TOKENS } from "#db/catalogue/search-index.ts";
import { listOf } from "#db/d1/list-of.ts";
import { countQuery } from "./counting.ts";
import { countHolders } from "./tokens.ts";

/** Searches to propose instead of one that finds nothing. */
export type Alternatives = {
  /** Searches without one criterion, or without one of several keywords, and how many offers each gives. */
  without: { label: string; kind: "criterion" | "word"; search: Search; count: number }[];
  /** The keywords as they were probably meant, when some of them are words that no open offer holds. */
  corrected: string | null;
};

/** How many searches are tried: each is a statement. */
const MOST = 12;

/**
 * Finds what to change in a search without results: the one criterion or word to drop, the misspelt words.
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
  const misspelt = terms.filter(({ token }) => !isKnownToken(token) && unknown.some((each) => each.token === token));
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

/**
 * The keywords with misspelt words replaced by the nearest that offers hold, or that name a contract, a diploma or a
 * place; null when no word has any.
 */
async function correct(db: Catalogue, typed: string, misspelt: Word[]): Promise<string | null> {
  const words = misspelt.filter(({ word }) => slipsAllowed(word) > 0).slice(0, 4);
  if (words.length === 0) return null;
  const lists = await runBatch<WordForm[]>(
    db,
    words.map(({ word }) => similarlyLong(word)),
  );
  const close = words.map(({ word }, index) => nearest(word, [...(lists[index] ?? []), ...keywordForms()]));
  const offers = await countHolders(
    db,
    close.flat().map(({ word }) => stem(word)),
  );
  let corrected = typed;
  for (const [index, word] of words.entries()) {
    const held = (close[index] ?? [])
      .map((each) => ({ ...each, offers: offers.get(stem(each.word)) ?? 0 }))
      .filter(({ word, offers }) => offers > 0 || keywordForms().some((known) => known.word === word));
    const [best] = held.sort((a, b) => a.slips - b.slips || b.offers - a.offers);
    corrected = (best && withInstead(corrected, [word], () => best.shown)) ?? corrected;
  }
  return corrected === typed ? null : corrected;
}

function similarlyLong(word: string): SQL {
  const { least, most } = lengthsNear(word);
  return sql`SELECT word, shown FROM words WHERE initial IN ${listOf(initialsOf(word))}
    AND length BETWEEN ${least} AND ${most}`;
}

/** Letters that are not pronounced count as one more edit. */
function lengthsNear(word: string): { least: number; most: number } {
  const slips = slipsAllowed(word) + 1;
  return { least: word.length - slips, most: word.length + slips };
}

type Close = WordForm & { slips: number };

function nearest(word: string, known: WordForm[]): Close[] {
  const most = slipsAllowed(word);
  const lengths = lengthsNear(word);
  return known
    .filter((each) => each.word.length >= lengths.least && each.word.length <= lengths.most)
    .map((each) => ({ ...each, slips: distance(word, each.word, most) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 30);
}
