import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { root } from "#workers/local/build.ts";

// A release migrates first and deploys afterwards, and a release that fails is put back without its migrations: the version
// before works on the new schema, whatever it reads or writes.
describe.each(["catalogue", "accounts"])("the version before a migration of the %s works after it:", (name) => {
  const folder = join(root, "migrations", name);
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  const database = new DatabaseSync(":memory:");
  test.each(files.sort())("%s", (file) => {
    const before = shapeOf(database);
    database.exec(readFileSync(join(folder, file), "utf8"));
    expect(broken(before, shapeOf(database))).toEqual([]);
  });
});

test.each([
  ["DROP TABLE t", "t is gone"],
  ["ALTER TABLE t DROP COLUMN b", "t.b is gone"],
  ["ALTER TABLE t RENAME COLUMN b TO c", "t.b is gone"],
  ["CREATE UNIQUE INDEX u ON t (b)", "t has a new unique index u"],
  ["DROP TABLE t; CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL)", "t.b has changed"],
  ["DROP TABLE t; CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c TEXT NOT NULL)", "t.c is new and must be given"],
  ["DROP TABLE t; CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CHECK (b > 0))", "t has new conditions"],
  ["CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END", "g is a trigger"],
])("a migration that an older version would not bear is found: %s", (sql, found) => {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)");
  const before = shapeOf(database);
  database.exec(sql);
  expect(broken(before, shapeOf(database))).toContain(found);
});

test.each([
  "ALTER TABLE t ADD c TEXT",
  "ALTER TABLE t ADD c TEXT NOT NULL DEFAULT ''",
  "CREATE INDEX i ON t (b)",
  "CREATE TABLE u (a INTEGER PRIMARY KEY)",
  "CREATE TABLE u (a INTEGER PRIMARY KEY); CREATE TRIGGER g BEFORE DELETE ON u BEGIN SELECT 1; END",
])("a migration that only adds is accepted: %s", (sql) => {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)");
  const before = shapeOf(database);
  database.exec(sql);
  expect(broken(before, shapeOf(database))).toEqual([]);
});

type Column = { name: string; type: string; notnull: number; dflt_value: string | null; pk: number };
type Table = { columns: Map<string, Column>; uniques: Set<string>; conditions: number };
type Shape = { tables: Map<string, Table>; triggers: { name: string; table: string }[] };

/** What statements depend on: tables, columns, what must be unique, what must hold. */
function shapeOf(database: DatabaseSync): Shape {
  const named = (type: string) =>
    database
      .prepare(`SELECT name, sql, tbl_name AS "table" FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite%'`)
      .all(type) as { name: string; sql: string | null; table: string }[];
  const tables = named("table").map(({ name, sql }): [string, Table] => {
    const columns = database.prepare(`PRAGMA table_info("${name}")`).all() as Column[];
    const indexes = database.prepare(`PRAGMA index_list("${name}")`).all() as { name: string; unique: number }[];
    return [
      name,
      {
        columns: new Map(columns.map((column) => [column.name, column])),
        uniques: new Set(indexes.flatMap((index) => (index.unique ? [index.name] : []))),
        conditions: [...(sql ?? "").matchAll(/\b(?:CHECK|REFERENCES)\b/gi)].length,
      },
    ];
  });
  return { tables: new Map(tables), triggers: named("trigger") };
}

/** What a version that knows the schema `before` could stumble over in the schema `after`. */
function broken(before: Shape, after: Shape): string[] {
  // A table that it does not know it does not write.
  const triggers = after.triggers.filter(
    ({ name, table }) => before.tables.has(table) && !before.triggers.some((known) => known.name === name),
  );
  return [
    ...triggers.map(({ name }) => `${name} is a trigger`),
    ...[...before.tables].flatMap(([name, table]) => {
      const now = after.tables.get(name);
      return now ? brokenIn(name, table, now) : [`${name} is gone`];
    }),
  ];
}

function brokenIn(name: string, before: Table, after: Table): string[] {
  const columns = [...before.columns.values()].flatMap((column) => {
    const now = after.columns.get(column.name);
    if (!now) return [`${name}.${column.name} is gone`];
    const same = now.type === column.type && now.pk === column.pk && now.dflt_value === column.dflt_value;
    return same && now.notnull <= column.notnull ? [] : [`${name}.${column.name} has changed`];
  });
  const added = [...after.columns.values()].flatMap((column) =>
    before.columns.has(column.name) || column.notnull === 0 || column.dflt_value !== null
      ? []
      : [`${name}.${column.name} is new and must be given`],
  );
  const uniques = [...after.uniques].flatMap((index) =>
    before.uniques.has(index) ? [] : [`${name} has a new unique index ${index}`],
  );
  return [
    ...columns,
    ...added,
    ...uniques,
    ...(after.conditions > before.conditions ? [`${name} has new conditions`] : []),
  ];
}
