import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const NOON = new Date("2026-01-15T12:00:00Z");

test("the site is healthy once the cron has run, and no longer when it stops", async () => {
  site.setClock(NOON);
  expect((await site.fetch("/sante")).status).toBe(503);
  await site.tick(NOON);
  const healthy = await site.fetch("/sante");
  expect(healthy.status).toBe(200);
  expect(await healthy.json()).toMatchObject({ catalogue: true, accounts: true, cron: true });
  site.setClock(new Date("2026-01-15T12:11:00Z"));
  expect((await site.fetch("/sante")).status).toBe(503);
});

test("a database that does not answer is told, without a word of why", async () => {
  site.setClock(NOON);
  await site.tick(NOON);
  const accounts = await site.accounts();
  await accounts.prepare("ALTER TABLE cursors RENAME TO cursors_away").run();
  const response = await site.fetch("/sante");
  await accounts.prepare("ALTER TABLE cursors_away RENAME TO cursors").run();
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    catalogue: true,
    accounts: false,
    cron: false,
    lastTick: null,
    lastImport: null,
  });
});
