import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { type Failing, standInWrangler } from "#test/support/outside/stand-in-wrangler.ts";
import { root } from "#workers/local/build.ts";
import { CONFIGS, type Environment, readSettings } from "#workers/local/environment.ts";
import { placeholders } from "#workers/local/settings.ts";
import { readAnswers } from "#workers/local/setup/answers.ts";
import { secretsMissing } from "#workers/local/setup/secrets.ts";
import { setUp } from "#workers/local/setup/set-up.ts";
import { wranglerIn } from "#workers/local/wrangler.ts";

const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

const FLAGS = [
  "--domain",
  "stages.example.fr",
  "--mail",
  "resend",
  "--from",
  "PASS <non@example.fr>",
  "--operator",
  "",
];

/** Both wrangler files in a folder of their own, and a stand-in for wrangler on the PATH. */
function stage(failing: Failing = "never") {
  const folder = mkdtempSync(join(tmpdir(), "pass-setup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Without the sections that this repository may have of its own environments.
  for (const config of CONFIGS) {
    mkdirSync(dirname(join(folder, config)), { recursive: true });
    writeFileSync(join(folder, config), readFileSync(join(root, config), "utf8").split("# >>> ")[0] ?? "");
  }
  const wrangler = standInWrangler(failing);
  process.env.PATH = `${wrangler.folder}:${path}`;
  const said: string[] = [];
  const askSecret = async (name: string) => `asked-${name}`;
  const run = async (flags: string[] = FLAGS, environment: Environment = "staging") => {
    const answers = await readAnswers(folder, environment, flags);
    const say = (line: string) => said.push(line);
    await setUp({ folder, wrangler: wranglerIn(folder), askSecret, say }, environment, answers);
  };
  const text = (config: string) => readFileSync(join(folder, config), "utf8");
  return { folder, wrangler, said, run, text };
}

const MADE = {
  d1: ["pass-staging-accounts", "pass-staging-catalogue"],
  r2: ["pass-staging-backups", "pass-staging-documents"],
  queues: ["pass-staging-jobs", "pass-staging-jobs-dead", "pass-staging-pulls"],
  secrets: [
    "workers_alerts_wrangler.toml:MAIL_KEY",
    "workers_alerts_wrangler.toml:SIGNING_KEY",
    "wrangler.toml:MAIL_WEBHOOK_SECRET",
    "wrangler.toml:PASSWORD_PEPPER",
    "wrangler.toml:SIGNING_KEY",
  ],
};

function expectWhole({ folder, wrangler }: ReturnType<typeof stage>) {
  for (const kind of ["d1", "r2", "queues", "secrets"] as const) expect(wrangler.made(kind)).toEqual(MADE[kind]);
  expect(placeholders(folder, "staging")).toEqual([]);
  const alerts = wrangler.secret("workers_alerts_wrangler.toml:SIGNING_KEY");
  expect(wrangler.secret("wrangler.toml:SIGNING_KEY")).toBe(alerts);
  const changes = wrangler.done().filter((line) => / (create|put) /.test(line));
  expect(changes).toHaveLength(new Set(changes).size);
}

test.each(["before", "after"] as const)(
  "a setup whose every command fails once, %s its work, ends whole when it is run again, and makes nothing twice",
  { timeout: 120_000 },
  async (failing) => {
    const staged = stage(failing);
    let failures = 0;
    for (let done = false; !done && failures < 60; ) {
      done = await staged.run().then(
        () => true,
        () => false,
      );
      if (!done) failures++;
    }
    expect(failures).toBeGreaterThan(10);
    expect(failures).toBeLessThan(60);
    expectWhole(staged);
  },
);

test("a section that is missing, and what one still has of a developer's machine, is named", async () => {
  const staged = stage();
  expect(placeholders(staged.folder, "staging")).toEqual([
    "wrangler.toml has no [env.staging]",
    "workers/alerts/wrangler.toml has no [env.staging]",
  ]);
  await staged.run();
  const path = join(staged.folder, "wrangler.toml");
  const local = staged
    .text("wrangler.toml")
    .replace('"https://stages.example.fr"', '"http://localhost:8787"')
    .replace("id-of-pass-staging-accounts", "00000000-0000-0000-0000-000000000002");
  writeFileSync(path, local);
  expect(placeholders(staged.folder, "staging")).toEqual([
    'wrangler.toml: SITE_URL = "http://localhost:8787"',
    'wrangler.toml: ACCOUNTS = "00000000-0000-0000-0000-000000000002"',
  ]);
});

test("a secret that is not set is named, with the file of its worker", async () => {
  const staged = stage();
  await staged.run();
  expect(secretsMissing(wranglerIn(staged.folder), "staging")).toEqual([]);
  rmSync(join(staged.wrangler.folder, "secrets", "workers_alerts_wrangler.toml:MAIL_KEY"));
  expect(secretsMissing(wranglerIn(staged.folder), "staging")).toEqual([
    { name: "MAIL_KEY", config: "workers/alerts/wrangler.toml" },
  ]);
});

test("run again, it changes nothing and asks nothing", async () => {
  const staged = stage();
  await staged.run();
  const [files, commands] = [CONFIGS.map(staged.text), staged.wrangler.done().length];
  await staged.run([]);
  expect(CONFIGS.map(staged.text)).toEqual(files);
  const again = staged.wrangler.done().slice(commands);
  expect(again.filter((line) => !/ list\b/.test(line))).toEqual([]);
});

test("what stands in the wrangler files is kept, comments too, beside a section for each environment", async () => {
  const staged = stage();
  const before = CONFIGS.map(staged.text);
  await staged.run();
  await staged.run([...FLAGS.slice(0, 1), "offres.example.fr", ...FLAGS.slice(2)], "production");
  for (const [at, config] of CONFIGS.entries()) expect(staged.text(config).startsWith(before[at] ?? "-")).toBe(true);
  const { env } = readSettings(staged.folder, "wrangler.toml");
  expect(env?.staging?.routes).toEqual([{ pattern: "stages.example.fr", custom_domain: true }]);
  expect(env?.production?.vars?.SITE_URL).toBe("https://offres.example.fr");
  expect(env?.production?.d1_databases?.[0]?.database_id).toBe("id-of-pass-production-catalogue");
});

test("a setting that was changed by hand in a section is kept", async () => {
  const staged = stage();
  await staged.run();
  const config = join(staged.folder, CONFIGS[1]);
  spawnSync("sed", ["-i", '/^\\[env/,$ s/MAIL_PER_SECOND = .*/MAIL_PER_SECOND = "50"/', config]);
  await staged.run([]);
  expect(readSettings(staged.folder, CONFIGS[1]).env?.staging?.vars?.MAIL_PER_SECOND).toBe("50");
});

test("no secret is printed or given on a command line; those that are made are kept in a file of their owner's", async () => {
  const staged = stage();
  await staged.run();
  const made = Object.values(JSON.parse(staged.text(".secrets/staging.json")) as Record<string, string>);
  expect(made).toHaveLength(2);
  const shown = [...staged.said, ...staged.wrangler.done()].join("\n");
  for (const secret of [...made, "asked-MAIL_KEY"]) expect(shown).not.toContain(secret);
  expect(
    spawnSync("stat", ["-c", "%a", join(staged.folder, ".secrets/staging.json")], { encoding: "utf8" }).stdout,
  ).toBe("600\n");
});

test("it says which DNS records the mail needs", async () => {
  const staged = stage();
  await staged.run();
  expect(staged.said.join("\n")).toMatch(
    /send\.example\.fr {2}"v=spf1.*\n.*resend\._domainkey\.example\.fr.*\n.*_dmarc/,
  );
});

test("the sections that it writes are accepted by wrangler itself", { timeout: 60_000 }, async () => {
  const staged = stage();
  await staged.run();
  const { unstable_readConfig } = await import("wrangler");
  for (const config of CONFIGS) {
    const read = unstable_readConfig({ config: join(staged.folder, config), env: "staging" }, { hideWarnings: false });
    expect(JSON.stringify(read.d1_databases)).toContain("pass-staging-accounts");
    expect(read.r2_buckets[0]?.jurisdiction).toBe("eu");
    expect(read.limits?.cpu_ms).toBeGreaterThan(0);
  }
});

test("a dry run prints each command and changes nothing", () => {
  const wrangler = standInWrangler("never");
  const before = readFileSync(join(root, "wrangler.toml"), "utf8");
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, "workers/local/commands/setup.ts"), "--env", "staging", "--dry-run", ...FLAGS],
    { cwd: root, encoding: "utf8", env: { ...process.env, PATH: `${wrangler.folder}:${path}` } },
  );
  expect(status).toBe(0);
  expect(stdout).toContain("wrangler d1 create pass-staging-accounts --jurisdiction eu\n");
  expect(stdout).toContain("wrangler secret put MAIL_KEY --config workers/alerts/wrangler.toml --env staging");
  expect(wrangler.made("d1")).toEqual([]);
  expect(readFileSync(join(root, "wrangler.toml"), "utf8")).toBe(before);
});
