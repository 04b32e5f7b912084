import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import { isSwitchedOff } from "#db/accounts/operations/switches.ts";
import { root } from "#workers/local/build.ts";
import { type Platform, startPlatform } from "#workers/local/platform.ts";

const folder = mkdtempSync(join(tmpdir(), "pass-operate-"));
let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform({ data: folder, port: 0, mailboxPort: 0 });
});
afterAll(async () => {
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
});

function operate(args: string[], env: Record<string, string> = { PASS_DATA: folder }) {
  return spawnSync(process.execPath, [join(root, "workers/local/commands/operate.ts"), ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
}

const accounts = async () => openAccounts(await platform.miniflare.getD1Database("ACCOUNTS", "web"));

describe("while the product runs, operators", () => {
  test("see how alerts and mails stand", async () => {
    await (await accounts()).$client
      .prepare("INSERT INTO alert_runs VALUES (1, 0, 7, 'matching', 4, 7, '2026-11-20T12:00:00.000Z', NULL)")
      .run();
    const { status, stdout } = operate(["alerts:status"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}rounds +0$/m);
    expect(stdout).toMatch(/slices +0 of 4/);
    expect(stdout).toMatch(/last tick +–/);
  });

  test("stop the alerts and let them go on, and the product knows at once", async () => {
    const db = await accounts();
    expect(operate(["alerts:pause"]).status).toBe(0);
    expect(await isSwitchedOff(db, "alerts")).toBe(true);
    expect(operate(["alerts:pause"]).status).toBe(0);
    expect(operate(["alerts:status"]).stdout).toMatch(/alerts paused since +20\d\d-/);
    expect(operate(["alerts:resume"]).status).toBe(0);
    expect(await isSwitchedOff(db, "alerts")).toBe(false);
  });

  test("are made, given a new second factor, listed and removed, and each command is written down", async () => {
    const { $client: db } = await accounts();
    const rows = async (query: string) => (await db.prepare(query).all()).results;
    const made = operate(["operators:create", "Ada@pass.example"]);
    expect([made.status, made.stdout]).toEqual([0, expect.stringContaining("The mail leaves within a minute.")]);
    expect(await rows("SELECT recipient FROM mails WHERE kind = 'operator-invitation'")).toEqual([
      { recipient: "Ada@pass.example" },
    ]);
    await db.prepare("UPDATE operators SET totp_secret = 'x', totp_step = 9").run();
    await db.prepare("INSERT INTO operator_sessions VALUES ('s', 'h', 1, '2026', '2026')").run();
    expect(operate(["operators:reset-factor", "ada@PASS.example"]).status).toBe(0);
    expect(await rows("SELECT id FROM operator_sessions")).toEqual([]);
    expect(operate(["operators:list"]).stdout).toMatch(/email +Ada@pass\.example\n(?:.*\n)*.*second factor +no/);
    expect(operate(["operators:remove", "ada@pass.example"]).status).toBe(0);
    expect(await rows("SELECT email FROM operators")).toEqual([]);
    const by = { actor: "ligne de commande", subject: "ada@pass.example" };
    expect(await rows("SELECT actor, event, subject FROM operator_audit ORDER BY id")).toEqual([
      { ...by, event: "operator-invited" },
      { ...by, event: "operator-factor-reset" },
      { ...by, event: "operator-removed" },
    ]);
  });

  test("read what the queue gave up", async () => {
    await (await accounts()).$client
      .prepare("INSERT INTO dead_letters VALUES ('m1', '{\"kind\":\"send-mails\"}', '2026-11-20T12:00:00.000Z')")
      .run();
    expect(operate(["alerts:dead-letters"]).stdout).toMatch(/2026-11-20T12:00:00.000Z +m1 +{"kind":"send-mails"}/);
  });
});

describe("operators of recruiters", () => {
  const events = async () =>
    (await (await accounts()).$client.prepare("SELECT event, actor, subject FROM publishing_events ORDER BY id").all())
      .results;

  const invite = (mail: string, ...more: string[]) =>
    operate(["recruiters:invite", mail, "--administration", "prefecture-x", ...more]);

  test("name an administration of which the catalogue knows nothing, by a name that gives its slug", async () => {
    expect(invite("a@x.fr")).toMatchObject({ status: 1, stderr: expect.stringContaining("--label") });
    const wrong = invite("a@x.fr", "--label", "Préfecture Y");
    expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining("prefecture-y") });
    expect(await events()).toEqual([]);
  });

  test("invite people, the first of an administration being its administrator", async () => {
    const first = invite("Ada@prefecture-x.fr", "--label", "Préfecture X");
    expect(first.stdout).toContain("is invited to prefecture-x, as administrator");
    expect(invite("b@x.fr").stdout).toContain("as recruiter");
    expect(operate(["recruiters:list"]).stdout).toMatch(/prefecture-x +Ada@prefecture-x.fr +administrator/);
  });

  test("make an administrator of somebody, and remove people", async () => {
    expect(invite("b@x.fr", "--administrator").stdout).toContain("as administrator");
    expect(operate(["recruiters:remove", "ada@PREFECTURE-X.fr"]).status).toBe(0);
    expect(operate(["recruiters:remove", "b@x.fr"]).stdout).toContain("no administrator any more");
    expect(await events()).toEqual([
      { event: "recruiter-invited", actor: "opérateur", subject: "Ada@prefecture-x.fr" },
      { event: "recruiter-invited", actor: "opérateur", subject: "b@x.fr" },
      { event: "recruiter-changed", actor: "opérateur", subject: "b@x.fr" },
      { event: "recruiter-removed", actor: "opérateur", subject: "Ada@prefecture-x.fr" },
      { event: "recruiter-removed", actor: "opérateur", subject: "b@x.fr" },
    ]);
  });

  test("are told that somebody publishes for another administration, whose label the catalogue knows", async () => {
    await (await platform.miniflare.getD1Database("CATALOGUE", "web"))
      .prepare("INSERT INTO administrations (slug, label) VALUES ('ministere-y', 'Ministère Y')")
      .run();
    expect(operate(["recruiters:invite", "c@y.fr", "--administration", "ministere-y"]).status).toBe(0);
    const elsewhere = operate(["recruiters:invite", "C@y.fr", "--administration", "prefecture-x"]);
    expect([elsewhere.status, elsewhere.stderr]).toEqual([1, expect.stringContaining("another administration")]);
    expect(operate(["recruiters:list", "--administration", "prefecture-x"]).stdout).toContain("none");
  });

  test.each([[["recruiters:invite", "a@x.fr"]], [["recruiters:remove"]], [["recruiters:list", "--all"]]])(
    "%j says what is missing",
    (args) => {
      expect(operate(args)).toMatchObject({ status: 1, stderr: expect.stringContaining("recruiters:invite MAIL") });
    },
  );
});

test("a deployed database is asked through wrangler, one command for all", () => {
  const bin = mkdtempSync(join(tmpdir(), "pass-wrangler-"));
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" > ${bin}/args\necho '[{"results":[{"at":"today","id":"m1","body":"{}"}]}]'\n`;
  writeFileSync(join(bin, "wrangler"), script);
  chmodSync(join(bin, "wrangler"), 0o755);
  const { status, stdout } = operate(["alerts:dead-letters", "--remote"], { PATH: `${bin}:${process.env.PATH}` });
  expect(status).toBe(0);
  expect(stdout).toMatch(/today +m1 +{}/);
  const args = spawnSync("cat", [join(bin, "args")], { encoding: "utf8" }).stdout;
  expect(args).toMatch(
    /^d1\nexecute\nACCOUNTS\n--remote\n--env\nproduction\n--json\n--command\nSELECT at, id, body FROM dead_letters/,
  );
  rmSync(bin, { recursive: true });
});

test.each([[[]], [["alerts:all"]], [["alerts:pause", "now"]]])(
  "%j says what can be asked, with exit code 1",
  (args) => {
    const { status, stderr } = operate(args);
    expect(status).toBe(1);
    expect(stderr).toContain("alerts:status");
  },
);

test("without a database it is said, with exit code 1", () => {
  const { status, stderr } = operate(["alerts:status"], { PASS_DATA: join(folder, "nowhere") });
  expect(status).toBe(1);
  expect(stderr).toContain("npm start");
});
