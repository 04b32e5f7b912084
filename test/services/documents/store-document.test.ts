import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { scanDocuments } from "#app/services/documents/scan-documents.ts";
import type { Scan } from "#app/services/documents/scanner.ts";
import { replaceByUpload, storeDocument } from "#app/services/documents/store-document.ts";
import { sweep } from "#app/services/sweep.ts";
import { openAccounts } from "#db/accounts/database.ts";
import * as schema from "#db/accounts/schema.ts";
import { catalogue, page, rawPdf } from "#test/files/raw-pdf.ts";
import { eachFault } from "#test/support/faults.ts";
import { forgetEverybody } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
const holder = { candidateId: 7 };
/** The bucket dates its objects by its own clock. */
const NOW = new Date();
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const upload = (name = "CV.pdf") => {
  return { kind: "cv" as const, name, type: "application/pdf", bytes: rawPdf({ 1: catalogue(), ...page(name) }) };
};
const deps = (scan: Scan = "not_scanned") => ({ accounts, bucket: env.DOCUMENTS, scan: async () => scan });

beforeEach(async () => {
  await forgetEverybody();
  const keys = { username: "lea", usernameKey: "lea", email: "lea@a.fr", emailKey: "lea@a.fr", passwordHash: "" };
  const said = { firstName: "", lastName: "", consentedAt: NOW.toISOString(), createdAt: NOW.toISOString() };
  await accounts.insert(schema.candidates).values({ ...keys, ...said, id: 7, lastLoginAt: NOW.toISOString() });
});

test("whichever call fails, before or after it was applied, a file is whole or leaves nothing behind", async () => {
  const calls = await eachFault(async (faults, name) => {
    await forgetDocuments();
    const broken = {
      accounts: openAccounts(faults.d1(env.ACCOUNTS)),
      bucket: faults.r2(env.DOCUMENTS),
      scan: deps().scan,
    };
    const stored = await storeDocument(broken, upload(), holder, NOW).catch(() => null);
    await expectMended(name, stored && "stored" in stored ? stored.stored : null);
  });
  expect(calls).toBe(3);
});

test("whichever call fails while a file is replaced, either the old one or the new one is whole", async () => {
  let old = "";
  const calls = await eachFault(async (faults, name) => {
    await forgetDocuments();
    const stored = await storeDocument(deps(), upload("Avant.pdf"), holder, NOW);
    old = "stored" in stored ? stored.stored : "";
    const broken = {
      accounts: openAccounts(faults.d1(env.ACCOUNTS)),
      bucket: faults.r2(env.DOCUMENTS),
      scan: deps().scan,
    };
    const replaced = await replaceByUpload(broken, upload("Après.pdf"), { id: old, ...holder }, NOW).catch(() => null);
    await sweep({ accounts, documents: env.DOCUMENTS }, later(120));
    const [kept, ...others] = await rows();
    expect(others, name).toEqual([]);
    expect(["Avant.pdf", "Après.pdf"], name).toContain(kept?.name);
    if (replaced && "stored" in replaced)
      expect(kept, name).toEqual({ id: replaced.stored, name: "Après.pdf", storage: "ready" });
    expect(await objects(), name).toEqual([`documents/${kept?.id}`]);
  });
  expect(calls).toBe(3);
});

test("an account that is deleted while its file is sent leaves no object", async () => {
  const deleting = {
    ...deps(),
    scan: async (): Promise<Scan> => {
      await env.ACCOUNTS.prepare("DELETE FROM candidates WHERE id = 7").run();
      return "clean";
    },
  };
  await expect(storeDocument(deleting, upload(), holder, NOW)).rejects.toThrow();
  await sweep({ accounts, documents: env.DOCUMENTS }, later(120));
  expect([await rows(), await objects()]).toEqual([[], []]);
});

test("files that no scanner has looked at are scanned the oldest first, ten a tick, each once", async () => {
  for (let n = 0; n < 12; n++) await waiting(n);
  const seen: number[] = [];
  const scan = async (bytes: Uint8Array): Promise<Scan> => {
    seen.push(bytes[0] ?? -1);
    return "clean";
  };
  const tick = () => scanDocuments({ accounts, documents: env.DOCUMENTS, scan }, NOW);
  expect([await tick(), await tick(), await tick()]).toEqual([10, 2, 0]);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("a scanner that is down is asked once a tick, and one file that it cannot read does not stop the others", async () => {
  for (let n = 0; n < 3; n++) await waiting(n);
  let asked = 0;
  const tick = (answers: (first: number) => Scan) => {
    const scan = async (bytes: Uint8Array) => {
      asked += 1;
      return answers(bytes[0] ?? -1);
    };
    return scanDocuments({ accounts, documents: env.DOCUMENTS, scan }, NOW);
  };
  await tick(() => "error");
  expect([asked, await scans()]).toEqual([1, ["0 error", "1 not_scanned", "2 not_scanned"]]);
  for (let n = 0; n < 3; n++) await tick((first) => (first === 0 ? "error" : "clean"));
  expect(await scans()).toEqual(["0 error", "1 clean", "2 clean"]);
  await tick(() => "refused");
  expect(await scans()).toEqual(["0 refused", "1 clean", "2 clean"]);
});

test("one file that the bucket cannot give does not keep the others waiting", async () => {
  for (let n = 0; n < 3; n++) await waiting(n);
  const broken = new Proxy(env.DOCUMENTS, {
    get: (target, name) => {
      if (name !== "get") return Reflect.get(target, name).bind(target);
      return (key: string) => (key === "documents/0" ? Promise.reject(new Error("R2 fails")) : target.get(key));
    },
  });
  for (let n = 0; n < 2; n++) {
    await scanDocuments({ accounts, documents: broken, scan: async () => "clean" }, NOW);
  }
  expect(await scans()).toEqual(["0 error", "1 clean", "2 clean"]);
});

test("a file whose object is missing, on its way or already judged is left as it is", async () => {
  await waiting(0);
  await env.DOCUMENTS.delete("documents/0");
  await waiting(1, { storage: "pending" });
  await waiting(2, { scan: "clean" });
  await waiting(3, { scan: "refused" });
  await scanDocuments({ accounts, documents: env.DOCUMENTS, scan: async () => "clean" }, NOW);
  expect(await scans()).toEqual(["0 error", "1 not_scanned", "2 clean", "3 refused"]);
});

test("whichever call fails while files are scanned, the next ticks finish", async () => {
  await eachFault(async (faults, name) => {
    await forgetDocuments();
    for (let n = 0; n < 2; n++) await waiting(n);
    const broken = { accounts: openAccounts(faults.d1(env.ACCOUNTS)), documents: faults.r2(env.DOCUMENTS) };
    const scan = async (): Promise<Scan> => "clean";
    await scanDocuments({ ...broken, scan }, NOW).catch(() => null);
    for (let n = 0; n < 2; n++) await scanDocuments({ accounts, documents: env.DOCUMENTS, scan }, NOW);
    expect(await scans(), name).toEqual(["0 clean", "1 clean"]);
  });
});

/** After a sweep: a row that is ready and its object, or neither. */
async function expectMended(name: string, stored: string | null): Promise<void> {
  await sweep({ accounts, documents: env.DOCUMENTS }, later(120));
  const left = await rows();
  expect(await objects(), name).toEqual(left.map(({ id }) => `documents/${id}`));
  expect(
    left.every(({ storage }) => storage === "ready"),
    name,
  ).toBe(true);
  if (stored)
    expect(
      left.map(({ id }) => id),
      name,
    ).toEqual([stored]);
}

async function waiting(n: number, said: Partial<typeof schema.documents.$inferInsert> = {}): Promise<void> {
  const file = { kind: "cv", name: `${n}.pdf`, format: "pdf", size: 1, scan: "not_scanned", storage: "ready" } as const;
  const createdAt = later(n).toISOString();
  // Three of a rubric at most: each has a form of its own.
  await accounts
    .insert(schema.documents)
    .values({ id: String(n), ...file, draft: `form-${n}`, slot: 1, createdAt, ...said });
  await env.DOCUMENTS.put(`documents/${n}`, new Uint8Array([n]));
}

async function forgetDocuments(): Promise<void> {
  for (const table of ["documents", "r2_garbage", "cursors"]) await env.ACCOUNTS.prepare(`DELETE FROM ${table}`).run();
  const { objects: all } = await env.DOCUMENTS.list();
  if (all.length > 0) await env.DOCUMENTS.delete(all.map(({ key }) => key));
}

async function rows(): Promise<{ id: string; name: string; storage: string }[]> {
  return (
    await env.ACCOUNTS.prepare("SELECT id, name, storage FROM documents").all<{
      id: string;
      name: string;
      storage: string;
    }>()
  ).results;
}

async function scans(): Promise<unknown[]> {
  return (await env.ACCOUNTS.prepare("SELECT id || ' ' || scan FROM documents ORDER BY created_at").raw()).map(
    ([value]) => value,
  );
}

async function objects(): Promise<string[]> {
  return (await env.DOCUMENTS.list()).objects.map(({ key }) => key);
}
