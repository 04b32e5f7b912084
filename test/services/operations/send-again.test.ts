import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { sendAgain } from "#app/services/operations/send-again.ts";
import { endMail } from "#db/accounts/mails/sending.ts";
import { aSavedSearch, later, publishOffer, runAlerts, stageWithAda } from "#test/support/alerts/alerts.ts";

const stage = stageWithAda();
const operator = { id: 1, email: "ada@pass.example" };
beforeEach(() => stage.accounts.run(sql`DELETE FROM mails`));

/** A mail that ended, and how. */
async function ended(state: string, { kind = "reset", priority = 0, at = later(0) } = {}): Promise<string> {
  const id = crypto.randomUUID();
  await stage.accounts.run(sql`INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, state, due_at, created_at, done_at)
    VALUES (${id}, ${kind}, ${priority}, ${stage.ada}, 'ada@exemple.fr', '{"back":"/compte"}', ${state}, ${at.toISOString()},
      ${at.toISOString()}, ${at.toISOString()})`);
  return id;
}

const requested = () =>
  stage.accounts.all(
    sql`SELECT kind, recipient, candidate_id AS candidate, details FROM mails WHERE state = 'requested'`,
  );

test("a mail that failed is requested anew, once, under a key of its own, and that is written down", async () => {
  const id = await ended("failed");
  const again = () => sendAgain(stage.accounts, id, { operator, confirmed: false }, later(60));
  expect(await Promise.all([again(), again()])).toContain("sent-again");
  expect(await again()).toBe("done");
  expect(await requested()).toEqual([
    { kind: "reset", recipient: "ada@exemple.fr", candidate: stage.ada, details: '{"back":"/compte"}' },
  ]);
  const written = await stage.accounts.all(sql`SELECT event FROM operator_audit WHERE subject = ${id}`);
  expect(written).toEqual([{ event: "mail-sent-again" }]);
});

test("a mail that was perhaps taken is sent again only by who accepts that it comes twice", async () => {
  const id = await ended("unknown");
  expect(await sendAgain(stage.accounts, id, { operator, confirmed: false }, later(60))).toBe("maybe-doubled");
  expect(await requested()).toEqual([]);
  expect(await sendAgain(stage.accounts, id, { operator, confirmed: true }, later(60))).toBe("sent-again");
});

test.each([
  ["an alert that was perhaps taken", "unknown", { kind: "alert", priority: 1 }, "told-once"],
  ["news of kept offers that were perhaps taken", "unknown", { kind: "kept-offer", priority: 1 }, "told-once"],
  ["a link that was asked for more than a day ago", "failed", { at: later(-24 * 60) }, "too-old"],
  ["a mail that was sent", "sent", {}, "not-ended"],
  ["a mail that waits", "pending", {}, "not-ended"],
])("%s is not sent again, even by who accepts everything", async (_, state, said, why) => {
  const id = await ended(state, said);
  expect(await sendAgain(stage.accounts, id, { operator, confirmed: true }, later(60))).toBe(why);
  expect(await requested()).toEqual([]);
});

test("what an alert that failed has told is told by a new one, once", async () => {
  const states = async () =>
    (await stage.accounts.all<{ state: string }>(sql`SELECT state FROM mails ORDER BY state`)).map(
      ({ state }) => state,
    );
  await aSavedSearch(stage, stage.ada, "q=communication");
  await publishOffer(stage);
  await runAlerts(stage, later(1));
  const [first] = await stage.accounts.all<{ id: string }>(sql`SELECT id FROM mails WHERE kind = 'alert'`);
  const id = first?.id ?? "";
  const leaseUntil = later(9).toISOString();
  await stage.accounts.run(sql`UPDATE mails SET state = 'sending', lease_until = ${leaseUntil} WHERE id = ${id}`);
  await endMail(stage.accounts, { id, leaseUntil }, "failed", "refused: 422", later(5));
  expect(await sendAgain(stage.accounts, id, { operator, confirmed: false }, later(10))).toBe("sent-again");
  await runAlerts(stage, later(11));
  expect(await states()).toEqual(["failed", "pending"]);
  expect(await sendAgain(stage.accounts, id, { operator, confirmed: false }, later(12))).toBe("done");
  await runAlerts(stage, later(13));
  expect(await states()).toEqual(["failed", "pending"]);
});
