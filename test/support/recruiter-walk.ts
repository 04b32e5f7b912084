import type { Page } from "playwright-core";
import { paths } from "#app/paths.ts";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { follow } from "./browser.ts";
import { type ARecruiter, aRecruiterRow } from "./recruiters.ts";
import type { Site } from "./site.ts";

const ADMINISTRATION = { slug: "ministere-de-la-culture", label: "Ministère de la Culture" };

/** The administration that publishes, under the label that its slug is made of. */
export async function aPublisher(site: Site, { review = false } = {}): Promise<void> {
  await (await site.accounts())
    .prepare("INSERT OR REPLACE INTO publishers (administration, label, review, created_at) VALUES (?, ?, ?, ?)")
    .bind(ADMINISTRATION.slug, ADMINISTRATION.label, review ? 1 : 0, "2026-01-05T08:00:00.000Z")
    .run();
}

/** The address that logs a new recruiter in, as her mail would have it. */
export async function aLogInLink(site: Site, who: ARecruiter = {}): Promise<string> {
  const { email, administration } = await aRecruiterRow(openAccounts(await site.accounts()), who);
  const token = randomSecret();
  await (await site.accounts())
    .prepare("INSERT OR REPLACE INTO recruiter_tokens VALUES (?, ?, ?, ?, '2099-01-01T00:00:00.000Z')")
    .bind(email.toLowerCase(), await hashSecret(token), email, administration)
    .run();
  return `${site.site}${paths.recruiterLogInLink(token)}`;
}

/** Logs a recruiter in from the page that her link opens. */
export async function logInByLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await follow(page.getByRole("main").getByRole("button"));
}
