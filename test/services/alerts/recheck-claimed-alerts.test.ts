import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { switchOff } from "#db/accounts/saved-searches/saved-searches.ts";
import { openStage } from "#test/support/alerts/alerts.ts";
import { run } from "#test/support/alerts/sending.ts";
import { anAlert, expectTakenApart, move, stageWithTwoBells, suppress } from "#test/support/alerts/written-alert.ts";
import { aProvider } from "#test/support/outside/provider.ts";

const { accounts } = openStage();
const stage = stageWithTwoBells();

/** Runs a sender that claims the due mails and is interrupted before its first call to the provider. */
function cutShort(provider: ReturnType<typeof aProvider>): Promise<void> {
  return new Promise((claimed) => {
    const waitUntil = () => {
      claimed();
      return new Promise<void>(() => {});
    };
    void run(stage.time, provider, { waitUntil });
  });
}

describe("an alert that a sender has taken up", () => {
  test.each([
    [
      "a bell is switched off",
      () => switchOff(accounts, stage.ada.id, stage.ada.other, stage.time.clock()),
      ["bell old pending", "bell new pending"],
    ],
    ["all bells are switched off", () => switchOff(accounts, stage.ada.id, null, stage.time.clock()), []],
  ])("is not handed over by it when %s before", async (_, change, expected) => {
    await anAlert(stage.ada, "bell", "other");
    let changes = 0;
    const waitUntil = async () => void (changes++ === 0 && (await change()));
    const provider = aProvider();
    await run(stage.time, provider, { waitUntil });
    expect(changes).toBe(1);
    await expectTakenApart(stage, provider, ...expected);
    expect(provider.calls).toHaveLength(0);
  });

  test.each([
    ["her address changes", () => move(stage.ada, "ada@ailleurs.fr"), ["ada@ailleurs.fr"]],
    ["her address takes no mail any more", () => suppress(stage.ada), []],
    ["operators stop the alerts", () => env.ACCOUNTS.exec("INSERT INTO settings VALUES ('alerts-paused', '')"), []],
  ])("goes nowhere that it should not when %s before", async (_, change, expected) => {
    await anAlert(stage.ada, "bell");
    let changes = 0;
    const waitUntil = async () => void (changes++ === 0 && (await change()));
    const provider = aProvider();
    await run(stage.time, provider, { waitUntil });
    expect(changes).toBeGreaterThan(0);
    expect(provider.calls.map(({ recipient }) => recipient)).toEqual(expected);
    await env.ACCOUNTS.exec("DELETE FROM settings");
  });

  test("is written anew when a bell is switched off and the sender is cut short before its call", async () => {
    await anAlert(stage.ada, "bell", "other");
    const provider = aProvider();
    await cutShort(provider);
    await switchOff(accounts, stage.ada.id, stage.ada.other, stage.time.clock());
    stage.time.pass(240);
    await expectTakenApart(stage, provider, "bell old pending", "bell new pending");
    expect(provider.calls).toHaveLength(0);
  });
});
