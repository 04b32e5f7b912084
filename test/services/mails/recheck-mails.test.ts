import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { deleteCandidate } from "#db/accounts/account/erasure.ts";
import { switchOff } from "#db/accounts/saved-searches/saved-searches.ts";
import { openStage, work } from "#test/support/alerts/alerts.ts";
import { aMail, run } from "#test/support/alerts/sending.ts";
import {
  anAlert,
  move,
  OLD,
  pairsOf,
  publish,
  stageWithTwoBells,
  suppress,
} from "#test/support/alerts/written-alert.ts";
import { aProvider, REFUSED, TAKEN_UNHEARD, tooMany, UNTAKEN_UNHEARD } from "#test/support/outside/provider.ts";
import { aPosting } from "#test/support/postings.ts";

const { accounts } = openStage();
const stage = stageWithTwoBells();

const mailStates = async () =>
  (await env.ACCOUNTS.prepare("SELECT state FROM mails").all<{ state: string }>()).results.map(({ state }) => state);
/** A pending pair: another search has found the offer too, and its digest is due at seven. */
const waits = (savedSearchId: number, offerId: number) =>
  env.ACCOUNTS.prepare("INSERT INTO alert_matches VALUES (?, ?, ?, '2026-11-21T06:00:00.000Z', 'pending', NULL)")
    .bind(savedSearchId, offerId, stage.ada.id)
    .run();

describe("an alert that may have been taken", () => {
  test("is sent again as it is when an offer is withdrawn or one of two bells is switched off", async () => {
    await anAlert(stage.ada, "bell", "other");
    const provider = aProvider([TAKEN_UNHEARD]);
    await run(stage.time, provider);
    await switchOff(accounts, stage.ada.id, stage.ada.other, stage.time.clock());
    await publish([aPosting({ reference: OLD })], true);
    stage.time.pass(300);
    await run(stage.time, provider);
    expect([provider.calls.length, provider.inboxes.length]).toEqual([2, 1]);
    expect(await mailStates()).toEqual(["sent"]);
  });

  test("is never sent again when every bell in it is switched off, and its offers are not mailed twice", async () => {
    await anAlert(stage.ada, "bell");
    const provider = aProvider([TAKEN_UNHEARD]);
    await run(stage.time, provider);
    await switchOff(accounts, stage.ada.id, null, stage.time.clock());
    stage.time.pass(300);
    await run(stage.time, provider);
    expect(provider.calls).toHaveLength(1);
    expect(await mailStates()).toEqual(["cancelled"]);
    expect(await pairsOf(stage.ada)).toEqual(["bell old mailed", "bell new mailed"]);
  });

  test("is sent again when its bell is switched off and one of its offers is pending for another search", async () => {
    await anAlert(stage.ada, "bell");
    const provider = aProvider([UNTAKEN_UNHEARD]);
    await run(stage.time, provider);
    await waits(stage.ada.other, stage.ada.new);
    await switchOff(accounts, stage.ada.id, stage.ada.bell, stage.time.clock());
    stage.time.pass(300);
    expect(await run(stage.time, provider)).toBe(1);
  });

  test("waits while the run that found its offers may still find another search for them", async () => {
    await anAlert(stage.ada, "bell");
    const provider = aProvider([UNTAKEN_UNHEARD]);
    await run(stage.time, provider);
    await switchOff(accounts, stage.ada.id, stage.ada.bell, stage.time.clock());
    await env.ACCOUNTS.prepare(
      "INSERT INTO alert_runs (from_offer_id, to_offer_id, offers, state, slices, started_at) VALUES (0, ?, 2, 'matching', 1, '')",
    )
      .bind(stage.ada.new)
      .run();
    stage.time.pass(300);
    expect(await run(stage.time, provider)).toBe(0);
    expect(await mailStates()).toEqual(["sending"]);
    await waits(stage.ada.other, stage.ada.new);
    await env.ACCOUNTS.exec("UPDATE alert_runs SET state = 'done'");
    stage.time.pass(60);
    expect(await run(stage.time, provider)).toBe(1);
  });

  test.each([
    ["was taken at the old address is not taken again at the new one", TAKEN_UNHEARD, "ada@exemple.fr"],
    ["was not taken goes to the new address", UNTAKEN_UNHEARD, "ada@ailleurs.fr"],
  ])("and %s", async (_, answer, recipient) => {
    await anAlert(stage.ada, "bell");
    const provider = aProvider([answer]);
    await run(stage.time, provider);
    await move(stage.ada, "ada@ailleurs.fr");
    stage.time.pass(300);
    expect(await run(stage.time, provider)).toBe(1);
    expect(new Set(provider.calls.map(({ id }) => id)).size).toBe(1);
    expect(provider.inboxes.map((mail) => mail.recipient)).toEqual([recipient]);
    expect(await mailStates()).toEqual(["sent"]);
  });
});

test("an address that takes no mail gets no alert and no kept-offer mail, but still the mails that she requests herself", async () => {
  await anAlert(stage.ada, "bell");
  await env.ACCOUNTS.prepare("UPDATE candidates SET kept_offer_notices = 1").run();
  await aMail("kept-offer", { kind: "kept-offer", priority: 1, to: stage.ada });
  await aMail("reset", { kind: "reset", to: stage.ada });
  await suppress(stage.ada);
  const provider = aProvider();
  await run(stage.time, provider);
  expect(provider.subjects()).toEqual(["reset"]);
  expect((await mailStates()).sort()).toEqual(["cancelled", "sent"]);
});

test("a kept-offer mail goes to her new address, and is not sent when she no longer wants it", async () => {
  const tellKept = async (wants: 0 | 1) => {
    await env.ACCOUNTS.prepare("UPDATE candidates SET kept_offer_notices = 1").run();
    await aMail("kept", { kind: "kept-offer", priority: 1, to: stage.ada });
    await env.ACCOUNTS.prepare("UPDATE candidates SET kept_offer_notices = ?").bind(wants).run();
    const provider = aProvider();
    await run(stage.time, provider);
    return provider.calls.map(({ recipient }) => recipient);
  };
  await move(stage.ada, "ada@ailleurs.fr");
  expect(await tellKept(0)).toEqual([]);
  expect(await tellKept(1)).toEqual(["ada@ailleurs.fr"]);
});

test("a kept-offer mail that a sender has claimed is not sent when she no longer wants it", async () => {
  await env.ACCOUNTS.prepare("UPDATE candidates SET kept_offer_notices = 1").run();
  await aMail("kept", { kind: "kept-offer", priority: 1, to: stage.ada });
  const waitUntil = async () => void (await env.ACCOUNTS.exec("UPDATE candidates SET kept_offer_notices = 0"));
  const provider = aProvider();
  await run(stage.time, provider, { waitUntil });
  expect(provider.calls).toHaveLength(0);
  expect(await mailStates()).toEqual(["cancelled"]);
});

test("nothing is sent to somebody who has deleted her account, though a sender had claimed her mail", async () => {
  await anAlert(stage.ada, "bell");
  const provider = aProvider([tooMany(60)]);
  await run(stage.time, provider);
  stage.time.pass(61);
  await deleteCandidate(accounts, { candidateId: stage.ada.id, farewell: "goodbye" }, stage.time.clock());
  await run(stage.time, provider);
  expect(provider.inboxes).toHaveLength(0);
});

test("while operators have paused the alerts, none is sent, and other mails are", async () => {
  await anAlert(stage.ada, "bell");
  await aMail("adieu", { priority: 1 });
  await env.ACCOUNTS.prepare("INSERT INTO settings VALUES ('alerts-paused', '')").run();
  const provider = aProvider();
  await run(stage.time, provider);
  expect(provider.subjects()).toEqual(["adieu"]);
  await env.ACCOUNTS.prepare("DELETE FROM settings").run();
  await run(stage.time, provider);
  expect(provider.inboxes).toHaveLength(2);
});

/** The other search, whose digest is weekly, has found an offer of the alert too. */
const WEEKLY = "2026-11-23T06:00:00.000Z";
const waitsForMonday = async () => {
  await env.ACCOUNTS.prepare("UPDATE saved_searches SET cadence = 'weekly' WHERE id = ?").bind(stage.ada.other).run();
  await env.ACCOUNTS.prepare("INSERT INTO alert_matches VALUES (?, ?, ?, ?, 'pending', NULL)")
    .bind(stage.ada.other, stage.ada.old, stage.ada.id, WEEKLY)
    .run();
};

test.each([
  ["takes no mail", [], () => suppress(stage.ada)],
  ["is refused by the provider", [REFUSED], async () => {}],
])("what certainly never left because her address %s is told on Monday at her new one", async (_, answers, before) => {
  await anAlert(stage.ada, "bell");
  await waitsForMonday();
  await before();
  const provider = aProvider(answers);
  await run(stage.time, provider);
  await move(stage.ada, "ada@ailleurs.fr");
  stage.time.pass(3 * 86_400);
  await work(openStage(), { kind: "compose-alerts", candidates: [stage.ada.id] }, stage.time.clock());
  await run(stage.time, provider);
  expect(provider.inboxes.map(({ recipient }) => recipient)).toEqual(["ada@ailleurs.fr"]);
});

test("an alert that may have been taken is not sent again for a search that is broken", async () => {
  await anAlert(stage.ada, "bell");
  const provider = aProvider([UNTAKEN_UNHEARD]);
  await run(stage.time, provider);
  await waits(stage.ada.other, stage.ada.new);
  await env.ACCOUNTS.prepare("UPDATE saved_searches SET broken = 'expression' WHERE id = ?")
    .bind(stage.ada.other)
    .run();
  await switchOff(accounts, stage.ada.id, stage.ada.bell, stage.time.clock());
  stage.time.pass(300);
  await run(stage.time, provider);
  expect(provider.calls).toHaveLength(1);
});
