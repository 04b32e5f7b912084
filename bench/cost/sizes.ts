import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { databases } from "../workers.ts";
import type { Bytes } from "./month.ts";
import type { MeasuredSite } from "./site.ts";

/** What makes up each thing that is counted in the bill, and the table whose rows say how many there are. */
const MADE_OF = {
  offer: { of: "offers", tables: ["offers", "offer_domains", "offers_fts", "words", "imports"] },
  candidate: {
    of: "candidates",
    tables: ["candidates", "sessions", "saved_searches", "search_tokens", "kept_offers", "audit", "documents"],
  },
  mail: { of: "mails", tables: ["mails"] },
  told: { of: "snapshots", tables: ["mailed_offers", "snapshots", "alert_matches"] },
};

/** The bytes of the tables of both databases, as SQLite counts its pages: those of indexes and shadow tables too. */
export async function databaseSizes(site: MeasuredSite): Promise<{ rows: string[][]; bytes: Bytes }> {
  const sizes = new Map<string, { rows: number; bytes: number }>();
  for (const file of databases(site.data).filter((path) => path.includes("D1DatabaseObject")))
    readSizes(join(site.data, file), sizes);
  const each = ({ of, tables }: { of: string; tables: string[] }) =>
    tables.reduce((sum, table) => sum + (sizes.get(table)?.bytes ?? 0), 0) / Math.max(1, sizes.get(of)?.rows ?? 0);
  const rows = [...sizes]
    .filter(([, size]) => size.rows >= 20)
    .sort(([, a], [, b]) => b.bytes - a.bytes)
    .map(([table, size]) => [table, String(size.rows), (size.bytes / size.rows).toFixed(0)]);
  const bytes = {
    offer: each(MADE_OF.offer),
    candidate: each(MADE_OF.candidate),
    mail: each(MADE_OF.mail),
    told: each(MADE_OF.told),
  };
  rows.push(...Object.entries(bytes).map(([thing, size]) => [`in all, ${thing}`, "", size.toFixed(0)]));
  return { rows, bytes };
}

function readSizes(path: string, sizes: Map<string, { rows: number; bytes: number }>): void {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db.prepare("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").all();
  const virtual = tables.filter(({ type }) => type === "virtual").map(({ name }) => String(name));
  const pages = db
    .prepare(
      `SELECT coalesce(m.tbl_name, d.name) AS name, sum(d.pgsize) AS bytes
       FROM dbstat d LEFT JOIN sqlite_schema m ON m.name = d.name GROUP BY 1`,
    )
    .all();
  for (const { name, bytes } of pages) {
    const table = virtual.find((each) => String(name).startsWith(`${each}_`)) ?? String(name);
    const size = sizes.get(table) ?? { rows: 0, bytes: 0 };
    sizes.set(table, { ...size, bytes: size.bytes + Number(bytes) });
  }
  for (const { name, type } of tables) {
    const size = sizes.get(String(name));
    if (!size || type === "shadow" || String(name).startsWith("sqlite_")) continue;
    const counted = virtual.includes(String(name)) ? `${name}_docsize` : String(name);
    const known = tables.some((each) => each.name === counted);
    if (known) size.rows += Number(db.prepare(`SELECT count(*) AS n FROM "${counted}"`).get()?.n);
  }
  db.close();
}
