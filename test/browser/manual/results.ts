import { expect } from "vitest";
import { shown } from "#test/support/browser.ts";
import { inMain, link, type Walk } from "./walk.ts";

/** Unfolds the first fields of a search, which a page of results shows as one line on a phone. */
export async function unfoldForm(walk: Walk): Promise<void> {
  if (!walk.isWide) await link(walk, "Modifier").click();
}

/** Searches for words. */
export async function search({ page }: Walk, words: string): Promise<void> {
  const field = page.getByLabel("Mots-clés");
  await field.fill(words);
  await Promise.all([page.waitForEvent("load"), field.press("Enter")]);
}

/** The results are these offers, in any order. */
export async function found(walk: Walk, titles: string[]): Promise<void> {
  const count = titles.length > 1 ? `${titles.length} offres` : "1 offre";
  await shown(walk.page.getByRole("status").filter({ hasText: new RegExp(`^\\s*${count}\\b`) }));
  // Offers that are near to what was asked may follow.
  const shownTitles = await inMain(walk).getByRole("article").getByRole("heading").allInnerTexts();
  expect(shownTitles.slice(0, titles.length).toSorted()).toEqual(titles.toSorted());
}
