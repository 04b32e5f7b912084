import { env } from "cloudflare:workers";
import { BlobReader, TextWriter, ZipReader } from "@zip.js/zip.js";
import { type Column, getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { beforeEach, expect, test } from "vitest";
import { exportCandidate } from "#app/services/account/export-candidate.ts";
import { EXPORTED_COLUMNS, OMITTED_TABLES } from "#app/services/account/exported-columns.ts";
import { zipFiles } from "#app/services/zip-files.ts";
import { openAccounts } from "#db/accounts/database.ts";
import * as schema from "#db/accounts/schema.ts";
import { eachFault } from "#test/support/faults.ts";
import { dump, fill, forgetEverybody, LEA, ZOE } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
const deps = { accounts, documents: env.DOCUMENTS, scanned: false, signingKey: "a-signing-key" };
const NOW = new Date("2026-11-24T12:00:00.000Z");
const HER_FILE = "documents/lea-documents-kind/1 - lea-documents-name";
const WHOLE = [HER_FILE, "donnees.json"];

beforeEach(forgetEverybody);

const tables = Object.entries(schema).flatMap(([name, table]) => (is(table, SQLiteTable) ? [{ name, table }] : []));

const columnsOf = (table: SQLiteTable): Record<string, Column> => getTableColumns(table);

test.each(tables)("every column of $name is in the export, or left out for a reason", async ({ name, table }) => {
  const [, exported] = Object.entries(EXPORTED_COLUMNS).find(([key]) => key === name) ?? [];
  const reason = new Map(Object.entries(OMITTED_TABLES)).get(name);
  expect(Boolean(exported), `${name} is either exported or omitted`).toBe(!reason);
  if (!exported) return;
  expect(Object.keys(exported.columns).sort()).toEqual(Object.keys(getTableColumns(table)).sort());

  await fill(LEA);
  const data = await readData();
  const section = [data[exported.name]].flat();
  const rows = (await dump(env.ACCOUNTS))[getTableName(table)] ?? [];
  const hers = rows.find((row) => (row.candidate_id ?? row.id) === LEA.id || row.email_key === `${LEA.name}address`);
  for (const [column, rule] of Object.entries(exported.columns)) {
    const held = hers?.[snake(column)];
    if ("omitted" in rule) {
      // A value that only this column holds: it must not be in the export under another key either.
      if (typeof held === "string" && held.includes(`${name}-`)) expect(JSON.stringify(data)).not.toContain(held);
    } else if (columnsOf(table)[column]?.dataType === "boolean") {
      expect(section).toMatchObject([{ [rule.name]: true }]);
    } else {
      const said = typeof held === "string" && held.startsWith("{") ? JSON.parse(held) : held;
      expect(held, column).toBeTruthy();
      expect(section[0], column).toMatchObject({ [rule.name]: said });
    }
  }
});

test("the archive holds her files and donnees.json, and nothing of anybody else", async () => {
  await fill(ZOE);
  await fill(LEA);
  const files = await unzip(await exported());
  expect([...files.keys()]).toEqual(WHOLE);
  expect(files.get(HER_FILE)).toMatch(/^lea-content/);
  expect(files.get("donnees.json")).not.toContain("zoe-");
  expect((await readData()).documents).toMatchObject([{ fichier_dans_cette_archive: HER_FILE }]);
});

test("codes are given in French", async () => {
  await fill(LEA);
  await env.ACCOUNTS.prepare("UPDATE candidates SET civility = 'madame', level = 6, domain = 'NUM'").run();
  await env.ACCOUNTS.prepare("UPDATE audit SET event = 'logged-in'").run();
  const { compte, activite_recente } = await readData();
  const niveau_prepare = "Niveau 6 (Bac+3 ou 4\u00a0: licence, BUT)";
  expect(compte).toMatchObject({ civilite: "Madame", niveau_prepare, domaine_etudes: "Numérique" });
  expect(activite_recente).toMatchObject([
    { evenement: "Connexion" },
    { evenement: "Copie de vos données téléchargée" },
  ]);
});

test("the text of a mail that may hold a link that acts is omitted", async () => {
  await fill(LEA);
  await env.ACCOUNTS.prepare("UPDATE mails SET priority = 0").run();
  expect(JSON.stringify(await readData())).not.toContain("lea-mails-text");
});

test("a file that was not uploaded completely, or is a virus, is described and not included", async () => {
  await fill(LEA);
  for (const [column, value] of [
    ["storage", "pending"],
    ["scan", "refused"],
  ]) {
    await env.ACCOUNTS.prepare(`UPDATE documents SET storage = 'ready', scan = 'clean', ${column} = ?`)
      .bind(value)
      .run();
    expect([...(await unzip(await exported())).keys()]).toEqual(["donnees.json"]);
    expect((await readData()).documents).toMatchObject([{ fichier_dans_cette_archive: null }]);
  }
});

test("where files are scanned, one that is not known to be clean is not included", async () => {
  await fill(LEA);
  const givenIf = async (scan: string) => {
    await env.ACCOUNTS.prepare("UPDATE documents SET scan = ?").bind(scan).run();
    return (await unzip(asStream(await exportCandidate({ ...deps, scanned: true }, LEA.id, NOW)))).has(HER_FILE);
  };
  expect([await givenIf("clean"), await givenIf("not_scanned"), await givenIf("error")]).toEqual([true, false, false]);
});

test("a file that is missing from the bucket is reported, and the others are included", async () => {
  await fill(LEA);
  await env.DOCUMENTS.delete("documents/lea-documents-id");
  expect((await readData()).documents).toMatchObject([
    { nom_du_fichier: "lea-documents-name", fichier_dans_cette_archive: null },
  ]);
});

test("nine files of 10 MB arrive complete, and the archive passes a check", async () => {
  await fill(LEA);
  const size = 10 * 1024 * 1024;
  await env.ACCOUNTS.prepare("DELETE FROM documents").run();
  for (let n = 0; n < 9; n++) {
    const file = {
      id: `f${n}`,
      kind: (["cv", "lettre", "autre"] as const)[n % 3] ?? "cv",
      slot: Math.floor(n / 3) + 1,
    };
    const rest = { name: "CV.pdf", format: "pdf", size, storage: "ready", scan: "clean", createdAt: "2026" } as const;
    await accounts.insert(schema.documents).values({ ...file, ...rest, candidateId: LEA.id });
    await env.DOCUMENTS.put(`documents/f${n}`, new Uint8Array(size).fill(n));
  }
  const blob = await new Response(await exported()).blob();
  const entries = await new ZipReader(new BlobReader(blob)).getEntries();
  expect(entries.map(({ filename }) => filename)).toContain("documents/lettre/2 - CV.pdf");
  expect(entries.filter(({ uncompressedSize }) => uncompressedSize === size)).toHaveLength(9);
  // Sizes and checksums precede the contents, for tools that read from front to back.
  expect(entries.every(({ bitFlag }) => bitFlag?.dataDescriptor === false)).toBe(true);
});

test("the sixth export in a day is refused with the time to wait, but not the export of another candidate", async () => {
  await fill(LEA);
  await fill(ZOE);
  for (let n = 0; n < 5; n++) await exported();
  expect(await exportCandidate(deps, LEA.id, NOW)).toEqual({ wait: 86_400 });
  expect(await exportCandidate(deps, ZOE.id, NOW)).toBeInstanceOf(ReadableStream);
  const nextDay = new Date(NOW.getTime() + 86_400_000);
  expect(await exportCandidate(deps, LEA.id, nextDay)).toBeInstanceOf(ReadableStream);
});

test("an account that is deleted has no export", async () => {
  expect(await exportCandidate(deps, LEA.id, NOW)).toBeNull();
});

test("an account that is deleted while the archive is made ends it with what was read, without its files", async () => {
  await fill(LEA);
  const stream = await exported();
  await env.DOCUMENTS.delete("documents/lea-documents-id");
  await env.ACCOUNTS.prepare("DELETE FROM candidates").run();
  expect([...(await unzip(stream)).keys()]).toEqual(["donnees.json"]);
});

test("an export that breaks at any call is an error before its first byte, or an archive that breaks off: never a whole one with less in it", async () => {
  let last: string[] = [];
  const calls = await eachFault(async (faults, name) => {
    await forgetEverybody();
    await fill(LEA);
    const broken = {
      ...deps,
      accounts: openAccounts(faults.d1(env.ACCOUNTS)),
      documents: faults.r2(env.DOCUMENTS),
    };
    const archive = exportCandidate(broken, LEA.id, NOW).then((stream) => unzip(asStream(stream)));
    last = await archive.then((files) => [...files.keys()]).catch(() => ["broken"]);
    expect([["broken"], WHOLE], name).toContainEqual(last);
  });
  expect([calls, last]).toEqual([4, WHOLE]);
});

test("a reader who stops half-way or goes away does not block the others", async () => {
  await fill(LEA);
  const readers = [(await exported()).getReader(), (await exported()).getReader(), (await exported()).getReader()];
  for (const reader of readers) await reader.read();
  await readers[0]?.cancel();
  expect([...(await unzip(await exported())).keys()]).toEqual(WHOLE);
});

test("a file is read when the archive reaches it, not before", async () => {
  const asked: string[] = [];
  const entry = (path: string) => ({
    path,
    at: NOW,
    read: async () => {
      asked.push(path);
      return new TextEncoder().encode(path);
    },
  });
  const reader = zipFiles([entry("a"), entry("b")]).getReader();
  expect(asked).toEqual([]);
  await reader.read();
  await reader.read();
  expect(asked).toEqual(["a"]);
  await reader.read();
  expect(asked).toEqual(["a", "b"]);
});

async function exported(): Promise<ReadableStream<Uint8Array>> {
  return asStream(await exportCandidate(deps, LEA.id, NOW));
}

function asStream(answer: Awaited<ReturnType<typeof exportCandidate>>): ReadableStream<Uint8Array> {
  if (!(answer instanceof ReadableStream)) throw new Error(`No archive: ${JSON.stringify(answer)}`);
  return answer;
}

async function unzip(stream: ReadableStream<Uint8Array>): Promise<Map<string, string>> {
  const reader = new ZipReader(new BlobReader(await new Response(stream).blob()), { checkCrc32: true });
  const files = new Map<string, string>();
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new TextWriter()));
  }
  return files;
}

async function readData(): Promise<Record<string, unknown>> {
  return JSON.parse((await unzip(await exported())).get("donnees.json") ?? "{}");
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
