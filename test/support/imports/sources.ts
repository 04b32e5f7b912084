import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import type { Posting } from "#app/domain/offers/posting.ts";
import { type PullDeps, pullSource } from "#app/services/imports/sources/pull-source.ts";
import { sources } from "#db/catalogue/imports/schema.ts";
import type { Source } from "#db/catalogue/imports/sources.ts";
import type { Played } from "#test/support/outside/web.ts";
import { aPosting } from "#test/support/postings.ts";
import { db, emptyCatalogue } from "./imports.ts";

/** A site of this test file, since files run side by side. */
export const SITE = `https://flux-${crypto.randomUUID()}.exemple.fr`;
export const FEED = `${SITE}/offres`;
export const NOON = new Date("2026-01-15T12:00:00.000Z");
export const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

/** Leaves no offer, no source and no site. */
export async function forgetSources(): Promise<void> {
  await emptyCatalogue();
  await db.run(sql`DELETE FROM sources`);
  await fetch(FEED, { method: "DELETE" });
}

/** From now on, the address answers so. */
export async function play(answer: Played, url = FEED): Promise<void> {
  await fetch(url, { method: "PUT", body: JSON.stringify(answer) });
}

/** What was asked of the sites since they were forgotten. */
export async function asked(): Promise<{ url: string; headers: Record<string, string> }[]> {
  return (await fetch(FEED, { method: "POST" })).json();
}

/** Adds a source that is due. @returns its id */
export async function addSource(said: Partial<typeof sources.$inferInsert> = {}): Promise<number> {
  const at = NOON.toISOString();
  const source = { name: "ville", url: FEED, kind: "ndjson" as const, everyMinutes: 60, full: true };
  const [added] = await db
    .insert(sources)
    .values({ ...source, dueAt: at, createdAt: at, ...said })
    .returning();
  if (!added) throw new Error("not added");
  return added.id;
}

export async function sourceOf(id: number): Promise<Source> {
  const source = await db.select().from(sources).where(sql`id = ${id}`).get();
  if (!source) throw new Error("removed");
  return source;
}

/** Pulls a source as the queue does. */
export function pull(id: number, now: Date, said: Partial<PullDeps> = {}): Promise<void> {
  const deps = { catalogue: db, siteUrl: "https://pass.example", local: false, clock: () => now };
  return pullSource({ ...deps, bounds: { ms: 2_000 }, ...said }, id);
}

export const REFERENCES = ["S-2026-000001", "S-2026-000002", "S-2026-000003", "S-2026-000004"];

/** A feed of offers of which nothing but the reference matters. */
export const feed = (references = REFERENCES) => feedOf(references.map((reference) => aPosting({ reference })));

/** A feed of postings, one a line. */
export const feedOf = (postings: Posting[]) => postings.map((posting) => `${JSON.stringify(posting)}\n`).join("");

/** The references of the offers that are open. */
export async function openOffers(): Promise<string[]> {
  const { results } = await env.CATALOGUE.prepare(
    "SELECT reference FROM offers WHERE withdrawn_at IS NULL ORDER BY reference",
  ).all<{ reference: string }>();
  return results.map(({ reference }) => reference);
}
