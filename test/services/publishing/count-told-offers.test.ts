import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { countToldOffers } from "#app/services/publishing/count-told-offers.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { aSavedSearch, later, openStage, publishOffer, runAlerts, stageWithAda } from "#test/support/alerts/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { eachFault, eachInterleaving } from "#test/support/faults.ts";

const stage = stageWithAda();
async function forgetCounts(): Promise<void> {
  await stage.catalogue.run("DELETE FROM offer_counts");
  await stage.catalogue.run("DELETE FROM cursors");
}
beforeEach(forgetCounts);

/** Publishes an offer that Ada's and Zoe's searches find. Their alerts are written and not sent. */
async function anAlertedOffer(): Promise<string> {
  const zoe = await aCandidateRow(stage.accounts, "zoe");
  await aSavedSearch(stage, stage.ada, "q=communication");
  await aSavedSearch(stage, stage.ada, "region=53");
  await aSavedSearch(stage, zoe, "q=communication");
  const reference = await publishOffer(stage);
  await runAlerts(stage, later(1));
  return reference;
}

const end = (state: string, at: Date, who = "%") =>
  stage.accounts.run(
    sql`UPDATE mails SET state = ${state}, done_at = ${at.toISOString()} WHERE kind = 'alert' AND recipient LIKE ${who}`,
  );

async function toldOf(reference: string) {
  const offer = await findOffer(stage.catalogue, reference);
  return stage.catalogue.all(sql`SELECT week, kind, count FROM offer_counts WHERE offer_id = ${offer?.id}`);
}

test("every candidate to whom a mail with the offer was sent is counted, once, in the week of sending", async () => {
  const reference = await anAlertedOffer();
  // 23:30 on Sunday in Paris, and half past midnight on Monday.
  await end("sent", new Date("2026-01-11T22:30:00Z"), "ada%");
  await end("sent", new Date("2026-01-11T23:30:00Z"), "zoe%");
  const now = new Date("2026-01-12T08:00:00Z");
  await countToldOffers(stage, now);
  await countToldOffers(stage, now);
  expect(await toldOf(reference)).toEqual([
    { week: "2026-01-05", kind: "told", count: 1 },
    { week: "2026-01-12", kind: "told", count: 1 },
  ]);
});

test.each(["pending", "failed", "unknown", "cancelled"])("a mail that is %s tells nobody", async (state) => {
  const reference = await anAlertedOffer();
  await end(state, later(2));
  await countToldOffers(stage, later(10));
  expect(await toldOf(reference)).toEqual([]);
});

test("a mail that was sent a moment ago is counted by the next run", async () => {
  const reference = await anAlertedOffer();
  await end("sent", later(2), "ada%");
  await end("sent", later(10), "zoe%");
  await countToldOffers(stage, later(11));
  expect(await toldOf(reference)).toMatchObject([{ count: 1 }]);
  await countToldOffers(stage, later(13));
  expect(await toldOf(reference)).toMatchObject([{ count: 2 }]);
});

test("whatever call fails, before or after it is applied, the next run makes the counts right", async () => {
  const calls = await eachFault(async (faults, name) => {
    const reference = await aSentAlert();
    const broken = openStage({ ACCOUNTS: faults.d1(env.ACCOUNTS), CATALOGUE: faults.d1(env.CATALOGUE) });
    await countToldOffers(broken, later(10)).catch(() => {});
    await countToldOffers(stage, later(11));
    expect(await toldOf(reference), name).toMatchObject([{ count: 1 }]);
  });
  expect(calls).toBeGreaterThan(2);
});

test("runs at the same moment count each mail once", async () => {
  await eachInterleaving(
    () => countToldOffers(stage, later(20)),
    async (faults, name) => {
      const reference = await aSentAlert();
      const slow = openStage({ ACCOUNTS: faults.d1(env.ACCOUNTS), CATALOGUE: faults.d1(env.CATALOGUE) });
      await countToldOffers(slow, later(10));
      expect(await toldOf(reference), name).toMatchObject([{ count: 1 }]);
    },
  );
});

/** An alert to Ada that was sent, the only one there is. @returns the reference of the offer that it tells of */
async function aSentAlert(): Promise<string> {
  await forgetCounts();
  await stage.accounts.run("DELETE FROM mails");
  await stage.accounts.run("DELETE FROM mailed_offers");
  const reference = await publishOffer(stage);
  const offer = await findOffer(stage.catalogue, reference);
  const id = crypto.randomUUID();
  const at = later(2).toISOString();
  await stage.accounts.run(
    sql`INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, state, due_at, created_at, done_at)
      VALUES (${id}, 'alert', 1, ${stage.ada}, 'ada@exemple.fr', '{}', 'sent', ${at}, ${at}, ${at})`,
  );
  await stage.accounts.run(sql`INSERT INTO mailed_offers VALUES (${stage.ada}, ${offer?.id}, ${id})`);
  return reference;
}
