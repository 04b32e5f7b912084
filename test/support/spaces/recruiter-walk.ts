import type { Page } from "playwright-core";
import { follow } from "#test/support/browser.ts";
import type { Site } from "#test/support/site.ts";
import { aLoginLink } from "./recruiters.ts";

const ADMINISTRATION = { slug: "ministere-de-la-culture", label: "Ministère de la Culture" };

/** The administration that publishes, under the label that its slug is made of. */
export async function aPublisher(site: Site, { review = false } = {}): Promise<void> {
  await (await site.accounts())
    .prepare("INSERT OR REPLACE INTO publishers (administration, label, review, created_at) VALUES (?, ?, ?, ?)")
    .bind(ADMINISTRATION.slug, ADMINISTRATION.label, review ? 1 : 0, "2026-01-05T08:00:00.000Z")
    .run();
}

/** Logs a recruiter in by a link, as the button of its page does. */
export async function logInByLink(
  page: Page,
  site: Site,
  who: { email: string; administration: string },
): Promise<void> {
  await page.goto(site.site + (await aLoginLink(site, who)));
  await follow(page.getByRole("main").getByRole("button"));
}
