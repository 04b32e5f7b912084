import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Client } from "pg";
import { withoutEachDimension } from "#app/domain/search/criteria.ts";
import { effectiveSort, isEmpty, type Search } from "#app/domain/search/search.ts";
import { startPostgres } from "#bench/postgres.ts";
import { TODAY } from "#bench/synthetic.ts";
import { root } from "#workers/local/build.ts";

/** The same offers in PostgreSQL 15: `french` and unaccent, GIN, an index for each criterion. Built once and kept. */
export async function postgresCatalogue(offers: number, file: string) {
  const { client, stop } = await startPostgres(join(root, "bench/.cache/postgres"));
  const table = `entries_${offers}`;
  const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS there", [table]);
  if (!rows[0]?.there) await fill(client, table, file);
  return { stop, search: (search: Search) => searchIn(client, table, search) };
}

async function fill(client: Client, table: string, file: string): Promise<void> {
  console.log("Loading the offers into PostgreSQL, once…");
  await client.query("BEGIN");
  await client.query(`CREATE TABLE ${table} (id int PRIMARY KEY, type text, title text, administration int, level int,
    region text, department text, country text, domains text[], starts_on date, expires_on date, twin text, words tsvector)`);
  const source = new DatabaseSync(file, { readOnly: true });
  const select =
    source.prepare(`SELECT id, type, title, administration_id, level, region, department, country, starts_on,
    expires_on, twin, employer || ' ' || service || ' ' || city AS employer, description,
    (SELECT group_concat(domain) FROM offer_domains WHERE offer_id = id) AS domains FROM offers WHERE id > ? ORDER BY id LIMIT 1000`);
  for (let rows = select.all(0); rows.length > 0; rows = select.all(Number(rows.at(-1)?.id))) {
    await client.query(
      `INSERT INTO ${table} SELECT (j->>'id')::int, j->>'type', j->>'title', (j->>'administration_id')::int,
        (j->>'level')::int, j->>'region', j->>'department', j->>'country', string_to_array(j->>'domains', ','),
        (j->>'starts_on')::date, (j->>'expires_on')::date, j->>'twin',
        setweight(to_tsvector('fr', j->>'title'), 'A') || setweight(to_tsvector('fr', j->>'employer'), 'B')
          || setweight(to_tsvector('fr', j->>'description'), 'D')
      FROM jsonb_array_elements($1) j`,
      [JSON.stringify(rows)],
    );
  }
  source.close();
  await client.query(`CREATE INDEX ON ${table} USING gin (words)`);
  await client.query(`CREATE INDEX ON ${table} USING gin (domains)`);
  for (const column of ["type", "administration", "level", "region", "department", "starts_on"]) {
    await client.query(`CREATE INDEX ON ${table} (${column})`);
  }
  await client.query("COMMIT");
  await client.query(`VACUUM ANALYZE ${table}`);
}

/**
 * Page, count and facets, as the site shows them: the same offer at several places is one entry, and pages go as far.
 * Neither side reads the choices of the form, which the site remembers.
 */
async function searchIn(client: Client, table: string, search: Search): Promise<number> {
  const { where, params } = conditions(search);
  const rank = {
    pertinence: "-ts_rank_cd(words, websearch_to_tsquery('fr', $1))",
    recent: "0",
    debut: "coalesce(starts_on - date '2020-01-01', 99999)",
    fin: "0",
    distance: "0",
  };
  await client.query(
    `WITH hits AS MATERIALIZED (SELECT id, twin, ${rank[effectiveSort(search)]} AS rank FROM ${table} WHERE ${where}
        ORDER BY id DESC LIMIT ${reached(search)}),
      entries AS MATERIALIZED (
        SELECT max(id) AS id, min(rank) AS rank, count(*) AS offers, array_agg(id) AS ids FROM hits GROUP BY twin),
      page AS MATERIALIZED (SELECT * FROM entries ORDER BY rank, id DESC LIMIT 20 OFFSET ${(search.page - 1) * 20})
      SELECT (SELECT count(*) FROM entries) AS entries, o.*, page.offers, page.ids FROM page JOIN ${table} o USING (id)
      ORDER BY page.rank, page.id DESC`,
    params,
  );
  const { rows } = await client.query(facets(table, where), params);
  for (const other of withoutEachDimension(search)) {
    const alone = conditions(other.search);
    await client.query(facets(table, alone.where), alone.params);
  }
  return Number(rows[0]?.found ?? 0);
}

/** The newest 10,000 are ranked; without criteria a thousand more than the page needs are enough. */
function reached(search: Search): number {
  return isEmpty(search) && effectiveSort(search) === "recent" ? Math.min(10_000, search.page * 20 + 1_000) : 10_000;
}

function facets(table: string, where: string): string {
  return `WITH found AS MATERIALIZED (SELECT * FROM ${table} WHERE ${where} LIMIT 10001)
    SELECT (SELECT count(*) FROM found) AS found, type, level, administration, region, department, country, NULL AS domain, count(*)
      FROM found GROUP BY GROUPING SETS ((type), (level), (administration), (region), (department), (country))
    UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, d, count(*) FROM found, unnest(domains) d GROUP BY d`;
}

function conditions(search: Search): { where: string; params: unknown[] } {
  const params: unknown[] = [search.words];
  const given = (value: unknown) => `$${params.push(value)}`;
  const parts = [`(expires_on IS NULL OR expires_on >= '${TODAY}')`, "($1::text IS NOT NULL)"];
  if (search.words) parts.push("words @@ websearch_to_tsquery('fr', $1)");
  if (search.types.length) parts.push(`type = ANY(${given(search.types)})`);
  if (search.level) parts.push(`(level = ${given(Number(search.level))} OR level IS NULL)`);
  if (search.domains.length) parts.push(`domains && ${given(search.domains)}::text[]`);
  const places = [
    ...(search.regions.length ? [`region = ANY(${given(search.regions)})`] : []),
    ...(search.departments.length ? [`department = ANY(${given(search.departments)})`] : []),
  ];
  if (places.length) parts.push(`(${places.join(" OR ")})`);
  return { where: parts.join(" AND "), params };
}
