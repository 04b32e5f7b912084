import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import {
  listActors,
  listOperatorEvents,
  noteOperatorEvent,
  recordOperatorEvent,
} from "#db/accounts/operations/operator-audit.ts";
import { runBatch } from "#db/batch.ts";

const accounts = openAccounts(env.ACCOUNTS);
const NOW = new Date();
const ada = { id: 1, email: "ada@pass.example" };
const lines = async () => (await env.ACCOUNTS.prepare("SELECT * FROM operator_audit ORDER BY id").all()).results;

test("a line of the journal is not changed, replaced or deleted for twelve months", async () => {
  await noteOperatorEvent(accounts, { operator: ada, event: "operator-logged-in" }, NOW);
  const before = await lines();
  const at = NOW.toISOString();
  for (const statement of ["UPDATE operator_audit SET actor = 'x'", "DELETE FROM operator_audit"]) {
    await expect(env.ACCOUNTS.prepare(statement).run()).rejects.toThrow(/operator_audit is/);
  }
  await env.ACCOUNTS.prepare(
    "INSERT OR REPLACE INTO operator_audit (id, actor, event, at) SELECT id, 'x', 'x', ? FROM operator_audit",
  )
    .bind(at)
    .run();
  expect(await lines()).toEqual(before);
  await env.ACCOUNTS.prepare(
    "INSERT INTO operator_audit (actor, event, at) VALUES ('x', 'x', strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-12 months', '-1 second'))",
  ).run();
  await env.ACCOUNTS.prepare("DELETE FROM operator_audit WHERE actor = 'x'").run();
  expect(await lines()).toEqual(before);
});

test("an act and its line are written together, or neither is", async () => {
  const before = await lines();
  const act = { operator: ada, event: "operator-removed", subject: { kind: "operator", id: "b" } } as const;
  const failing = runBatch(accounts, [recordOperatorEvent(act, NOW), sql`INSERT INTO settings (name) VALUES ('x')`]);
  await expect(failing).rejects.toThrow();
  await runBatch(accounts, [recordOperatorEvent(act, NOW, sql`EXISTS (SELECT 1 FROM operators)`)]);
  expect(await lines()).toEqual(before);
});

test("the journal is read newest first, by actor, by subject and from a line on, through an index", async () => {
  const bea = { id: 2, email: "bea@pass.example" };
  const subject = { kind: "offer", id: "S-2026-000001" } as const;
  for (const operator of [ada, bea, null, bea]) {
    await noteOperatorEvent(accounts, { operator, event: "operator-invited", subject, reason: "Doublon" }, NOW);
  }
  expect(await listActors(accounts)).toEqual([ada.email, bea.email, "ligne de commande"]);
  const by = await listOperatorEvents(accounts, { actor: bea.email }, 10);
  expect(by).toMatchObject([{ operatorId: 2, reason: "Doublon" }, { operatorId: 2 }]);
  expect(await listOperatorEvents(accounts, { actor: bea.email, before: by[0]?.id }, 10)).toEqual(by.slice(1));
  expect(await listOperatorEvents(accounts, { subject }, 10)).toHaveLength(4);
  const plans = await Promise.all(
    ["actor = 'x' AND id < 9", "subject_kind = 'offer' AND subject = 'x' AND id < 9", "id < 9"].map((where) =>
      env.ACCOUNTS.prepare(`EXPLAIN QUERY PLAN SELECT * FROM operator_audit WHERE ${where} ORDER BY id DESC`).all(),
    ),
  );
  for (const { results } of plans) expect(JSON.stringify(results)).not.toMatch(/SCAN|TEMP B-TREE/);
});
