import { readFileSync } from "node:fs";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { afterAll, beforeAll, expect, test } from "vitest";
import routes from "#app/routes.ts";
import { type Sight, SPACES, statesOf, tell, walk } from "./walk.ts";
import { fillWorld, openWorld, type World } from "./world.ts";

const STATES = Object.values(SPACES).flatMap(statesOf);
const sights: Sight[] = [];
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

/** Looks at states, and keeps what was seen of them for the tests that compare pages. */
async function see(states: typeof STATES): Promise<string[]> {
  const seen = await walk(world, states);
  sights.push(...seen);
  return [...tell(seen).values()];
}

test("every route that answers a page has a state to be looked at, and a form one that follows it", () => {
  const known = new Set(STATES.map(({ route }) => route));
  const acted = new Set(STATES.flatMap(({ route, act, name }) => (act || name === "done" ? [route] : [])));
  const missing: string[] = [];
  for (const { path = "/", file } of routes as RouteConfigEntry[]) {
    const source = readFileSync(`app/${file}`, "utf8");
    // A route without a page of its own answers files, or leads elsewhere.
    if (!source.includes("export default")) continue;
    if (!known.has(path)) missing.push(path);
    if (source.includes("export async function action") && !acted.has(path)) missing.push(`a form of ${path}`);
  }
  expect(missing).toEqual([]);
});

test("before there is anything on the site, its pages are accessible", async () => {
  expect(await see(STATES.filter(({ before }) => before))).toEqual([]);
  await fillWorld(world);
});

test.each(Object.keys(SPACES))("every page of %s is accessible, in every state and every variant", async (space) => {
  expect(await see(statesOf(SPACES[space] ?? []).filter(({ before }) => !before))).toEqual([]);
});

test("no two pages have one title", () => {
  const titles = new Map<string, string>();
  const twice = sights.flatMap(({ title, path, state }) => {
    const other = titles.get(title) ?? path;
    titles.set(title, path);
    // What is not there has no name of its own.
    return other === path || state.status !== undefined ? [] : [`${title}: ${path}, ${other}`];
  });
  expect(twice).toEqual([]);
});

test("the menus hold the same links in the same order on every page of a space", () => {
  const menus = new Map<string, Set<string>>();
  for (const { menu, path, state } of sights) {
    const space = `${/^\/(?:recruteurs|exploitation)/.exec(path)?.[0] ?? ""} ${state.who ?? "nobody"}`;
    menus.set(space, (menus.get(space) ?? new Set()).add(menu));
  }
  const several = [...menus].filter(([, each]) => each.size > 1);
  expect(several.map(([space, each]) => [space, ...each])).toEqual([]);
});

test("one field has one label on all the pages of a space", () => {
  const labels = new Map<string, Set<string>>();
  for (const { labels: asked, path } of sights) {
    for (const [name, label] of asked) {
      const field = `${/^\/(?:recruteurs|exploitation)/.exec(path)?.[0] ?? ""} ${name}`;
      labels.set(field, (labels.get(field) ?? new Set()).add(label));
    }
  }
  expect([...labels].filter(([, each]) => each.size > 1).map(([field, each]) => [field, ...each])).toEqual([]);
});
