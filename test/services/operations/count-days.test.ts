import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { closeOffers } from "#app/services/offers/close-offers.ts";
import { countDays } from "#app/services/operations/count-days.ts";
import { withdrawOffer } from "#db/catalogue/offers/offer-writes.ts";
import { findDayCountsAbout } from "#db/catalogue/operations/day-counts.ts";
import { later, MORNING, openStage, publishPostings } from "#test/support/alerts/alerts.ts";
import { aMail } from "#test/support/alerts/sending.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { eachFault } from "#test/support/faults.ts";
import { aPosting } from "#test/support/postings.ts";

const stage = openStage();

async function begin(): Promise<void> {
  for (const table of ["offer_domains", "offers", "day_counts", "cursors"]) {
    await stage.catalogue.run(sql.raw(`DELETE FROM ${table}`));
  }
  for (const table of ["mails", "candidates"]) await stage.accounts.run(sql.raw(`DELETE FROM ${table}`));
  await publishPostings(stage, [aPosting({ reference: "S-OLD" })], MORNING);
  await countDays(stage, later(1));
}
beforeEach(begin);

/** One day: three offers in, one of them out, somebody signs up, three mails end. */
async function aDay(): Promise<void> {
  await publishPostings(
    stage,
    ["S-1", "S-2", "S-3"].map((reference) => aPosting({ reference })),
    later(2),
  );
  await withdrawOffer(stage.catalogue, "S-2", later(3).toISOString());
  await aCandidateRow(stage.accounts, "ada");
  for (const [subject, state] of [
    ["a", "sent"],
    ["b", "failed"],
    ["c", "cancelled"],
  ] as const) {
    const id = await aMail(subject);
    await stage.accounts.run(
      sql`UPDATE mails SET state = ${state}, done_at = ${later(3).toISOString()} WHERE id = ${id}`,
    );
  }
}

const counted = async () => {
  const rows = await findDayCountsAbout(
    stage.catalogue,
    ["offers-in", "offers-out", "sign-ups", "mails-sent", "mails-failed", "mails-unknown"],
    "2026-01-06",
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
};

const EXPECTED = { "offers-in": 3, "offers-out": 1, "sign-ups": 1, "mails-sent": 1, "mails-failed": 1 };

test("what came, went, was sent and failed since the last run is counted once, and nothing of before the first", async () => {
  await aDay();
  await countDays(stage, later(10));
  await countDays(stage, later(11));
  expect(await counted()).toEqual(EXPECTED);
});

test("an offer whose last day is past goes once, and not again when its administration is merged long after", async () => {
  await publishPostings(stage, [aPosting({ reference: "S-1", expiresOn: "2026-01-06" })], later(2));
  const midnight = new Date("2026-01-06T23:00:00.000Z");
  await closeOffers(stage.catalogue, midnight);
  await countDays(stage, new Date("2026-01-06T23:08:00.000Z"));
  await stage.catalogue.run(sql`UPDATE offers SET changed_at = '2026-02-06T10:00:00.000Z'`);
  await countDays(stage, new Date("2026-02-06T10:08:00.000Z"));
  const out = await findDayCountsAbout(stage.catalogue, ["offers-out"], "2026-01-06");
  expect(out.map(({ day, count }) => [day, count])).toEqual([["2026-01-07", 1]]);
});

test("a run that breaks anywhere counts nothing twice, and the next one the rest", async () => {
  const calls = await eachFault(async (faults, name) => {
    await begin();
    await aDay();
    const broken = openStage({ ACCOUNTS: faults.d1(env.ACCOUNTS), CATALOGUE: faults.d1(env.CATALOGUE) });
    await countDays(broken, later(10)).catch(() => {});
    await countDays(stage, later(11));
    expect(await counted(), name).toEqual(EXPECTED);
  });
  expect(calls).toBeGreaterThan(8);
});
