import { createMessageBatch } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { dayInParis } from "#app/domain/format.ts";
import type { Job } from "#app/domain/job.ts";
import { changeNotices, putAside } from "#app/services/kept-offers/kept-offers.ts";
import { findLastMatched, insertRun } from "#db/accounts/alerts/alert-runs.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { aSavedSearch, openStage, publishPostings } from "#test/support/alerts/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { breaking, eachFault, eachInterleaving } from "#test/support/faults.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";
import { runTick } from "#workers/alerts/cron.ts";
import { openDeps } from "#workers/alerts/deps.ts";
import { takeBatch } from "#workers/alerts/queue.ts";

const PROVIDER = "http://provider.example";
const stage = openStage();
const deps = { accounts: stage.accounts, catalogue: stage.catalogue };
/** The morning in Paris of the day after tomorrow: objects that are in the bucket now are old by then. */
const MORNING = new Date(`${dayInParis({ getTime: () => Date.now() + 2 * 86_400_000 })}T08:00:00Z`);
const later = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000);
const CLOSING = dayInParis({ getTime: () => MORNING.getTime() + 3 * 86_400_000 });

const fetched = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = fetched;
});

let number = 1000;
/**
 * Something to do for every piece of work of a tick: an alert, a kept offer that closes, a link that was asked for, an
 * orphan.
 */
async function aMorningOfWork(): Promise<void> {
  await forgetEverybody();
  await fetched(`${PROVIDER}/taken`, { method: "DELETE" });
  const ada = await aCandidateRow(stage.accounts, "ada");
  await aCandidateRow(stage.accounts, "zoe");
  const kept = `S-2026-${++number}`;
  await publishPostings(stage, [aPosting({ reference: kept, title: "Juriste" })], later(-30));
  const offer = await findOffer(stage.catalogue, kept);
  if (!offer) throw new Error("not published");
  await putAside(stage.accounts, ada, offer, later(-30));
  await changeNotices(deps, ada, true, later(-30));
  await publishPostings(stage, [aPosting({ reference: kept, title: "Juriste", expiresOn: CLOSING })], later(-20));
  await tickedBefore();
  await aSavedSearch(stage, ada, "q=archives");
  await publishPostings(stage, [aPosting({ reference: `S-2026-${++number}`, title: "Archiviste" })], later(-10));
  await stage.accounts.run(requestMail({ kind: "reset", recipient: "zoe" }, later(-1)));
  await env.DOCUMENTS.put("documents/orphan", "left behind");
}

/** What is published by now was matched, as an earlier tick would have done. */
async function tickedBefore(): Promise<void> {
  const newest = await stage.catalogue.get<{ id: number }>(sql`SELECT max(id) AS id FROM offers`);
  const matched = (await findLastMatched(stage.accounts)) ?? 0;
  await insertRun(stage.accounts, { fromOfferId: matched, toOfferId: newest?.id ?? 0, offers: 0 }, later(-19));
  await stage.accounts.run(sql`DELETE FROM cursors WHERE name = 'tick' OR name LIKE 'kept%'`);
}

/** The worker's own handlers over bindings that may break: a tick, then what it has put on the queue, and so on. */
async function live(faults: ReturnType<typeof breaking>, minutes: number): Promise<void> {
  const jobs: Job[] = [];
  const broken = {
    ...env,
    ACCOUNTS: faults.d1(env.ACCOUNTS),
    CATALOGUE: faults.d1(env.CATALOGUE),
    DOCUMENTS: faults.r2(env.DOCUMENTS),
    // The work of the night has faults of its own: test/services/operations/backup-faults.test.ts.
    BACKUPS: undefined,
    JOBS: {
      sendBatch: (messages: { body: Job }[]) =>
        faults.around(async () => void jobs.push(...messages.map(({ body }) => body))),
    } as unknown as Queue,
    ...{ MAIL_URL: PROVIDER, MAIL_KEY: "key", MAIL_PER_SECOND: "1000", SIGNING_KEY: "a-signing-key" },
  } as unknown as AlertsEnv;
  const outer = globalThis.fetch;
  globalThis.fetch = (...asked: Parameters<typeof fetch>) => faults.around(() => fetched(...asked));
  const workers = openDeps(broken, () => later(minutes));
  // Neither handler ever throws for a piece of work that fails.
  await runTick(workers).catch(() => {});
  for (let part = jobs.splice(0, 5); part.length > 0; part = jobs.splice(0, 5)) {
    const messages = part.map((body, index) => ({ id: `${index}`, timestamp: later(minutes), attempts: 1, body }));
    await takeBatch(createMessageBatch("pass-jobs", messages), workers);
  }
  globalThis.fetch = outer;
}

const settle = (minutes: number) => live(breaking(Number.POSITIVE_INFINITY, "before"), minutes);

/** All of the morning's work is done, and none of it twice. */
async function expectDoneOnce(name: string): Promise<void> {
  const taken = (await (await fetched(`${PROVIDER}/taken`)).json()) as { to: string[]; subject: string }[];
  expect(taken.map(({ to, subject }) => `${to} : ${subject}`).sort(), name).toEqual([
    "ada@exemple.fr : Ferme bientôt\u00a0: Juriste",
    "ada@exemple.fr : Nouvelle offre\u00a0: Archiviste",
    "zoe@exemple.fr : Choisissez un nouveau mot de passe",
  ]);
  const open = sql`SELECT kind, state, last_error FROM mails WHERE state <> 'sent'`;
  expect(await stage.accounts.all(open), name).toEqual([]);
  expect(await stage.accounts.all(sql`SELECT * FROM alert_matches WHERE state = 'pending'`), name).toEqual([]);
  expect((await env.DOCUMENTS.list()).objects, name).toEqual([]);
  expect(await stage.accounts.all(sql`SELECT * FROM r2_garbage`), name).toEqual([]);
}

test("whatever call of a tick or of its jobs fails, to D1, R2, the queue or the provider, all of it is done once in the end", async () => {
  const calls = await eachFault(async (faults, name) => {
    await aMorningOfWork();
    await live(faults, 0);
    for (const minutes of [5, 15]) await settle(minutes);
    await expectDoneOnce(name);
  });
  console.log(`${calls} calls`);
  expect(calls).toBeGreaterThan(40);
}, 600_000);

test("whatever call of a tick or of its jobs is so slow that the next tick does the work meanwhile, all of it is done once", async () => {
  const calls = await eachInterleaving(
    () => settle(5),
    async (faults, name) => {
      await aMorningOfWork();
      await live(faults, 0);
      for (const minutes of [10, 15]) await settle(minutes);
      await expectDoneOnce(name);
    },
  );
  expect(calls).toBeGreaterThan(40);
}, 600_000);
