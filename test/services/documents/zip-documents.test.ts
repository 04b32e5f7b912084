import { env } from "cloudflare:workers";
import { BlobReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { beforeAll, describe, expect, test } from "vitest";
import { zipDocuments } from "#app/services/documents/zip-documents.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { type Document, markReady, objectKey, reserveSlot } from "#db/accounts/documents/documents.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";

const accounts = openAccounts(env.ACCOUNTS);
const deps = { accounts, documents: env.DOCUMENTS };
const NOW = new Date("2026-11-24T09:00:00Z");
let ada = 0;
let bob = 0;

beforeAll(async () => {
  ada = await aCandidateRow(accounts, "ada");
  bob = await aCandidateRow(accounts, "bob");
  await store(ada, { id: "cv", name: "CV.pdf" });
  await store(ada, { id: "cv-2", name: "CV.pdf" });
  await store(ada, { id: "scanned", kind: "lettre", name: "Lettre été.odt", scan: "clean" });
  await store(ada, { id: "refused", kind: "autre", name: "Virus.docx", scan: "refused" });
  await store(ada, { id: "pending", kind: "lettre", name: "En route.pdf" }, "pending");
  await store(bob, { id: "bobs", name: "CV de Bob.pdf" });
});

async function store(
  candidateId: number,
  said: Partial<Document> & Pick<Document, "id" | "name">,
  until: "ready" | "pending" = "ready",
): Promise<void> {
  const document = {
    kind: "cv",
    format: "pdf",
    locked: false,
    size: 10,
    scan: "not_scanned",
    createdAt: NOW.toISOString(),
  } as const;
  await reserveSlot(accounts, { ...document, ...said }, { candidateId });
  await env.DOCUMENTS.put(objectKey(said.id), `octets de ${said.id}`);
  if (until === "ready") await markReady(accounts, said.id, { candidateId }, NOW);
}

async function zipOf(ids: string[], { candidateId = ada, scanned = false } = {}) {
  const zip = await zipDocuments(deps, { candidateId, ids, scanned });
  return typeof zip === "string" ? zip : unzip(zip);
}

async function unzip(zip: ReadableStream<Uint8Array>): Promise<Record<string, string>> {
  const blob = await new Response(zip).blob();
  const files: Record<string, string> = {};
  for (const entry of await new ZipReader(new BlobReader(blob)).getEntries()) {
    if (!entry.directory) files[entry.filename] = new TextDecoder().decode(await entry.getData(new Uint8ArrayWriter()));
  }
  return files;
}

describe("the archive", () => {
  test("holds the files she chose, whole, under names that differ", async () => {
    expect(await zipOf(["cv", "cv-2", "scanned"])).toEqual({
      "CV.pdf": "octets de cv",
      "CV (2).pdf": "octets de cv-2",
      "Lettre été.odt": "octets de scanned",
    });
  });

  test("never holds another candidate’s file, one on its way or one that was refused", async () => {
    expect(await zipOf(["cv", "bobs", "pending", "refused"])).toEqual({ "CV.pdf": "octets de cv" });
    expect(await zipOf(["bobs", "pending", "refused"])).toBe("none");
    expect(await zipOf([])).toBe("none");
  });

  test("holds only files found clean where files are scanned", async () => {
    expect(await zipOf(["cv", "scanned"], { scanned: true })).toEqual({ "Lettre été.odt": "octets de scanned" });
  });

  test("a reader who stops half-way does not hold up the next one", async () => {
    const stopped = await zipDocuments(deps, { candidateId: ada, ids: ["cv", "cv-2"], scanned: false });
    if (typeof stopped !== "string") await stopped.getReader().read();
    expect(await zipOf(["cv"])).toEqual({ "CV.pdf": "octets de cv" });
  });

  test("holds nine files of 10 MB, one in memory at a time", async () => {
    const eve = await aCandidateRow(accounts, "eve");
    const big = crypto.getRandomValues(new Uint8Array(65536));
    const ids: string[] = [];
    for (const kind of ["cv", "lettre", "autre"] as const) {
      for (const n of [1, 2, 3]) {
        const id = `big-${kind}-${n}`;
        ids.push(id);
        await store(eve, { id, kind, name: `${kind}.pdf` });
        await env.DOCUMENTS.put(objectKey(id), new Blob(Array(160).fill(big)));
      }
    }
    const zip = await zipDocuments(deps, { candidateId: eve, ids, scanned: false });
    if (typeof zip === "string") throw new Error(zip);
    let bytes = 0;
    for await (const chunk of zip) bytes += chunk.length;
    expect(bytes).toBeGreaterThan(9 * 160 * 65536);
    expect(bytes).toBeLessThan(9 * 160 * 65536 + 2000);
  });
});

describe("a bucket that fails", () => {
  test("is told before anything is sent when it does not have a file", async () => {
    await store(bob, { id: "gone", name: "Parti.pdf" });
    await env.DOCUMENTS.delete(objectKey("gone"));
    expect(await zipOf(["bobs", "gone"], { candidateId: bob })).toBe("missing");
  });

  test("cuts the answer short when it fails on the way: never a whole archive with a file missing", async () => {
    let reads = 0;
    const failing = new Proxy(env.DOCUMENTS, {
      get: (target, name) => {
        if (name !== "get") return Reflect.get(target, name).bind(target);
        return (key: string) => (++reads === 2 ? Promise.reject(new Error("R2 fails")) : target.get(key));
      },
    });
    const zip = await zipDocuments(
      { accounts, documents: failing },
      { candidateId: ada, ids: ["cv", "cv-2"], scanned: false },
    );
    if (typeof zip === "string") throw new Error(zip);
    await expect(new Response(zip).arrayBuffer()).rejects.toThrow("R2 fails");
  });
});
