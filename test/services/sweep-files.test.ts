import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { sweep } from "#app/services/sweep.ts";
import { openAccounts } from "#db/accounts/database.ts";
import * as schema from "#db/accounts/schema.ts";
import { eachFault } from "#test/support/faults.ts";
import { dump } from "#test/support/people.ts";
import { accounts, DAY, deps, HOUR, kept, MINUTE, mail, momentWithLea, onlyLea, person } from "./swept.ts";

const { now, ago, later } = momentWithLea();

test("an expired registration is deleted with its files and mails; an unexpired one keeps them", async () => {
  await register("old", ago(MINUTE));
  await register("new", later(MINUTE).toISOString());
  await sweep(deps, now);
  expect(await kept("SELECT draft FROM registrations")).toEqual(["new"]);
  expect(await kept("SELECT id FROM documents")).toEqual(["file-new"]);
  expect(await kept("SELECT id FROM mails")).toEqual(["mail-new"]);
  expect(await objects()).toEqual(["documents/file-new"]);
});

test("files of a form that was never sent are deleted after a day", async () => {
  await store("yesterday", { draft: "a", createdAt: ago(DAY) });
  await store("today", { draft: "b", createdAt: ago(DAY - MINUTE) });
  await store("hers", { candidateId: 7, createdAt: ago(400 * DAY) });
  await sweep(deps, now);
  expect(await objects()).toEqual(["documents/hers", "documents/today"]);
});

test("a file whose upload was interrupted frees its slot after ten minutes, and its object, if any, is deleted", async () => {
  await store("cut", { candidateId: 7, storage: "pending", createdAt: ago(10 * MINUTE) });
  await store("on-its-way", { candidateId: 7, slot: 2, storage: "pending", createdAt: ago(9 * MINUTE) });
  await sweep(deps, now);
  expect(await kept("SELECT id FROM documents")).toEqual(["on-its-way"]);
  expect(await objects()).toEqual(["documents/on-its-way"]);
  expect(await kept("SELECT key FROM r2_garbage")).toEqual([]);
});

test("garbage is deleted once it is due, and never when a document holds the object", async () => {
  await store("hers", { candidateId: 7 });
  for (const key of ["documents/now", "documents/soon"]) await env.DOCUMENTS.put(key, "x");
  await accounts.insert(schema.r2Garbage).values([
    { key: "documents/now", since: ago(0) },
    { key: "documents/soon", since: later(MINUTE).toISOString() },
    { key: "documents/hers", since: ago(DAY) },
  ]);
  await sweep(deps, now);
  expect(await objects()).toEqual(["documents/hers", "documents/soon"]);
  expect(await kept("SELECT key FROM r2_garbage")).toEqual(["documents/hers", "documents/soon"]);
});

test("an object that no row names is deleted once it is an hour old, wherever it is in the bucket", async () => {
  await store("hers", { candidateId: 7 });
  await env.DOCUMENTS.put("documents/orphan", "x");
  await env.DOCUMENTS.put("elsewhere", "x");
  await sweep(deps, later(59 * MINUTE));
  expect(await objects()).toEqual(["documents/hers", "documents/orphan", "elsewhere"]);
  await sweep(deps, later(61 * MINUTE));
  expect(await objects()).toEqual(["documents/hers"]);
});

test("files are kept while there is nobody yet, as before a restore", async () => {
  await env.DOCUMENTS.put("documents/of-somebody", "x");
  await accounts.delete(schema.candidates);
  await sweep(deps, later(61 * MINUTE));
  expect(await objects()).toEqual(["documents/of-somebody"]);
});

test("a bucket of several pages is checked a page a tick, and then from the start again", async () => {
  for (let n = 0; n < 1003; n++) await env.DOCUMENTS.put(`documents/${String(n).padStart(4, "0")}`, "x");
  await sweep(deps, later(61 * MINUTE));
  expect(await objects()).toEqual(["documents/1000", "documents/1001", "documents/1002"]);
  await sweep(deps, later(62 * MINUTE));
  expect(await objects()).toEqual([]);
  await env.DOCUMENTS.put("documents/0000", "x");
  await sweep(deps, later(124 * MINUTE));
  expect(await objects()).toEqual([]);
});

test("a sweep that breaks at any call, before or after it was applied, is finished by the next one", async () => {
  const prepare = async () => {
    await onlyLea(ago(0));
    await register("old", ago(MINUTE));
    await store("hers", { candidateId: 7 });
    await store("cut", { candidateId: 7, slot: 2, storage: "pending", createdAt: ago(HOUR) });
    await env.DOCUMENTS.put("documents/orphan", "x");
    await accounts.insert(schema.r2Garbage).values({ key: "documents/gone", since: ago(DAY) });
  };
  const state = async () => ({ ...(await dump(env.ACCOUNTS)), cursors: [], objects: await objects() });
  await prepare();
  await sweep(deps, later(2 * HOUR));
  const expected = await state();
  expect(expected.objects).toEqual(["documents/hers"]);

  const calls = await eachFault(async (faults, name) => {
    await prepare();
    const broken = { accounts: openAccounts(faults.d1(env.ACCOUNTS)), documents: faults.r2(env.DOCUMENTS) };
    await sweep(broken, later(2 * HOUR)).catch(() => null);
    expect(await objects(), `${name}: what is held`).toContain("documents/hers");
    const named = await kept("SELECT 'documents/' || id FROM documents UNION SELECT key FROM r2_garbage");
    expect([...named, "documents/orphan"], `${name}: every object has a name`).toEqual(
      expect.arrayContaining(await objects()),
    );
    await sweep(deps, later(2 * HOUR));
    expect(await state(), name).toEqual(expected);
  });
  expect(calls).toBe(8);
});

/** A registration with a file and a mail. */
async function register(draft: string, expiresAt: string): Promise<void> {
  const [row] = await accounts
    .insert(schema.registrations)
    .values({ ...person(draft, ago(0)), draft, expiresAt })
    .returning({ id: schema.registrations.id });
  await store(`file-${draft}`, { draft, createdAt: ago(7 * DAY) });
  await accounts
    .insert(schema.mails)
    .values(mail(`mail-${draft}`, ago(0), { candidateId: null, registrationId: row?.id ?? null }));
}

/** A document and its object. */
async function store(id: string, said: Partial<typeof schema.documents.$inferInsert>): Promise<void> {
  const file = { kind: "cv", slot: 1, name: "CV.pdf", format: "pdf", size: 1, scan: "not_scanned" } as const;
  await accounts.insert(schema.documents).values({ id, ...file, storage: "ready", createdAt: ago(0), ...said });
  await env.DOCUMENTS.put(`documents/${id}`, "x");
}

async function objects(): Promise<string[]> {
  return (await env.DOCUMENTS.list()).objects.map(({ key }) => key);
}
