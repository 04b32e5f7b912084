import type { Page, Response } from "playwright-core";
import { look, type Seen } from "./look.ts";
import { CANDIDATE } from "./states/candidate.ts";
import { OPERATOR } from "./states/operator.ts";
import { PUBLIC } from "./states/public.ts";
import { RECRUITER } from "./states/recruiter.ts";
import type { State, States, Who } from "./states/state.ts";
import { NARROW } from "./variants.ts";
import type { World } from "./world.ts";

/** The states of every page of the site, by who it is for. */
export const SPACES: Record<string, States[]> = {
  everybody: [PUBLIC],
  candidates: CANDIDATE,
  recruiters: RECRUITER,
  operators: OPERATOR,
};

export type Visited = State & { route: string };

/** Every state of the given spaces, in order. */
export function statesOf(spaces: States[]): Visited[] {
  return spaces.flatMap((states) =>
    Object.entries(states).flatMap(([route, each]) => each.map((state) => ({ ...state, route }))),
  );
}

export type Sight = Seen & { state: Visited; title: string; path: string; menu: string };

/**
 * Opens each state, and looks at it. Each person has a browser of her own.
 * @param thorough whether to look thoroughly at every state, not only at the first one of each route
 */
export async function walk(
  world: World,
  states: Visited[],
  { told = () => {}, thorough = false }: { told?: (sight: Sight) => void; thorough?: boolean } = {},
): Promise<Sight[]> {
  const pages = new Map<Who, Page>();
  const sights: Sight[] = [];
  const routes = new Set<string>();
  for (const state of states) {
    const who = state.who ?? "nobody";
    const page = pages.get(who) ?? (await openPage(world, who));
    pages.set(who, page);
    let last: Response | null = null;
    const keep = (response: Response) => {
      const isPage = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
      if ((isPage && response.status() < 300) || (isPage && response.status() >= 400)) last = response;
    };
    page.on("response", keep);
    const seen = await reach(page, world, state)
      .then(async () => look(page, await sourceOf(last, state), { thorough: thorough || !routes.has(state.route) }))
      .catch(unreached);
    page.off("response", keep);
    routes.add(state.route);
    world.d1.state = { is: "well" };
    const menu = await page.evaluate<string>(
      "[...document.querySelectorAll('body > header a, body > footer a')].map((a) => a.textContent.trim()).join(' | ')",
    );
    const sight = { ...seen, state, title: await page.title(), path: new URL(page.url()).pathname, menu };
    told(sight);
    sights.push(sight);
  }
  for (const page of pages.values()) await page.context().close();
  return sights;
}

async function reach(page: Page, world: World, { at, act }: Visited): Promise<void> {
  await page.goto(world.site.site + (typeof at === "string" ? at : at(world.links)));
  await act?.(page, world);
}

/** A state that cannot be reached is a finding, and costs no other. */
function unreached(error: Error): Seen {
  const fault = error.message.split("\n").slice(0, 3).join(" ");
  return { findings: [{ variant: "on the way", check: "reached", fault }], remarks: 0, labels: [] };
}

async function openPage({ site, browser, cookies }: World, who: Who): Promise<Page> {
  const context = await browser.newContext({ viewport: NARROW, reducedMotion: "reduce" });
  // A header would be lost where an answer leads to another page.
  const [name, value] = cookies[who].split("=");
  if (name && value) await context.addCookies([{ name, value, url: site.site.replace("http:", "https:") }]);
  return context.newPage();
}

/** What the server sent for a state. @throws when it is not what the state is about */
async function sourceOf(response: Response | null, { name, status }: Visited): Promise<string> {
  const source = (await response?.text()) ?? "";
  const answered = response?.status() ?? 0;
  if (!(status === undefined ? [200, 201, 422] : [status]).includes(answered)) throw new Error(`answered ${answered}`);
  if (name === "done" && !/role="status" tabindex="-1"/.test(source)) throw new Error("says nothing of what was done");
  return source;
}

/** What is wrong, each once however often it comes back, with where it was first seen: « route, state, variant ». */
export function tell(sights: Sight[]): Map<string, string> {
  const told = new Map<string, string>();
  for (const { state, findings } of sights) {
    for (const { variant, check, fault } of findings) {
      const what = `${check}: ${fault}`;
      if (!told.has(what)) told.set(what, `${state.route}, ${state.name}, ${variant}: ${what}`);
    }
  }
  return told;
}
