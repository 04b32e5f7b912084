import type { Site } from "./site.ts";

/** What changes by the mere coming of a request: how often something was tried. */
const OF_THE_WAY = new Set(["throttles"]);

/** What reads each table of a site, made once: to make a statement is to ask workerd, and to wait for it. */
const known = new WeakMap<Site, { name: string; all: D1PreparedStatement }[]>();

/** All that the accounts hold, as text: the same before and after means that nothing was written. */
export async function heldBy(site: Site): Promise<string> {
  const tables = known.get(site) ?? (await tablesOf(site));
  known.set(site, tables);
  const contents = await (await site.accounts()).batch<Record<string, unknown>>(tables.map(({ all }) => all));
  // When a session was last used is noted by the minute.
  const held = tables.map(({ name }, index) => [name, contents[index]?.results.map(({ seen_at, ...row }) => row)]);
  return JSON.stringify(Object.fromEntries(held), null, 1);
}

async function tablesOf(site: Site) {
  const db = await site.accounts();
  const { results } = await db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'",
    )
    .all<{ name: string }>();
  const names = results.map(({ name }) => name).filter((name) => !OF_THE_WAY.has(name));
  return names.map((name) => ({ name, all: db.prepare(`SELECT * FROM "${name}"`) }));
}

/** The mails that are to be written or sent by now are done with: nothing changes by itself any more. */
export async function untilQuiet(site: Site): Promise<void> {
  const db = await site.accounts();
  for (let tries = 0; tries < 800; tries++) {
    const left = await db
      .prepare("SELECT count(*) AS left FROM mails WHERE state IN ('requested', 'pending', 'sending') AND due_at <= ?")
      .bind(new Date().toISOString())
      .first<{ left: number }>();
    if (left?.left === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("mails are never sent");
}
