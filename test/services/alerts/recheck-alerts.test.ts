import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import { setCadence, switchOff, updateCriteria } from "#db/accounts/saved-searches/saved-searches.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { INDEX } from "#db/catalogue/search-index.ts";
import { openStage } from "#test/support/alerts/alerts.ts";
import { aMail, NOON, run } from "#test/support/alerts/sending.ts";
import {
  adaWithTwoBells,
  anAlert,
  aWrittenAlert,
  expectTakenApart,
  move,
  NEW,
  OLD,
  pairsOf,
  publish,
  stageWithTwoBells,
} from "#test/support/alerts/written-alert.ts";
import { eachFault } from "#test/support/faults.ts";
import { aClock, aProvider, tooMany } from "#test/support/outside/provider.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";

const { accounts, catalogue } = openStage();
const stage = stageWithTwoBells();

const setBell = (id: number, cadence: "daily" | null, newestOfferId = stage.ada.new) =>
  setCadence(accounts, { id, candidateId: stage.ada.id }, { cadence, due: NOON, newestOfferId });

test("an alert that is still wanted as it is goes out", async () => {
  await anAlert(stage.ada, "bell", "other");
  const provider = aProvider();
  expect(await run(stage.time, provider)).toBe(1);
  expect(provider.inboxes[0]?.recipient).toBe("ada@exemple.fr");
});

describe("an alert that was never tried", () => {
  test("goes to her new address when it has changed", async () => {
    await anAlert(stage.ada, "bell");
    await move(stage.ada, "ada@ailleurs.fr");
    const provider = aProvider();
    await run(stage.time, provider);
    expect(provider.inboxes.map(({ recipient }) => recipient)).toEqual(["ada@ailleurs.fr"]);
  });

  test.each([
    ["was withdrawn", () => publish([aPosting({ reference: OLD })], true)],
    [
      "was edited so that it no longer answers",
      () => publish([aPosting({ reference: NEW, region: "11", department: "75" })]),
    ],
  ])("is written anew without an offer that %s", async (_, change) => {
    await anAlert(stage.ada, "bell", "other");
    await change();
    await expectTakenApart(
      stage,
      aProvider(),
      "bell old pending",
      "bell new pending",
      "other old pending",
      "other new pending",
    );
  });

  test("is written anew without an offer that no longer answers, though a mail that she requests goes out at once", async () => {
    await anAlert(stage.ada, "other");
    await publish([aPosting({ reference: NEW, region: "11", department: "75" })]);
    await aMail("reset", { kind: "reset", to: stage.ada });
    const provider = aProvider();
    await run(stage.time, provider);
    expect(provider.subjects()).toEqual(["reset"]);
    expect(await pairsOf(stage.ada)).toEqual(["other old pending", "other new pending"]);
  });

  test("is written anew without an offer that has closed since", async () => {
    await publish([aPosting({ reference: NEW, expiresOn: "2026-11-20" })]);
    await anAlert(stage.ada, "bell");
    stage.time.pass(11 * 3600);
    await expectTakenApart(stage, aProvider(), "bell old pending", "bell new pending");
  });

  test("goes out when an offer was edited and answers all the same", async () => {
    await anAlert(stage.ada, "bell");
    await publish([aPosting({ reference: NEW, title: "Un autre titre" })]);
    expect(await run(stage.time, aProvider())).toBe(1);
  });

  test("goes out while the index is being made anew, which has not every offer yet", async () => {
    await publish([aPosting({ reference: "S-2026-2003" })]);
    const offerId = (await findOffer(catalogue, "S-2026-2003"))?.id ?? 0;
    await catalogue.run(sql`DELETE FROM ${INDEX} WHERE rowid = ${offerId}`);
    await aWrittenAlert(stage.ada, [{ savedSearchId: stage.ada.bell, offerId }], stage.time.clock());
    await catalogue.run(sql`UPDATE offers SET indexed = indexed - 1 WHERE id = ${offerId}`);
    expect(await run(stage.time, aProvider())).toBe(1);
    await catalogue.run(sql`UPDATE offers SET indexed = indexed + 1 WHERE id = ${offerId}`);
  });

  test("though handed over and not taken, is not sent when the only bell in it is switched off meanwhile", async () => {
    await anAlert(stage.ada, "bell");
    const provider = aProvider([
      { ...tooMany(60), meanwhile: () => switchOff(accounts, stage.ada.id, stage.ada.bell, stage.time.clock()) },
    ]);
    await run(stage.time, provider);
    stage.time.pass(61);
    await expectTakenApart(stage, provider);
  });

  test("though handed over and not taken, is written anew without a search whose bell is switched off meanwhile", async () => {
    await anAlert(stage.ada, "bell", "other");
    const provider = aProvider([
      { ...tooMany(60), meanwhile: () => switchOff(accounts, stage.ada.id, stage.ada.other, stage.time.clock()) },
    ]);
    await run(stage.time, provider);
    stage.time.pass(61);
    await expectTakenApart(stage, provider, "bell old pending", "bell new pending");
  });

  test("though handed over and not taken, is not sent when its bell is switched off and on again meanwhile", async () => {
    await anAlert(stage.ada, "bell");
    const provider = aProvider([
      {
        ...tooMany(60),
        meanwhile: async () => {
          await setBell(stage.ada.bell, null);
          await setBell(stage.ada.bell, "daily");
        },
      },
    ]);
    await run(stage.time, provider);
    stage.time.pass(61);
    await expectTakenApart(stage, provider);
  });

  test("is not sent when the criteria were changed while it was on its way", async () => {
    await anAlert(stage.ada, "bell");
    const changed = {
      criteria: "type=apprentissage",
      match: 'f:"ta"',
      textVersion: 1,
      searchTokens: [],
      newestOfferId: stage.ada.new,
    };
    const provider = aProvider([
      {
        ...tooMany(60),
        meanwhile: async () =>
          void (await updateCriteria(accounts, { id: stage.ada.bell, candidateId: stage.ada.id }, changed)),
      },
    ]);
    await run(stage.time, provider);
    stage.time.pass(61);
    await run(stage.time, provider);
    expect(provider.calls).toHaveLength(1);
  });
});

test("whatever call of the database fails, an alert that is no longer wanted as it is goes to nobody and is not lost", async () => {
  await eachFault(async (faults, name) => {
    await forgetEverybody();
    stage.time = aClock(NOON);
    stage.ada = await adaWithTwoBells();
    await anAlert(stage.ada, "other");
    await publish([aPosting({ reference: NEW, region: "11", department: "75" })], true);
    const provider = aProvider();
    await run(stage.time, provider, { accounts: openAccounts(faults.d1(env.ACCOUNTS)) }).catch(() => {});
    await run(stage.time, provider);
    expect(provider.calls, name).toHaveLength(0);
    expect(await pairsOf(stage.ada), name).toEqual(["other old pending", "other new pending"]);
  });
});
