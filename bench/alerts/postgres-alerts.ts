import { DatabaseSync } from "node:sqlite";
import type { Client } from "pg";
import { regionOf } from "#app/domain/nomenclature.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { startPostgres } from "#bench/postgres.ts";

/**
 * Matches the same saved searches with the same new offers in PostgreSQL 15: stored tsqueries and a column a criterion,
 * joined with the offers' tsvectors (`french` and unaccent, GIN), what is found being kept in a table.
 * @param accounts the file of the saved searches
 * @returns how long each statement took in milliseconds, the median of the runs, and how many pairs it found
 */
export async function matchInPostgres(
  accounts: string,
  postings: Posting[],
): Promise<{ ms: number; longestMs: number; pairs: number }> {
  const { client, stop } = await startPostgres();
  try {
    await client.query(TABLES);
    await loadSearches(client, accounts);
    await client.query(
      `INSERT INTO offers SELECT ordinality, j->>'type', (j->>'level')::int, j->>'region', j->>'department',
        ARRAY(SELECT jsonb_array_elements_text(j->'domains')),
        setweight(to_tsvector('fr', j->>'title'), 'A') || to_tsvector('fr', concat_ws(' ', j->>'administration',
          j->>'employer', j->>'service', j->>'city', j->>'description', j->>'profile', j->>'employerDescription'))
      FROM jsonb_array_elements($1) WITH ORDINALITY o(j)`,
      [JSON.stringify(postings.map((posting) => ({ ...posting, region: regionWithin(posting) })))],
    );
    await client.query("CREATE INDEX ON offers USING gin (words)");
    await client.query("ANALYZE");
    const runs: { ms: number; longestMs: number; pairs: number }[] = [];
    for (let run = 0; run < 3; run++) runs.push(await match(client));
    runs.sort((a, b) => a.ms - b.ms);
    return runs[1] ?? { ms: 0, longestMs: 0, pairs: 0 };
  } finally {
    await stop();
  }
}

async function match(client: Client) {
  await client.query("TRUNCATE matches");
  const run = { ms: 0, longestMs: 0, pairs: 0 };
  // Two statements, so that the one with words may use the index.
  for (const words of ["o.words @@ s.query", "s.query IS NULL"]) {
    const begin = performance.now();
    const { rowCount } = await client.query(
      `INSERT INTO matches SELECT s.id, o.id FROM searches s JOIN offers o ON ${words} AND ${CRITERIA}`,
    );
    const ms = performance.now() - begin;
    run.ms += ms;
    run.longestMs = Math.max(run.longestMs, ms);
    run.pairs += rowCount ?? 0;
  }
  return run;
}

const CRITERIA = `(s.types IS NULL OR o.type = ANY(s.types)) AND (s.level IS NULL OR o.level = s.level OR o.level IS NULL)
  AND (s.domains IS NULL OR o.domains && s.domains)
  AND (s.regions IS NULL OR o.region = ANY(s.regions) OR o.department = ANY(s.departments))`;

const TABLES = `
  CREATE TABLE searches (id int PRIMARY KEY, query tsquery, types text[], level int, domains text[], regions text[], departments text[]);
  CREATE TABLE offers (id int PRIMARY KEY, type text, level int, region text, department text, domains text[], words tsvector);
  CREATE TABLE matches (search int, offer int, PRIMARY KEY (search, offer));`;

async function loadSearches(client: Client, accounts: string): Promise<void> {
  const source = new DatabaseSync(accounts, { readOnly: true });
  const part = source.prepare("SELECT id, criteria FROM saved_searches WHERE id > ? ORDER BY id LIMIT 5000");
  for (let rows = part.all(0); rows.length > 0; rows = part.all(Number(rows.at(-1)?.id))) {
    const searches = rows.map(({ id, criteria }) => {
      const { words, types, level, domains, regions, departments } = parseSearch(
        new URLSearchParams(String(criteria)),
      ).search;
      const hasPlace = regions.length + departments.length > 0;
      return {
        id: Number(id),
        words: words.replaceAll(/[«»]/g, '"') || null,
        types: orNull(types),
        level: level && Number(level),
        domains: orNull(domains),
        regions: hasPlace ? regions : null,
        departments: hasPlace ? departments : null,
      };
    });
    await client.query(
      `INSERT INTO searches SELECT id, websearch_to_tsquery('fr', words), types, level, domains, regions, departments
      FROM jsonb_to_recordset($1) AS s(id int, words text, types text[], level int, domains text[], regions text[], departments text[])`,
      [JSON.stringify(searches)],
    );
  }
  source.close();
}

const orNull = (values: string[]): string[] | null => (values.length > 0 ? values : null);

function regionWithin({ region, department }: Posting): string | null {
  return region ?? (department ? regionOf(department) : null);
}
