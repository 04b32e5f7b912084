import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";
import type { Mail } from "#workers/mailbox/mail.ts";

const NOW = new Date("2026-11-24T12:00:00.000Z");
let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

test("an account that nobody uses is told, then erased, then told farewell, after which nothing is left of it", async () => {
  const accounts = await site.accounts();
  await accounts
    .prepare(
      `INSERT INTO candidates (id, username, username_key, email, email_key, password_hash, first_name, last_name,
        consented_at, created_at, last_login_at) VALUES (7, 'lea', 'lea', 'lea@a.fr', 'lea@a.fr', '', 'Léa', 'M', ?1, ?1, ?1)`,
    )
    .bind("2024-11-24T11:00:00.000Z")
    .run();
  const minutes = (after: number) => new Date(NOW.getTime() + after * 60_000);
  const aMonth = 31 * 1440;
  const warned = ["Votre compte PASS sera effacé le 24 décembre 2026"];
  for (const at of [0, 1, 2]) await site.tick(minutes(at));
  expect(await subjects()).toEqual(warned);
  for (const at of [0, 1, 2]) await site.tick(minutes(aMonth + at));
  expect(await subjects()).toEqual(["Votre compte PASS est effacé", ...warned]);
  for (const table of ["candidates", "mails"]) {
    expect((await accounts.prepare(`SELECT * FROM ${table}`).all()).results, table).toEqual([]);
  }
});

async function subjects(): Promise<string[]> {
  const mails = (await (await fetch(`${site.mailbox}/mails.json`)).json()) as Mail[];
  return mails.map(({ subject }) => subject).sort();
}
