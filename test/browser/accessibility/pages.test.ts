import { readFileSync } from "node:fs";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { afterAll, beforeAll, expect, test } from "vitest";
import routes from "#app/routes.ts";
import { BAD_PAGE } from "./bad-page.ts";
import { fillWorld } from "./inhabitants.ts";
import { look } from "./look.ts";
import { CHECKS, NARROW } from "./variants.ts";
import { type Sight, SPACES, statesOf, tell, walk } from "./walk.ts";
import { openWorld, type World } from "./world.ts";

const STATES = Object.values(SPACES).flatMap(statesOf);
/** A space has up to seventy states, of a second each on a machine that does nothing else. */
const LIMIT = 900_000;
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

test("each check of ours finds its fault in a page that has them all", async () => {
  const page = await world.browser.newPage({ viewport: NARROW });
  // Served at an address where somebody says who she is.
  await page.route("**/connexion", (route) => route.fulfill({ contentType: "text/html", body: BAD_PAGE }));
  await page.goto(`${world.site.site}/connexion`);
  const { findings } = await look(page, BAD_PAGE, { thorough: true });
  await page.close();
  const found = new Set(findings.map(({ check }) => check));
  expect(CHECKS.filter((check) => !found.has(check))).toEqual([]);
});

test("every route that answers a page has a state to be looked at, and a form one that follows it", () => {
  const known = new Set(STATES.map(({ route }) => route));
  const acted = new Set(STATES.flatMap(({ route, act, at }) => (act || String(at).includes("fait=") ? [route] : [])));
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

test(
  "before there is anything on the site, its pages are accessible",
  async () => {
    const wrong = await see(STATES.filter(({ before }) => before));
    await fillWorld(world);
    expect(wrong).toEqual([]);
  },
  LIMIT,
);

test.each(Object.keys(SPACES))(
  "every page of %s is accessible, in every state and every variant",
  async (space) => {
    expect(await see(statesOf(SPACES[space] ?? []).filter(({ before }) => !before))).toEqual([]);
  },
  LIMIT,
);

test("no two pages have one title", () => {
  const titles = new Map<string, string>();
  const twice = sights.flatMap(({ title, path, state }) => {
    // What is behind each link of a mail is one page, and what is not there has no name of its own.
    const [before = "", after] = state.route.split(":token");
    const page = after === undefined || !path.startsWith(`/${before}`) ? path : state.route;
    const other = titles.get(title) ?? page;
    titles.set(title, page);
    return other === page || state.status !== undefined ? [] : [`${title}: ${page}, ${other}`];
  });
  expect(twice).toEqual([]);
});

test("the links that two menus of a space share are in the same order", () => {
  const menus = new Map<string, Set<string>>();
  for (const { menu, path } of sights) {
    const space = /^\/(?:recruteurs|exploitation)/.exec(path)?.[0] ?? "";
    menus.set(space, (menus.get(space) ?? new Set()).add(menu));
  }
  const shared = (menu: string, other: string) => menu.split(" | ").filter((link) => other.split(" | ").includes(link));
  const wrong = [...menus.values()].flatMap((each) =>
    [...each].flatMap((menu) =>
      [...each].filter((other) => String(shared(menu, other)) !== String(shared(other, menu))),
    ),
  );
  expect(wrong).toEqual([]);
});

test("one field has one label in all the states of its page", () => {
  const labels = new Map<string, Set<string>>();
  for (const { labels: asked, state } of sights) {
    for (const [name, label] of asked) {
      const field = `${state.route} ${name}`;
      labels.set(field, (labels.get(field) ?? new Set()).add(label));
    }
  }
  // One may say more than the other: « CV », and « CV : en ajouter » when there is one.
  const alike = ([first = "", ...others]: string[]) =>
    others.every((other) => other.startsWith(first) || first.startsWith(other));
  expect([...labels].filter(([, each]) => !alike([...each])).map(([field, each]) => [field, ...each])).toEqual([]);
});
