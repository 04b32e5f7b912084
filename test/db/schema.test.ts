import { env } from "cloudflare:workers";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import * as accountsOfOperators from "#db/accounts/operations/schema.ts";
import * as accountsOfRecruiters from "#db/accounts/publishing/schema.ts";
import * as accountsOfCandidates from "#db/accounts/schema.ts";
import * as api from "#db/catalogue/api/schema.ts";
import * as imports from "#db/catalogue/imports/schema.ts";
import * as offers from "#db/catalogue/offers/schema.ts";
import * as operations from "#db/catalogue/operations/schema.ts";
import * as publishing from "#db/catalogue/publishing/schema.ts";
import * as common from "#db/catalogue/schema.ts";
import * as search from "#db/catalogue/search/schema.ts";
import * as statistics from "#db/catalogue/statistics/schema.ts";

const ACCOUNTS = { ...accountsOfCandidates, ...accountsOfRecruiters, ...accountsOfOperators };
const CATALOGUE = { ...common, ...api, ...imports, ...offers, ...operations, ...publishing, ...search, ...statistics };

type Table = { columns: string[]; indexes: string[] };

/** Tables that migrations write by hand, because the schema cannot say them: indexes of words, with tables of their own. */
const BY_HAND = /_fts|offers_tokens/;

test.each([
  ["accounts", env.ACCOUNTS, ACCOUNTS],
  ["catalogue", env.CATALOGUE, CATALOGUE],
] as const)("the schema of the %s says what the migrations make", async (_, database, schema) => {
  expect(declared(schema)).toEqual(await migrated(database));
});

/** What the schema says of each table: its columns with type and NOT NULL, and its indexes. */
function declared(schema: object): Record<string, Table> {
  const tables = Object.values(schema).filter((table): table is SQLiteTable => is(table, SQLiteTable));
  return Object.fromEntries(
    tables.map((table) => {
      const { name, columns, indexes } = getTableConfig(table);
      return [
        name,
        {
          columns: columns.map((column) => `${snake(column.name)} ${column.getSQLType()} ${column.notNull}`).sort(),
          indexes: [
            ...indexes.map(({ config }) => `${config.name} ${config.unique}`),
            ...columns.filter(({ isUnique }) => isUnique).map(({ uniqueName }) => `${uniqueName} true`),
          ].sort(),
        },
      ];
    }),
  );
}

/** The same, of a database. */
async function migrated(database: D1Database): Promise<Record<string, Table>> {
  const { results } = await database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'",
    )
    .all<{ name: string }>();
  const names = results.map(({ name }) => name).filter((name) => name !== "d1_migrations" && !BY_HAND.test(name));
  const tables = names.map(async (name): Promise<[string, Table]> => {
    const [columns, indexes] = await database.batch<{
      name: string;
      type: string;
      notnull: number;
      unique: number;
      origin: string;
    }>([database.prepare(`PRAGMA table_info(${name})`), database.prepare(`PRAGMA index_list(${name})`)]);
    return [
      name,
      {
        columns: (columns?.results ?? [])
          .map((column) => `${column.name} ${column.type.toLowerCase()} ${column.notnull === 1}`)
          .sort(),
        indexes: (indexes?.results ?? [])
          .filter(({ origin }) => origin === "c")
          .map((index) => `${index.name} ${index.unique === 1}`)
          .sort(),
      },
    ];
  });
  return Object.fromEntries(await Promise.all(tables));
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
