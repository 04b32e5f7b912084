import { env } from "cloudflare:workers";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { openAccounts } from "#db/accounts/database.ts";
import * as schema from "#db/accounts/schema.ts";

/** Somebody whose every value is recognised: texts hold the name, numbers lie in the hundred thousand. */
export type Person = { id: number; name: string; numbers: number };

export const LEA: Person = { id: 7, name: "lea-", numbers: 700_000 };
export const ZOE: Person = { id: 9, name: "zoe-", numbers: 900_000 };

/**
 * Tables that hold nothing of anybody, and why. A table that is not here is filled, and must be erased and exported.
 */
export const OF_NOBODY: Record<string, string> = {
  cursors: "how far the cron has come",
  throttles: "keys are signatures that nobody can read back, kept a day at most",
  r2_garbage: "random keys, until the objects are deleted at the next tick",
  alert_runs: "how far the matching has come",
  alert_slices: "how far the matching has come",
  provider_events: "numbers of the mail provider",
  dead_letters: "numbers of ours that the queue gave up",
  settings: "what operators set",
  publishers: "administrations that publish",
  publisher_domains: "mail domains of administrations",
  recruiters: "people who publish; what they are as candidates stands elsewhere",
  recruiter_sessions: "people who publish",
  recruiter_tokens: "login links of people who publish",
  drafts: "offers of administrations",
  draft_references: "offers of administrations",
  used_links: "hashes of links about offers",
  publishing_events: "what people did for administrations",
  operators: "people who operate the site",
  operator_tokens: "login links of people who operate the site",
  operator_challenges: "logins of people who operate the site",
  operator_rescue_codes: "people who operate the site",
  operator_sessions: "people who operate the site",
  operator_audit: "what people who operate the site did; of a candidate, her number only",
};

/** Every table of the accounts that holds something of people, as the schema has it. */
export const tablesOfPeople: SQLiteTable[] = tablesOf(schema).filter((table) => !(getTableName(table) in OF_NOBODY));

function tablesOf(exported: object): SQLiteTable[] {
  return Object.values(exported).filter((table): table is SQLiteTable => is(table, SQLiteTable));
}

/** What a row of a table says that its rules ask for; several where rows of a table hold people in several ways. */
const SHAPES: Record<string, (person: Person) => Record<string, unknown>[]> = {
  candidates: ({ id, name }) => [{ id, emailKey: `${name}address`, email: `${name}address` }],
  registrations: ({ name }) => [{ emailKey: `${name}address`, draft: `${name}draft` }],
  documents: ({ id, name }) => [
    { candidateId: id, draft: null, slot: 1, storage: "ready" },
    { id: `${name}drafted`, candidateId: null, draft: `${name}draft`, slot: 1 },
  ],
  saved_searches: ({ id, numbers }) => [{ id: numbers, candidateId: id }],
  search_tokens: ({ numbers }) => [{ savedSearchId: numbers }],
  alert_matches: ({ id, numbers }) => [{ candidateId: id, savedSearchId: numbers }],
  suppressions: ({ name }) => [{ emailKey: `${name}address` }],
  mails: ({ id, name, numbers }) => [
    { candidateId: id },
    { id: `${name}2`, candidateId: null, registrationId: numbers },
    { id: `${name}3`, candidateId: null, registrationId: null, recipient: `${name}ADDRESS` },
    { id: `${name}4`, candidateId: null, registrationId: null, recipient: `${name}candidates-username_key` },
  ],
};

/** Gives a person rows in every table that holds people, every column filled, and an object for each of her files. */
export async function fill(person: Person): Promise<void> {
  const db = openAccounts(env.ACCOUNTS);
  const first: SQLiteTable[] = [schema.candidates, schema.savedSearches];
  const ordered = [...first, ...tablesOfPeople.filter((table) => !first.includes(table))];
  for (const table of ordered) {
    const shapes = SHAPES[getTableName(table)]?.(person) ?? [{ candidateId: person.id }];
    for (const shape of shapes) await db.insert(table).values({ ...valuesFor(table, person), ...shape });
  }
  const files = await env.ACCOUNTS.prepare("SELECT id FROM documents WHERE id LIKE ?")
    .bind(`${person.name}%`)
    .all<{ id: string }>();
  for (const { id } of files.results) await env.DOCUMENTS.put(`documents/${id}`, `${person.name}content of ${id}`);
}

/** A value for each column: what it holds says whose it is and where it stands. */
function valuesFor(table: SQLiteTable, { name, numbers }: Person): Record<string, unknown> {
  const { columns } = getTableConfig(table);
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, column]) => {
      const place = `${name}${getTableName(table)}-${snake(key)}`;
      const at = columns.indexOf(column);
      if (column.dataType === "json") return [key, { [place]: place }];
      if (column.dataType === "boolean") return [key, true];
      return [key, column.dataType === "number" ? numbers + at : place];
    }),
  );
}

/** Every cell of both databases and every object of the bucket that holds something of a person: where, and what. */
export async function tracesOf({ id, name, numbers }: Person): Promise<string[]> {
  const traces: string[] = [];
  for (const [binding, database] of [
    ["ACCOUNTS", env.ACCOUNTS],
    ["CATALOGUE", env.CATALOGUE],
  ] as const) {
    for (const [table, rows] of Object.entries(await dump(database))) {
      for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
        const hers =
          typeof value === "number"
            ? (value >= numbers && value < numbers + 100_000) || (column === "candidate_id" && value === id)
            : JSON.stringify(value).includes(name);
        if (hers) traces.push(`${binding}.${table}.${column}: ${JSON.stringify(value)}`);
      }
    }
  }
  const { objects } = await env.DOCUMENTS.list();
  return [...traces, ...objects.map(({ key }) => key).filter((key) => key.includes(name))];
}

/** All rows of all tables, but the indexes of the offers that are being matched and of drafts. */
export async function dump(database: D1Database): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = await database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'fresh_offers%' AND name NOT LIKE 'draft_offers%'",
    )
    .all<{ name: string }>();
  const dumped: Record<string, Record<string, unknown>[]> = {};
  for (const { name } of tables.results) {
    dumped[name] = (await database.prepare(`SELECT * FROM "${name}"`).all()).results;
  }
  return dumped;
}

/** Empties the accounts and the bucket. */
export async function forgetEverybody(): Promise<void> {
  // What references comes before what is referenced.
  const tables = Object.values(schema).filter((table): table is SQLiteTable & typeof table => is(table, SQLiteTable));
  await env.ACCOUNTS.batch([
    env.ACCOUNTS.prepare("DELETE FROM candidates"),
    ...tables.map((table) => env.ACCOUNTS.prepare(`DELETE FROM ${getTableName(table)}`)),
  ]);
  const { objects } = await env.DOCUMENTS.list();
  await env.DOCUMENTS.delete(objects.map(({ key }) => key));
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
