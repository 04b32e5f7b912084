import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSite } from "#test/support/site.ts";
import { root } from "#workers/local/build.ts";
import { cutFeed, decodeFeed } from "#workers/local/commands/cut-feed.ts";
import { applyMigrations } from "#workers/local/migrations.ts";
import { smokeTest } from "#workers/local/release/smoke.ts";

const run = (script: string, args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });

test("a dry deployment builds and checks both workers", { timeout: 120_000 }, () => {
  const { status, stdout, stderr } = run("workers/local/commands/deploy.ts", ["--dry-run"], {
    PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout.match(/--dry-run: exiting now/g)).toHaveLength(2);
  expect(stdout).toContain("env.CATALOGUE");
});

test.each([
  [[], "--env staging|production"],
  [["--env", "elsewhere"], "--env staging|production"],
  [["--env=prod"], "--env staging|production"],
  [["--env", "staging"], "npm run setup -- --env staging"],
])("a deployment that is not ready is not begun, and says what to do: %j", (args, told) => {
  const bin = mkdtempSync(join(tmpdir(), "pass-wrangler-"));
  writeFileSync(join(bin, "wrangler"), `#!/bin/sh\necho "$@" >> ${bin}/asked\necho '[]'\n`);
  chmodSync(join(bin, "wrangler"), 0o755);
  const { status, stderr } = run("workers/local/commands/deploy.ts", args, { PATH: `${bin}:${process.env.PATH}` });
  expect(status).toBe(1);
  expect(stderr).toContain(told);
  const asked = existsSync(join(bin, "asked")) ? readFileSync(join(bin, "asked"), "utf8") : "";
  expect(asked).not.toMatch(/deploy |migrations/);
  rmSync(bin, { recursive: true });
});

test("a command for an environment that does not exist does nothing here, nor in production", () => {
  for (const args of [
    ["revoke", "absent", "--env", "prod"],
    ["list", "--remote", "--env", "stagin"],
  ]) {
    const { status, stdout, stderr } = run("workers/local/commands/api-key.ts", args);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("There is no environment");
  }
});

test("the smoke test of releases accepts the product", async () => {
  const site = await startSite();
  expect(await smokeTest(site.site, { times: 1 })).toEqual([]);
  await site.stop();
});

test("a port in use is said in one sentence, with exit code 1", async () => {
  const taken = createServer().listen(0, "localhost");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as { port: number };
  const child = spawn(process.execPath, [join(root, "workers/local/start.ts")], {
    cwd: root,
    env: { ...process.env, PORT: String(port), MAILBOX_PORT: "0" },
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const status = await new Promise((resolve) => child.once("close", resolve));
  taken.close();
  expect(said).toBe(`Port ${port} is in use: stop what listens there, or choose another with PORT=….\n`);
  expect(status).toBe(1);
});

test.each([
  ["workers/local/commands/import.ts", [], "Usage"],
  ["workers/local/commands/import.ts", ["absent.rss"], "There is no file absent.rss."],
  ["workers/local/commands/import.ts", ["--unknown"], "Usage"],
  ["workers/local/commands/api-key.ts", ["create", "Nom invalide"], "Usage"],
  ["workers/local/commands/api-key.ts", ["create"], "Usage"],
])("%s %j says what is wrong, with exit code 1", (script, args, said) => {
  const { status, stderr } = run(script, args);
  expect(stderr).toContain(said);
  expect(status).toBe(1);
});

test("a file that is too large is cut between two offers, none lost", () => {
  const items = Array.from({ length: 25 }, (_, n) => `<item><n>${n}</n></item>\n`);
  const feed = `<rss><channel><title>t</title>${items.join("")}</channel></rss>`;
  const parts = cutFeed(feed, { offers: 10, bytes: 1e6 });
  expect(parts).toHaveLength(3);
  for (const part of parts)
    expect(part).toMatch(/^<rss><channel><title>t<\/title>\s*<item>.*<\/item>\s*<\/channel><\/rss>$/s);
  expect(parts.join("").match(/<n>\d+<\/n>/g)).toEqual(items.map((item) => /<n>\d+<\/n>/.exec(item)?.[0]));

  const lines = Array.from({ length: 25 }, (_, n) => `{"n":${n}}`);
  expect(cutFeed(lines.join("\n"), { offers: 100, bytes: 80 }).flatMap((part) => part.split("\n"))).toEqual(lines);
  expect(cutFeed(feed)).toEqual([feed]);

  const rows = Array.from({ length: 25 }, (_, n) => `${n};"rue de la Paix\nRennes"\n`);
  const csv = cutFeed(`a;b\n${rows.join("")}`, { offers: 10, bytes: 1e6 });
  expect(csv).toEqual([0, 10, 20].map((from) => `a;b\n${rows.slice(from, from + 10).join("")}`));
});

test("migrations are applied once", async () => {
  const site = await startSite();
  const catalogue = await site.catalogue();
  await applyMigrations(catalogue, join(root, "migrations/catalogue"));
  const { results } = await catalogue.prepare("SELECT name FROM d1_migrations").all();
  await site.stop();
  expect(results.map(({ name }) => name)).toEqual(
    readdirSync(join(root, "migrations/catalogue")).filter((name) => name.endsWith(".sql")),
  );
});

test("a file is read in the encoding that it declares, and sent in UTF-8", () => {
  const feed = '<?xml version="1.0" encoding="windows-1252"?><rss>é</rss>';
  expect(decodeFeed(Buffer.from(feed, "latin1"))).toBe(feed.replace("windows-1252", "UTF-8"));
  expect(decodeFeed(Buffer.from(feed.replace("windows-1252", "x-y"), "latin1"))).toBeNull();
});
