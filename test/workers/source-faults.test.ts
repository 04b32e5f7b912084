import { createMessageBatch } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Job } from "#app/domain/job.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { breaking, eachFault, eachInterleaving } from "#test/support/faults.ts";
import { rows } from "#test/support/imports/imports.ts";
import { addSource, feedOf, forgetSources, later, openOffers, play } from "#test/support/imports/sources.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";
import { askForPulls, openDeps } from "#workers/alerts/deps.ts";
import { takeBatch } from "#workers/alerts/queue.ts";

const fetched = globalThis.fetch;
afterEach(async () => {
  globalThis.fetch = fetched;
  await forgetSources();
  await forgetEverybody();
});

const BEFORE = Array.from({ length: 10 }, (_, n) => aPosting({ reference: `S-2026-00001${n}` }));
/** One is edited, one is gone, one is new, and one cannot be read. */
const AFTER = feedOf([
  ...BEFORE.slice(1, 9),
  { ...aPosting({ reference: "S-2026-000019" }), title: "Archiviste" },
  aPosting({ reference: "S-2026-000020" }),
]).concat('{"reference":"S-2026-000099"}\n');

/** What the cron and the queue do of sources, over bindings that may break: at a time, with the jobs of that tick. */
async function live(faults: ReturnType<typeof breaking>, minutes: number): Promise<void> {
  const jobs: Job[] = [];
  const broken = {
    ...env,
    ACCOUNTS: faults.d1(env.ACCOUNTS),
    CATALOGUE: faults.d1(env.CATALOGUE),
    PULLS: {
      sendBatch: (messages: { body: Job }[]) =>
        faults.around(async () => void jobs.push(...messages.map(({ body }) => body))),
    } as unknown as Queue,
  } as unknown as AlertsEnv;
  const outer = globalThis.fetch;
  globalThis.fetch = (...asked: Parameters<typeof fetch>) => faults.around(() => fetched(...asked));
  const workers = openDeps(broken, () => later(minutes));
  await askForPulls(workers).catch(() => {});
  for (const body of jobs) {
    const message = { id: "1", timestamp: later(minutes), attempts: 1, body };
    await takeBatch(createMessageBatch("pass-pulls", [message]), workers);
  }
  globalThis.fetch = outer;
}

const settle = (minutes: number) => live(breaking(Number.POSITIVE_INFINITY, "before"), minutes);

async function aSourceThatChanges(): Promise<void> {
  await forgetSources();
  await openAccounts(env.ACCOUNTS).run(sql`DELETE FROM dead_letters`);
  await play({ body: feedOf(BEFORE), headers: { ETag: '"before"' } });
  await addSource();
  await settle(0);
  await play({ body: AFTER, headers: { ETag: '"after"' } });
}

async function expectDoneOnce(name: string): Promise<void> {
  expect(await openOffers(), name).toEqual(
    [...BEFORE.slice(1, 9).map(({ reference }) => reference), "S-2026-000019", "S-2026-000020"].sort(),
  );
  expect(await rows("SELECT title FROM offers WHERE reference = 'S-2026-000019'"), name).toEqual([
    { title: "Archiviste" },
  ]);
  expect(await rows("SELECT reference FROM quarantine"), name).toEqual([{ reference: "S-2026-000099" }]);
  expect(await rows("SELECT count(*) AS n FROM imports WHERE state <> 'complete'"), name).toEqual([{ n: 0 }]);
  const state = "SELECT lease_until, failures, last_error, etag FROM sources";
  expect(await rows(state), name).toEqual([{ lease_until: null, failures: 0, last_error: null, etag: '"after"' }]);
}

test("whatever call of a pull fails, to D1, the queue or the site, all of it is done once in the end", async () => {
  const calls = await eachFault(async (faults, name) => {
    await aSourceThatChanges();
    await live(faults, 60);
    for (const minutes of [66, 77, 140]) await settle(minutes);
    await expectDoneOnce(name);
  });
  expect(calls).toBeGreaterThan(12);
}, 300_000);

test("whatever call of a pull is so slow that the next tick comes meanwhile, all of it is done once", async () => {
  const calls = await eachInterleaving(
    () => settle(61),
    async (faults, name) => {
      await aSourceThatChanges();
      await live(faults, 60);
      await settle(140);
      await expectDoneOnce(name);
    },
  );
  expect(calls).toBeGreaterThan(12);
}, 300_000);
