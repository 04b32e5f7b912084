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
    reconciliation: null,
    lastTick: null,
    backup: null,
    failingSources: 0,
    lastImport: null,
  });
});

test("a mail that somebody waits for too long is told, and a stuck round unless the alerts are stopped", async () => {
  site.setClock(NOON);
  await site.tick(NOON);
  const accounts = await site.accounts();
  const status = async () => (await site.fetch("/sante")).status;
  await accounts
    .prepare(
      `INSERT INTO alert_runs (from_offer_id, to_offer_id, state, slices, offers, started_at)
        VALUES (99, 100, 'matching', 1, 1, '2026-01-15T11:00:00.000Z')`,
    )
    .run();
  const sick = await site.fetch("/sante");
  expect(sick.status).toBe(503);
  expect(await sick.json()).toMatchObject({ cron: true, reconciliation: { rounds: false, mails: true } });
  await accounts.prepare("INSERT INTO settings VALUES ('alerts-paused', '')").run();
  const paused = await site.fetch("/sante");
  expect(paused.status).toBe(200);
  expect(await paused.json()).toMatchObject({ reconciliation: { paused: true, rounds: false } });
  await accounts
    .prepare(
      `INSERT INTO mails (id, kind, priority, recipient, details, state, due_at, created_at)
        VALUES ('a', 'reset', 0, 'a@exemple.fr', '{}', 'requested', '2026-01-15T11:00:00.000Z', '2026-01-15T11:00:00.000Z')`,
    )
    .run();
  expect(await status()).toBe(503);
  await accounts.batch([
    accounts.prepare("DELETE FROM mails"),
    accounts.prepare("DELETE FROM settings"),
    accounts.prepare("DELETE FROM alert_runs WHERE from_offer_id = 99"),
  ]);
  expect(await status()).toBe(200);
});

test("a backup that is older than two days is told, and so is a first one that never comes", async () => {
  site.setClock(NOON);
  await site.tick(NOON);
  expect(await (await site.fetch("/sante")).json()).toMatchObject({
    backup: { last: expect.stringMatching(/^2026-01-15T12:00/), hours: 0, late: false },
  });
  const hoursAfter = async (hours: number) => {
    const later = new Date(NOON.getTime() + hours * 3_600_000);
    site.setClock(later);
    await (await site.accounts())
      .prepare("UPDATE cursors SET position = ? WHERE name = 'tick'")
      .bind(later.toISOString())
      .run();
    return site.fetch("/sante");
  };
  expect((await hoursAfter(47)).status).toBe(200);
  const late = await hoursAfter(50);
  expect(late.status).toBe(503);
  expect(await late.json()).toMatchObject({ cron: true, backup: { hours: 49, late: true } });
  await (await site.accounts()).prepare("DELETE FROM cursors WHERE name = 'backup'").run();
  expect((await hoursAfter(47)).status).toBe(200);
  const never = await hoursAfter(50);
  expect(never.status).toBe(503);
  expect(await never.json()).toMatchObject({ backup: { last: null, late: true } });
});
