import type { Page } from "playwright-core";
import { follow, shown } from "#test/support/browser.ts";
import type { Links, World } from "../world.ts";

/** Who opens a page. */
export type Who = "nobody" | "candidate" | "newcomer" | "recruiter" | "beginner" | "operator" | "half";

/** A page as somebody reads it: what is there, where, for whom, and what is done on it before. */
export type State = {
  name: string;
  at: string | ((links: Links) => string);
  who?: Who;
  act?: (page: Page, world: World) => Promise<unknown>;
  /** What the server answers, when it is neither the page (200, 201) nor the form with its errors (422). */
  status?: number;
  /** It is looked at before there is anything on the site. */
  before?: true;
};

/** The states of each route, by its path in `routes.ts`. */
export type States = Record<string, State[]>;

/** Presses the last button that says this, and waits for the message about what is wrong. */
export const refused = (name: string | RegExp) => async (page: Page) => {
  await unfold(page);
  await page.locator("main button", { hasText: name }).last().click();
  await shown(page.getByRole("alert"));
};

/** The same, with the page that follows. */
export const sent = (name: string | RegExp) => async (page: Page) => {
  await unfold(page);
  await follow(page.locator("main button", { hasText: name }).last());
};

/** One thing after the other. */
export const inTurn =
  (...acts: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const act of acts) await act(page);
  };

export const typed = (selector: string, value: string) => (page: Page) => page.locator(selector).fill(value);

const unfold = (page: Page) =>
  page.evaluate("document.querySelectorAll('main details').forEach((details) => (details.open = true))");
