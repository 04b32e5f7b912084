import { spawnSync } from "node:child_process";
import { build, root } from "#workers/local/build.ts";
import { CONFIGS, environmentIn, readSettings } from "#workers/local/environment.ts";
import { release } from "#workers/local/release/release.ts";
import { smokeTest } from "#workers/local/release/smoke.ts";
import { placeholders } from "#workers/local/settings.ts";
import { secretsMissing } from "#workers/local/setup/secrets.ts";
import { wranglerIn } from "#workers/local/wrangler.ts";
import { fail } from "./fail.ts";
import { untilIndexed } from "./until-indexed.ts";

/** A new domain gets its certificate within some minutes: it is asked for three, every five seconds. */
const TIMES = 36;

const args = process.argv.slice(2);
const dry = args.includes("--dry-run");
const environment = environmentIn(args);
if (!environment && !dry) fail("Usage: npm run deploy -- --env staging|production [--dry-run]");
const wrangler = wranglerIn(root);

// What is missing is said before the build, which takes longer.
if (environment && !dry) requireReady();
await build().catch((error: Error) => fail(`The build failed:\n${error.message}`));
if (dry) {
  const which = environment ? ["--env", environment] : ["--env="];
  for (const config of CONFIGS) {
    const check = ["deploy", "--dry-run", "--minify", "--config", config, ...which];
    const { status } = spawnSync("wrangler", check, { cwd: root, stdio: "inherit" });
    if (status !== 0) fail(`\`wrangler ${check.join(" ")}\` failed: see above.`);
  }
} else if (environment) {
  const site = readSettings(root, "wrangler.toml").env?.[environment]?.vars?.SITE_URL ?? "";
  const stands = await release(
    {
      wrangler,
      untilIndexed: () => untilIndexed(environment),
      smokeTest: () => smokeTest(site, { times: TIMES }),
      say: (line) => console.log(line),
    },
    environment,
  );
  process.exit(stands ? 0 : 1);
}

/** Stops when a setting or a secret is missing: the site would answer, and fail at the first password or mail. */
function requireReady(): void {
  if (!environment) return;
  const wrong = placeholders(root, environment);
  if (wrong.length === 0) {
    const missing = secretsMissing(wrangler, environment);
    wrong.push(...missing.map(({ name, config }) => `${config}: the secret ${name} is not set`));
  }
  if (wrong.length === 0) return;
  fail(`Not ready, run \`npm run setup -- --env ${environment}\`:\n${wrong.map((line) => `  ${line}`).join("\n")}`);
}
