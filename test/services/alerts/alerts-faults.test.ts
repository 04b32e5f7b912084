import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { parseSearch } from "#app/domain/search/search.ts";
import { compileSearches } from "#app/services/saved-searches/compile-search.ts";
import { deleteCandidate } from "#db/accounts/account/erasure.ts";
import { setCadence, updateCriteria } from "#db/accounts/saved-searches/saved-searches.ts";
import { newestOfferId } from "#db/catalogue/alerts/fresh-offers.ts";
import {
  aSavedSearch,
  later,
  MORNING,
  openStage,
  publishOffer,
  publishPostings,
  runAlerts,
  writtenAlerts,
} from "#test/support/alerts/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { type breaking, eachFault, eachInterleaving } from "#test/support/faults.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";

const stage = openStage();

/** The calls of a whole round: enough to say that the faults met its every step. */
const CALLS_AT_LEAST = 12;

let ada = 0;
let search = 0;
let fresh = "";

beforeAll(() => runAlerts(stage, MORNING));

/** Ada and Zoe have two bells each that find the same fresh offer. */
async function twoCandidates(): Promise<void> {
  await forgetEverybody();
  await runAlerts(stage, MORNING);
  ada = await aCandidateRow(stage.accounts, "ada");
  const zoe = await aCandidateRow(stage.accounts, "zoe");
  search = await aSavedSearch(stage, ada, "q=communication");
  for (const id of [ada, zoe]) await aSavedSearch(stage, id, "region=53");
  await aSavedSearch(stage, zoe, "q=communication");
  fresh = await publishOffer(stage);
}

/** A matching run by a worker whose calls break. It may stop anywhere. */
async function brokenRun(faults: ReturnType<typeof breaking>): Promise<void> {
  const broken = openStage({ ACCOUNTS: faults.d1(env.ACCOUNTS), CATALOGUE: faults.d1(env.CATALOGUE) });
  // As in the queue worker: a job that fails does not stop the next one.
  for (let tries = 0; tries < 3; tries++) await runAlerts(broken, later(1)).catch(() => {});
}

const told = async () => (await writtenAlerts(stage)).map(({ recipient, offers }) => `${recipient} ${offers}`).sort();

test("whatever call fails, before or after it is applied, each is told once", async () => {
  const calls = await eachFault(async (faults, name) => {
    await twoCandidates();
    await brokenRun(faults);
    for (let minute = 2; minute < 5; minute++) await runAlerts(stage, later(minute));
    expect(await told(), name).toEqual([`ada@exemple.fr ${fresh}`, `zoe@exemple.fr ${fresh}`]);
  });
  expect(calls).toBeGreaterThan(CALLS_AT_LEAST);
}, 120_000);

describe("whenever it happens in a round,", () => {
  /**
   * Performs a matching run once for each of its calls, with the event just before that call, and then further runs.
   */
  async function interleave(meanwhile: () => Promise<void>, check: (name: string) => Promise<void>): Promise<void> {
    const calls = await eachInterleaving(meanwhile, async (faults, name) => {
      await twoCandidates();
      await brokenRun(faults);
      if (faults.calls() < CALLS_AT_LEAST) await meanwhile();
      for (let minute = 2; minute < 5; minute++) await runAlerts(stage, later(minute));
      await check(name);
    });
    expect(calls).toBeGreaterThan(CALLS_AT_LEAST);
  }
  const ZOE = () => `zoe@exemple.fr ${fresh}`;

  test("another worker that does the whole of it doubles nothing", async () => {
    await interleave(
      () => runAlerts(stage, later(1)),
      async (name) => expect(await told(), name).toEqual([`ada@exemple.fr ${fresh}`, ZOE()]),
    );
  }, 120_000);

  test("an account that is deleted gets nothing, and nothing is left of it", async () => {
    await interleave(
      async () => {
        await deleteCandidate(stage.accounts, { candidateId: ada, farewell: "goodbye" }, later(1));
      },
      async (name) => {
        // A run that is over before the event has mailed her.
        if (await stage.accounts.get(sql`SELECT 1 AS present FROM candidates WHERE id = ${ada}`)) return;
        expect(await told(), name).toEqual([ZOE()]);
        for (const table of ["alert_matches", "mailed_offers", "snapshots", "saved_searches", "mails"]) {
          const rows = await stage.accounts.all(sql`SELECT * FROM ${sql.raw(table)} WHERE candidate_id = ${ada}`);
          expect(rows, `${name}: ${table}`).toEqual([]);
        }
      },
    );
  }, 120_000);

  test("bells that are switched off tell nothing more", async () => {
    await interleave(
      async () => {
        const own = await stage.accounts.all<{ id: number }>(
          sql`SELECT id FROM saved_searches WHERE candidate_id = ${ada}`,
        );
        for (const { id } of own)
          await setCadence(stage.accounts, { id, candidateId: ada }, { cadence: null, due: "", newestOfferId: 0 });
      },
      async (name) => {
        const on = await stage.accounts.get(
          sql`SELECT 1 AS present FROM saved_searches WHERE candidate_id = ${ada} AND cadence IS NOT NULL`,
        );
        expect(await told(), name).toEqual(on ? [`ada@exemple.fr ${fresh}`, ZOE()] : [ZOE()]);
      },
    );
  }, 120_000);

  test("criteria that are changed tell of nothing that they do not ask for, and the other search goes on", async () => {
    await interleave(
      async () => {
        const { search: other } = parseSearch(new URLSearchParams("q=plombier"));
        const [compiled] = await compileSearches(stage.catalogue, [other]);
        const newest = await newestOfferId(stage.catalogue);
        if (compiled)
          await updateCriteria(
            stage.accounts,
            { id: search, candidateId: ada },
            { criteria: "q=plombier", newestOfferId: newest, ...compiled },
          );
      },
      async (name) => {
        expect(await told(), name).toEqual([`ada@exemple.fr ${fresh}`, ZOE()]);
        const [mail] = await writtenAlerts(stage);
        expect(mail?.text, name).not.toContain("q=plombier");
      },
    );
  }, 120_000);

  test("an offer that is withdrawn is told to nobody from then on", async () => {
    await interleave(
      async () => {
        await publishPostings(stage, [aPosting({ reference: "S-2026-1" })], later(1), { full: true });
      },
      async (name) => {
        const mails = await told();
        // A mail that was written before the event stays; none is written after it.
        expect(mails.length, name).toBeLessThanOrEqual(2);
        const waiting = await stage.accounts.all(sql`SELECT * FROM alert_matches WHERE state = 'pending'`);
        expect(waiting, name).toEqual([]);
      },
    );
  }, 120_000);
});
