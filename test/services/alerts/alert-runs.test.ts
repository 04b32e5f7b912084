import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { switchOff } from "#db/accounts/saved-searches/saved-searches.ts";
import {
  aSavedSearch,
  later,
  openStage,
  publishOffer,
  runAlerts,
  stageWithAda,
  tick,
  told,
  work,
} from "#test/support/alerts/alerts.ts";
import { run } from "#test/support/alerts/sending.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { aClock, aProvider, UNTAKEN_UNHEARD } from "#test/support/outside/provider.ts";

const stage = stageWithAda();

describe("whatever breaks", () => {
  test("jobs that are lost are asked for again by the next tick", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication");
    const fresh = await publishOffer(stage);
    for (let minute = 1; minute <= 3; minute++) {
      await tick(stage, later(minute));
      stage.jobs.length = 0;
    }
    await tick(stage, later(4));
    const [match] = stage.jobs.splice(0);
    if (match) await work(stage, match, later(4));
    stage.jobs.length = 0;
    await runAlerts(stage, later(5));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  });

  test("jobs that come twice, days later or out of order write nothing twice", async () => {
    const zoe = await aCandidateRow(stage.accounts, "zoe");
    for (const id of [stage.ada, zoe]) await aSavedSearch(stage, id, "q=communication");
    await publishOffer(stage);
    const seen: typeof stage.jobs = [];
    await tick(stage, later(1));
    for (let job = stage.jobs.shift(); job; job = stage.jobs.shift()) {
      seen.push(job);
      await Promise.all([work(stage, job, later(1)), work(stage, job, later(1))]);
    }
    for (const job of [...seen, ...seen.reverse()]) await work(stage, job, later(2));
    await runAlerts(stage, later(3));
    expect((await told(stage)).map(({ recipient }) => recipient).sort()).toEqual(["ada@exemple.fr", "zoe@exemple.fr"]);
  });

  test("ticks at once, doubled or late open one round", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication");
    await publishOffer(stage);
    await Promise.all([tick(stage, later(1)), tick(stage, later(1)), tick(stage, later(0))]);
    await runAlerts(stage, later(2));
    expect(await told(stage)).toHaveLength(1);
    expect(await stage.accounts.all(sql`SELECT id FROM alert_runs WHERE offers > 0`)).toHaveLength(1);
  });

  test("a search that the database cannot run is said to be broken, and keeps no other from being matched", async () => {
    const zoe = await aCandidateRow(stage.accounts, "zoe");
    const broken = await aSavedSearch(stage, zoe, "q=communication");
    await aSavedSearch(stage, stage.ada, "q=communication");
    await stage.accounts.run(sql`UPDATE saved_searches SET match = '"communic' WHERE id = ${broken}`);
    const fresh = await publishOffer(stage);
    await runAlerts(stage, later(1));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
    expect(await stage.accounts.all(sql`SELECT id, broken FROM saved_searches WHERE broken IS NOT NULL`)).toEqual([
      { id: broken, broken: "expression" },
    ]);
  });

  test("a database that answers only in part makes no search broken: its slice comes again", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication");
    const fresh = await publishOffer(stage);
    await tick(stage, later(1));
    const overloaded = new Proxy(env.ACCOUNTS, {
      get(database, name) {
        if (name === "batch") return () => Promise.reject(new Error("D1_ERROR: D1 DB is overloaded."));
        const member: unknown = Reflect.get(database, name);
        return typeof member === "function" ? member.bind(database) : member;
      },
    });
    const ill = openStage({ ACCOUNTS: overloaded, CATALOGUE: env.CATALOGUE });
    for (const job of stage.jobs.splice(0)) await expect(work(ill, job, later(1))).rejects.toThrow("overloaded");
    expect(await stage.accounts.all(sql`SELECT id FROM saved_searches WHERE broken IS NOT NULL`)).toEqual([]);
    await runAlerts(stage, later(2));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  });

  test("searches of another text preparation are compiled anew before anything is matched", async () => {
    const id = await aSavedSearch(stage, stage.ada, "q=communication");
    const gone = await aSavedSearch(stage, stage.ada, "region=53");
    await stage.accounts.run(sql`UPDATE saved_searches SET text_version = 0, match = 'f:"never"'`);
    await stage.accounts.run(sql`UPDATE saved_searches SET criteria = 'region=999' WHERE id = ${gone}`);
    const fresh = await publishOffer(stage);
    await runAlerts(stage, later(1));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
    expect(await stage.accounts.all(sql`SELECT id, broken FROM saved_searches ORDER BY id`)).toEqual([
      { id, broken: null },
      { id: gone, broken: "criteria" },
    ]);
  });

  test("a round that is going on when the text preparation changes is matched anew", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication");
    const fresh = await publishOffer(stage);
    await tick(stage, later(1));
    await stage.accounts.run(sql`UPDATE saved_searches SET text_version = 0, match = 'f:"never"'`);
    await stage.accounts.run(sql`INSERT INTO fresh_offers_fts (fresh_offers_fts) VALUES ('delete-all')`);
    stage.jobs.length = 0;
    await runAlerts(stage, later(2));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  });
});

test("from the moment that operators pause the alerts, jobs that stand on the queue already do nothing", async () => {
  await aSavedSearch(stage, stage.ada, "q=communication");
  const fresh = await publishOffer(stage);
  const pause = () => stage.accounts.run(sql`INSERT INTO settings (name, value) VALUES ('alerts-paused', '2026')`);
  const resume = () => stage.accounts.run(sql`DELETE FROM settings`);
  const workAll = async () => {
    for (const job of stage.jobs.splice(0)) await work(stage, job, later(1));
  };
  await tick(stage, later(1));
  await pause();
  await workAll();
  expect(await stage.accounts.all(sql`SELECT * FROM alert_matches`)).toEqual([]);
  await resume();
  await tick(stage, later(1));
  await workAll();
  expect(stage.jobs).toEqual([{ kind: "compose-alerts", candidates: [stage.ada] }]);
  await pause();
  await workAll();
  expect(await told(stage)).toEqual([]);
  await resume();
  await runAlerts(stage, later(2));
  expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
});

test("what a later slice of the round finds is told, though the alert that told of it first was given up with its bell", async () => {
  const first = await aSavedSearch(stage, stage.ada, "q=communication");
  const second = await aSavedSearch(stage, stage.ada, "region=53");
  // Of the second ten thousand: of another slice.
  await stage.accounts.run(sql`INSERT INTO saved_searches
      (id, candidate_id, name, criteria, match, text_version, cadence, since_offer_id, seen_offer_id, created_at)
    SELECT 10001, candidate_id, name, criteria || '&', match, text_version, cadence, since_offer_id, seen_offer_id, created_at
    FROM saved_searches WHERE id = ${second}`);
  await stage.accounts.run(sql`DELETE FROM saved_searches WHERE id = ${second}`);
  // More than are matched by their tokens, all in one slice.
  for (let n = 0; n < 25; n++) await publishOffer(stage);
  await tick(stage, later(1));
  const [one, two] = stage.jobs.splice(0);
  if (!one || !two) throw new Error("not two slices");
  const time = aClock(later(1).toISOString());
  const compose = () => work(stage, { kind: "compose-alerts", candidates: [stage.ada] }, time.clock());
  await work(stage, one, time.clock());
  await compose();
  const provider = aProvider([UNTAKEN_UNHEARD]);
  await run(time, provider);
  await switchOff(stage.accounts, stage.ada, first, time.clock());
  time.pass(60);
  await run(time, provider);
  // The job of the second slice was lost, and asked for again.
  await work(stage, two, time.clock());
  await compose();
  time.pass(120);
  await run(time, provider);
  expect(provider.inboxes).toHaveLength(1);
});
