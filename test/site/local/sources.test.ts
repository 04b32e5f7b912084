import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { root } from "#workers/local/build.ts";

const folder = mkdtempSync(join(tmpdir(), "pass-sources-"));
let site: Site;
let server: Server;
let url: string;
/** The name of the source of the test. */
let name: string;
/** How the employer's site answers. */
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  site = await startSite({ OPERATOR_MAIL: "exploitation@exemple.fr" }, undefined, folder);
  server = createServer((_, response) => answer(response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}/offres`;
});
afterAll(async () => {
  server.close();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  name = `ville-${++number}`;
});

/** Runs a command while this process goes on answering as the employer's site. */
function operate(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(root, "workers/local/commands/operate.ts"), ...args], {
    cwd: root,
    env: { ...process.env, PASS_DATA: folder },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout, stderr })));
}

let number = 0;
const aReference = () => `S-2026-1${String(++number).padStart(5, "0")}`;
const feedOf = (references: string[]) =>
  references.map((reference) => `${JSON.stringify(aPosting({ reference }))}\n`).join("");
const serve = (body: string | Buffer, headers: Record<string, string> = {}) => {
  answer = (response) => response.writeHead(200, headers).end(body);
};

/** A tick, and what it has put on the queues, until the source was tried after an instant. */
async function pulled(): Promise<Record<string, string | number | null>> {
  const db = await site.catalogue();
  const since = new Date().toISOString();
  await db.prepare("UPDATE sources SET due_at = ? WHERE name = ?").bind(since, name).run();
  await site.tick(new Date());
  for (;;) {
    const row = await db
      .prepare("SELECT * FROM sources WHERE name = ? AND tried_at >= ? AND lease_until IS NULL")
      .bind(name, since)
      .first<Record<string, string | number | null>>();
    if (row) return row;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const isOpen = async (reference: string) => (await site.fetch(`/offres/${reference}`)).status === 200;

test("a source that an operator adds is pulled by the next tick, and its offers are on the site", async () => {
  const reference = aReference();
  serve(gzipSync(feedOf([reference])), { "Content-Encoding": "gzip", ETag: '"1"' });
  const added = await operate("sources:add", url, "--as", "ndjson", "--name", name, "--every", "30");
  expect(added).toMatchObject({ status: 0, stdout: `${name} is pulled within a minute, then every 30 minutes.\n` });
  expect(await pulled()).toMatchObject({ last_error: null, etag: '"1"', failures: 0 });
  expect(await isOpen(reference)).toBe(true);
  const { stdout } = await operate("sources:list");
  expect(stdout).toMatch(new RegExp(`^ {2}name +${name}$`, "m"));
  expect(stdout).toMatch(/^ {2}state +read$/m);
});

test.each([
  [
    "breaks off before the length that it announced",
    (response: ServerResponse, body: string) => {
      response.writeHead(200, { "Content-Length": String(body.length * 2) });
      response.write(body, () => response.socket?.destroy());
    },
  ],
  [
    "breaks off without a word",
    (response: ServerResponse, body: string) => {
      response.writeHead(200);
      response.write(body, () => setTimeout(() => response.socket?.destroy(), 50));
    },
  ],
  ["closes the connection at once", (response: ServerResponse) => response.socket?.destroy()],
])("a feed that %s withdraws nothing", async (_, broken) => {
  const references = Array.from({ length: 10 }, aReference);
  serve(feedOf(references));
  await operate("sources:add", url, "--as", "ndjson", "--name", name);
  await pulled();
  answer = (response) => broken(response, feedOf(references.slice(0, 9)));
  expect(await pulled()).toMatchObject({ last_error: "Le site ne répond pas, ou la connexion s’est interrompue." });
  expect(await isOpen(references[9] ?? "")).toBe(true);
});

test("a source that fails three times is counted by /sante and mailed to the operator, once", async () => {
  answer = (response) => response.writeHead(500).end();
  await operate("sources:add", url, "--as", "pass", "--name", name);
  for (let failures = 1; failures <= 3; failures++) {
    expect(await pulled()).toMatchObject({ failures, last_error: "L’adresse répond 500 au lieu d’un flux." });
  }
  const mails = async () => JSON.stringify(await (await fetch(`${site.mailbox}/mails.json`)).json());
  const subject = `"La source ${name} n’est plus lue"`;
  while (!(await mails()).includes(subject)) await new Promise((resolve) => setTimeout(resolve, 50));
  for (let tick = 0; tick < 2; tick++) await site.tick(new Date());
  expect((await mails()).split(subject)).toHaveLength(2);
  expect(await (await site.fetch("/sante")).json()).toMatchObject({ failingSources: 1 });
  await operate("sources:pause", name);
  expect(await (await site.fetch("/sante")).json()).toMatchObject({ failingSources: 0 });
});

test("half of a feed is withdrawn once an operator forces it", async () => {
  const references = Array.from({ length: 4 }, aReference);
  serve(feedOf(references));
  await operate("sources:add", url, "--as", "ndjson", "--name", name);
  await pulled();
  serve(feedOf(references.slice(2)));
  expect(await pulled()).toMatchObject({ last_error: expect.stringContaining("2 des 4 offres") });
  expect((await operate("sources:force", name)).stdout).toContain("withdrawn, this once, within a minute");
  expect(await pulled()).toMatchObject({ last_error: null, force: 0 });
  expect(await isOpen(references[0] ?? "")).toBe(false);
  expect(await isOpen(references[3] ?? "")).toBe(true);
});

test("a source that is paused is not pulled until it is resumed", async () => {
  serve(feedOf([aReference()]));
  await operate("sources:add", url, "--as", "ndjson", "--name", name);
  expect((await operate("sources:pause", name)).stdout).toContain("not pulled any more");
  expect((await operate("sources:pull", name)).stdout).toContain("after sources:resume");
  expect((await operate("sources:list")).stdout).toMatch(new RegExp(`${name} .* paused `));
  await site.tick(new Date());
  const tried = "SELECT tried_at FROM sources WHERE name = ?";
  expect(await (await site.catalogue()).prepare(tried).bind(name).first()).toEqual({ tried_at: null });
  expect((await operate("sources:resume", name)).stdout).toContain("within a minute");
  expect(await pulled()).toMatchObject({ last_error: null, paused: 0 });
});

describe("is refused with a sentence and exit code 1", () => {
  test.each([
    ["a private address", ["sources:add", "https://192.168.0.1/flux", "--as", "pass"], "site public"],
    ["plain HTTP of another machine", ["sources:add", "http://exemple.gouv.fr/flux", "--as", "pass"], "https"],
    [
      "this machine, for a deployed PASS",
      ["sources:add", "http://localhost/flux", "--as", "pass", "--remote"],
      "https",
    ],
    ["an unknown kind", ["sources:add", "https://exemple.gouv.fr/flux", "--as", "atom"], "Usage"],
    ["no kind", ["sources:add", "https://exemple.gouv.fr/flux"], "Usage"],
    [
      "an interval that is none",
      ["sources:add", "https://exemple.gouv.fr/flux", "--as", "pass", "--every", "0"],
      "Usage",
    ],
    [
      "a name that is none",
      ["sources:add", "https://exemple.gouv.fr/flux", "--as", "pass", "--name", "A B"],
      "no name",
    ],
    ["a source that is not there", ["sources:pause", "nulle"], "no source nulle"],
    ["a quote in a name", ["sources:remove", "x' OR '1'='1"], "no source"],
    ["more than one name", ["sources:pull", "a", "b"], "Usage"],
  ])("%s", async (_, args, sentence) => {
    const { status, stderr } = await operate(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
  });

  test("a second source of one name", async () => {
    await operate("sources:add", url, "--as", "pass", "--name", name);
    expect((await operate("sources:add", url, "--as", "pass", "--name", name)).stderr).toContain("already a source");
  });
});

test("a source without a name is named after its host", async () => {
  const { stdout } = await operate("sources:add", "https://www.culture.exemple.gouv.fr/flux", "--as", "pass");
  expect(stdout).toContain("culture-exemple-gouv-fr is pulled");
  await operate("sources:remove", "culture-exemple-gouv-fr");
});
