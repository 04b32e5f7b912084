import type { Page } from "playwright-core";
import { follow } from "#test/support/browser.ts";
import type { Site } from "#test/support/site.ts";
import { heading } from "#test/support/spaces/account-walk.ts";
import type { Browser } from "#test/support/spaces/candidate.ts";

/** What the four candidates walk through. */
export type World = {
  site: Site;
  /** Somebody who publishes, logged in. */
  recruiter: Browser;
  /** The address of a candidate whose alert is on all the time, for the same offers. */
  neighbour: string;
};

/** One candidate in her browser. */
export type Walk = World & {
  page: Page;
  username: string;
  /** Whether the criteria stand beside the results; on a phone they unfold. */
  isWide: boolean;
  /** Whether her browser runs the scripts of the site. */
  runsScripts: boolean;
};

/** A sentence of the manual, and how what it promises is kept. */
export type Sentence = {
  /** The line of the manual on which it begins. */
  line: number;
  /** Its first words. */
  says: string;
  /** What each candidate does, and sees. */
  does: (walk: Walk) => Promise<void>;
  /** What happens once, when all of them have done it. */
  happens?: (world: World) => Promise<void>;
  /** What each sees then. */
  sees?: (walk: Walk) => Promise<void>;
};

export const inMain = ({ page }: Walk) => page.getByRole("main");

export const button = ({ page }: Walk, name: string | RegExp) => page.getByRole("button", { name });

/** A link of this very name, or one that a pattern fits. */
export const link = (walk: Walk, name: string | RegExp) => inMain(walk).getByRole("link", { name, exact: true });

export const title = ({ page }: Walk) => heading(page);

/** Opens a page by its address. */
export async function open({ page, site }: Walk, path: string): Promise<void> {
  await page.goto(site.site + path);
}

/** Unfolds « Accès candidat » or « Mon compte » in the menu, which on a phone unfolds itself. */
export async function unfold(walk: Walk, entry: string): Promise<void> {
  await openMenu(walk);
  await walk.page.getByRole("banner").getByText(entry, { exact: true }).first().click();
}

/** Follows a link of the menu, one that an entry of it folds away if that is given. */
export async function choose(walk: Walk, name: string, entry?: string): Promise<void> {
  await (entry ? unfold(walk, entry) : openMenu(walk));
  await follow(walk.page.getByRole("banner").getByRole("link", { name, exact: true }));
}

async function openMenu({ page }: Walk): Promise<void> {
  const menu = page.getByRole("banner").getByRole("link", { name: "Menu", exact: true });
  if (await menu.isVisible()) await menu.click();
}
