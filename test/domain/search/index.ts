import { DatabaseSync } from "node:sqlite";
import { type IndexedOffer, indexRow } from "#app/domain/search/index-row.ts";
import { compileMatch, WEIGHTS } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH, type Search } from "#app/domain/search/search.ts";

/** An apprenticeship of which little was said. */
export const PLAIN_OFFER: IndexedOffer = {
  reference: "A-2025-100000",
  type: "apprentissage",
  title: "Offre",
  administration: null,
  employer: null,
  service: null,
  level: null,
  domains: [],
  region: null,
  department: null,
  country: "FRA",
  city: null,
  description: null,
  profile: null,
  employerDescription: null,
  more: null,
  startsOn: null,
  durationMinMonths: null,
  durationMaxMonths: null,
  telework: null,
  disabilityFriendly: null,
};

/** A full-text index of its own, as the catalogue has one; offers are numbered from 1. */
export function indexOf(offers: Partial<IndexedOffer>[]) {
  const db = new DatabaseSync(":memory:");
  db.exec(`CREATE VIRTUAL TABLE offers_fts USING fts5(title, employer, body, f, k UNINDEXED,
    content='', contentless_delete=1, contentless_unindexed=1, tokenize="ascii")`);
  const insert = db.prepare("INSERT INTO offers_fts (rowid, title, employer, body, f, k) VALUES (?, ?, ?, ?, ?, ?)");
  db.exec("BEGIN");
  for (const [position, offer] of offers.entries()) {
    const { title, employer, body, f, k } = indexRow({ ...PLAIN_OFFER, ...offer });
    insert.run(position + 1, title, employer, body, f, k);
  }
  db.exec("COMMIT");
  const ranked = db.prepare(
    `SELECT rowid AS id FROM offers_fts WHERE offers_fts MATCH ? ORDER BY bm25(offers_fts, ${WEIGHTS.join(", ")}), rowid DESC`,
  );
  const packed = db.prepare("SELECT group_concat(k) AS k FROM offers_fts WHERE offers_fts MATCH ?");
  const expressionOf = (asked: Partial<Search>) => compileMatch({ ...EMPTY_SEARCH, ...asked }).expression;

  return {
    /** The numbers of the offers found, the most relevant first. */
    ranked: (asked: Partial<Search>) => ranked.all(expressionOf(asked)).map(({ id }) => Number(id)),
    /** The numbers of the offers that answer each of some expressions. */
    matching: (...expressions: string[]) =>
      expressions.map((expression) => ranked.all(expression).map(({ id }) => Number(id))),
    /** The same in the order of their numbers. */
    found: (asked: Partial<Search>) =>
      ranked
        .all(expressionOf(asked))
        .map(({ id }) => Number(id))
        .sort((a, b) => a - b),
    facets: (asked: Partial<Search>) => {
      const k = packed.get(expressionOf(asked))?.k;
      return typeof k === "string" ? k : null;
    },
  };
}

/** The titles that these keywords find, the most relevant first. */
export function titlesFound(words: string, titles: string[]): string[] {
  return indexOf(titles.map((title) => ({ title })))
    .ranked({ words })
    .map((id) => titles[id - 1] ?? "");
}
