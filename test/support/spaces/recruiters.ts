import { expect } from "vitest";
import type { RecruiterRole } from "#app/domain/publishing/recruiter.ts";
import { paths } from "#app/paths.ts";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import type { Recruiter } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import { findRecruiterByEmail } from "#db/accounts/publishing/recruiters/recruiters.ts";
import type { Site } from "#test/support/site.ts";
import { type Browser, openBrowser } from "./candidate.ts";

export type ARecruiter = {
  /** Slug; its label is « Administration SLUG ». */
  administration?: string;
  role?: RecruiterRole;
  email?: string;
  /** Null until she has given it. */
  name?: string | null;
};

/** Somebody who publishes for an administration, as rows. The row of her administration is made if there is none. */
export async function aRecruiterRow(
  db: Accounts,
  {
    administration = "ministere-de-la-culture",
    role = "recruiter",
    email = "agent@culture.gouv.fr",
    name,
  }: ARecruiter = {},
): Promise<Recruiter> {
  const at = "2026-01-05T08:00:00.000Z";
  const { $client: d1 } = db;
  await d1.batch([
    d1
      .prepare("INSERT OR IGNORE INTO publishers (administration, label, review, created_at) VALUES (?, ?, 0, ?)")
      .bind(administration, `Administration ${administration}`, at),
    d1
      .prepare(
        "INSERT INTO recruiters (administration, role, email, email_key, name, created_at) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .bind(administration, role, email, email.toLowerCase(), name ?? null, at),
  ]);
  const recruiter = await findRecruiterByEmail(db, email);
  if (!recruiter) throw new Error("no recruiter");
  return recruiter;
}

/**
 * The browser of somebody who publishes for an administration, just logged in by a link.
 * @param at the moment of her login, when it is not now
 */
export async function aRecruiter(
  site: Site,
  who: ARecruiter = {},
  { network, at }: { network?: string; at?: Date } = {},
): Promise<Browser> {
  const recruiter = await aRecruiterRow(openAccounts(await site.accounts()), who);
  return logInAs(site, recruiter, { network, at });
}

/** A browser in which a recruiter who exists has just logged in by a link: another session of hers, if she has one. */
export async function logInAs(
  site: Site,
  recruiter: Pick<Recruiter, "email" | "administration">,
  { network, at }: { network?: string | undefined; at?: Date | undefined } = {},
): Promise<Browser> {
  const browser = openBrowser(site, network);
  const answered = await browser.send(await aLoginLink(site, recruiter), {
    method: "POST",
    headers: at ? { "x-test-now": at.toISOString() } : {},
  });
  expect(answered.headers.get("Location")).toBe(paths.recruiterOffers());
  return browser;
}

/** The path of a login link that is not in any mail, and valid for long. */
export async function aLoginLink(
  site: Site,
  { email, administration }: Pick<Recruiter, "email" | "administration">,
): Promise<string> {
  const token = randomSecret();
  await (await site.accounts())
    .prepare("INSERT OR REPLACE INTO recruiter_tokens VALUES (?, ?, ?, ?, '2099-01-01T00:00:00.000Z')")
    .bind(email.toLowerCase(), await hashSecret(token), email, administration)
    .run();
  return paths.recruiterLogInLink(token);
}
