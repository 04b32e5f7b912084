import { DatabaseSync } from "node:sqlite";
import type { Client } from "pg";
import { labelOf, regionOf } from "#app/domain/nomenclature.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { plainText } from "#app/domain/text/reduced-html.ts";
import { startPostgres } from "#bench/postgres.ts";
import { printTable } from "#bench/table.ts";
import { evaluate, type Finder, judgedSets, ourFinder, wordsOf } from "./judgements.ts";

/**
 * How good the search is on the judged sets, beside plain FTS5 and PostgreSQL. `--misses` lists what ours gets wrong.
 */
export async function benchRelevance(args: string[]): Promise<void> {
  const { client, stop } = await startPostgres();
  try {
    for (const set of judgedSets()) {
      const ours = await evaluate(set, ourFinder(set, { partial: true }));
      const byWords =
        (find: Finder): Finder =>
        (query) =>
          find(wordsOf(set, query));
      const peers = {
        PASS: ours,
        "PASS, all the words": await evaluate(set, ourFinder(set, { partial: false })),
        "FTS5 unicode61": await evaluate(set, byWords(plainFts5(set.offers))),
        "PostgreSQL 15 french + unaccent": await evaluate(set, byWords(await inPostgres(client, set.offers))),
      };
      printTable(
        `Relevance, ${set.queries.length} judged queries over ${set.offers.length} ${set.name}`,
        ["search", "recall@10", "precision@5", "MRR", "violations", ...ours.recallByKind.keys()],
        Object.entries(peers).map(([name, { recall, precision, mrr, violations, recallByKind }]) => [
          name,
          ...[recall, precision, mrr].map((score) => score.toFixed(3)),
          String(violations),
          ...[...recallByKind.values()].map((score) => score.toFixed(2)),
        ]),
      );
      if (args.includes("--misses")) for (const miss of ours.misses) console.log(miss);
    }
  } finally {
    await stop();
  }
}

/** PostgreSQL's own French search: accents folded, the title first. */
async function inPostgres(client: Client, offers: Posting[]): Promise<Finder> {
  await client.query("DROP TABLE IF EXISTS offers; CREATE TABLE offers (reference text, words tsvector)");
  for (const posting of offers) {
    const { title, employer, text } = textsOf(posting);
    await client.query(
      `INSERT INTO offers VALUES ($1, setweight(to_tsvector('fr', $2), 'A') || setweight(to_tsvector('fr', $3), 'B')
        || setweight(to_tsvector('fr', $4), 'D'))`,
      [posting.reference, title, employer, text],
    );
  }
  return async (query) => {
    const { rows } = await client.query<{ reference: string }>(
      `SELECT reference FROM offers, websearch_to_tsquery('fr', $1) q WHERE words @@ q
        ORDER BY ts_rank_cd(words, q) DESC, reference LIMIT 10`,
      [query],
    );
    return rows.map(({ reference }) => reference);
  };
}

function textsOf({ title, administration, employer, service, city, department, ...texts }: Posting) {
  const { description, profile, employerDescription, more } = texts;
  const region = texts.region ?? (department && regionOf(department));
  const place = (kind: "department" | "region", code: string | null) => code && labelOf(kind, code);
  return {
    title,
    // Ours understands places by their codes: the others get their names.
    employer: [administration, employer, service, city, place("department", department), place("region", region)]
      .filter(Boolean)
      .join(" "),
    text: [description, profile, more, employerDescription].map((html) => plainText(html) ?? "").join(" "),
  };
}

/** SQLite's own full-text search as it comes: accents folded, all of the words, bm25 with the title first. */
function plainFts5(offers: Posting[]): Finder {
  const db = new DatabaseSync(":memory:");
  db.exec(
    "CREATE VIRTUAL TABLE offers USING fts5(reference UNINDEXED, title, employer, text, tokenize='unicode61 remove_diacritics 2')",
  );
  const insert = db.prepare("INSERT INTO offers VALUES (?, ?, ?, ?)");
  for (const posting of offers) {
    const { title, employer, text } = textsOf(posting);
    insert.run(posting.reference, title, employer, text);
  }
  const select = db.prepare(
    "SELECT reference FROM offers WHERE offers MATCH ? ORDER BY bm25(offers, 0, 10, 2, 1) LIMIT 10",
  );
  return async (query) => {
    const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
    const expression = words.map((word) => `"${word}"`).join(" AND ");
    return select.all(expression).map(({ reference }) => String(reference));
  };
}
