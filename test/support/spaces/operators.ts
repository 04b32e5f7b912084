import { base32 } from "oslo/encoding";
import { generateHOTP } from "oslo/otp";
import { expect } from "vitest";
import { paths } from "#app/paths.ts";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import type { Site } from "#test/support/site.ts";
import { type Browser, openBrowser } from "./candidate.ts";

/** Somebody who operates the site, as a row. */
export async function anOperatorRow(site: Site, email = "ada@pass.example"): Promise<void> {
  await (await site.accounts())
    .prepare("INSERT OR IGNORE INTO operators (email, email_key, created_at) VALUES (?, ?, '2026-01-05T08:00:00.000Z')")
    .bind(email, email)
    .run();
}

/** What the addresses of `OPERATOR_PAGES` name, as rows: a mail that failed just now, a message that was lost. */
export async function whatOperatorsLookAt(site: Site): Promise<void> {
  const accounts = await site.accounts();
  const at = new Date().toISOString();
  await accounts.batch([
    accounts
      .prepare(
        `INSERT INTO mails (id, kind, priority, recipient, details, state, attempts, last_error, due_at, created_at, done_at)
          VALUES ('00000001-0000-4000-8000-000000000000', 'recruiter-log-in', 0, 'anne@culture.gouv.fr', '{}', 'failed', 1,
            'refused: 422', ?1, ?1, ?1)`,
      )
      .bind(at),
    accounts
      .prepare("INSERT INTO dead_letters (id, body, at) VALUES ('message-1', '{\"kind\":\"send-mails\"}', ?)")
      .bind(at),
  ]);
}

/** The path of a login link that is not in any mail, and valid for long. */
export async function anOperatorLink(site: Site, email: string): Promise<string> {
  const token = randomSecret();
  await (await site.accounts())
    .prepare(
      "INSERT OR REPLACE INTO operator_tokens SELECT id, ?, '2099-01-01T00:00:00.000Z' FROM operators WHERE email = ?",
    )
    .bind(await hashSecret(token), email)
    .run();
  return paths.operationsLogInLink(token);
}

/** A browser in which an operator has used her link, and has not given her code. */
export async function aHalfLoggedIn(site: Site, email = "ada@pass.example"): Promise<Browser> {
  await anOperatorRow(site, email);
  const browser = openBrowser(site);
  await browser.post(await anOperatorLink(site, email), {});
  return browser;
}

/** The browser of an operator who has just logged in for the first time, with her phone: what it shows at a moment. */
export async function anOperator(
  site: Site,
  email = "ada@pass.example",
): Promise<{ browser: Browser; codeAt: (moment: Date) => Promise<string> }> {
  const browser = await aHalfLoggedIn(site, email);
  const page = await browser.text(paths.operationsSecondFactor());
  const [, typed = ""] = /<code>([A-Z2-7 ]+)<\/code>/.exec(page) ?? [];
  const secret = base32.decode(typed.replaceAll(" ", ""), { strict: false });
  const codeAt = (moment: Date) => generateHOTP(secret, Math.floor(moment.getTime() / 30_000));
  const answered = await browser.post(paths.operationsSecondFactor(), { code: await codeAt(new Date()) });
  expect(answered.headers.get("Location")).toBe(paths.operationsRescueCodes());
  return { browser, codeAt };
}
