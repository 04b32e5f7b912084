import type { Site } from "./site.ts";

type Rows = Record<string, Record<string, unknown>[]>;

/** What changes by the mere coming of a request: how often something was tried. */
const OF_THE_WAY = new Set(["throttles"]);

/** All that the accounts hold, as text: the same before and after means that nothing was written. */
export async function heldBy(site: Site): Promise<string> {
  const db = await site.accounts();
  const tables = await db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE '%fts%'",
    )
    .all<{ name: string }>();
  const held: Rows = {};
  for (const { name } of tables.results) {
    if (OF_THE_WAY.has(name)) continue;
    const { results } = await db.prepare(`SELECT * FROM "${name}"`).all();
    // When a session was last used is noted by the minute.
    held[name] = results.map(({ seen_at, ...row }) => row);
  }
  return JSON.stringify(held, null, 1);
}

/** The mails that are to be written or sent by now are done with: nothing changes by itself any more. */
export async function untilQuiet(site: Site): Promise<void> {
  const db = await site.accounts();
  for (let tries = 0; tries < 200; tries++) {
    const left = await db
      .prepare("SELECT count(*) AS left FROM mails WHERE state IN ('requested', 'pending', 'sending') AND due_at <= ?")
      .bind(new Date().toISOString())
      .first<{ left: number }>();
    if (left?.left === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("mails are never sent");
}
