import { spawnSync } from "node:child_process";
import { build, root } from "#workers/local/build.ts";
import { missingSecrets, placeholders, SECRETS } from "#workers/local/settings.ts";
import { untilIndexed } from "./until-indexed.ts";

// Usage: npm run deploy [-- --dry-run]. Anything else on the line is handed to `wrangler deploy`.
const flags = process.argv.slice(2);

await build().catch((error: Error) => {
  console.error(`The build failed:\n${error.message}`);
  process.exit(1);
});
if (!flags.includes("--dry-run")) {
  requireSettings();
  // Migrations are additive, so the deployed version still works after them.
  wrangler("d1", "migrations", "apply", "pass-catalogue", "--remote");
  wrangler("d1", "migrations", "apply", "pass-accounts", "--remote");
}
// `alerts` first: its cron fills the index that the new version of `web` reads (docs/decisions/0007-two-indexes.md).
wrangler("deploy", "--minify", "--config", "workers/alerts/wrangler.toml", ...flags);
if (!flags.includes("--dry-run")) await untilIndexed();
wrangler("deploy", "--minify", "--config", "wrangler.toml", ...flags);

/** Stops the deployment when a secret is missing: the site would answer, and fail at the first password or mail. */
function requireSettings(): void {
  for (const config of Object.keys(SECRETS)) {
    const { status, stdout } = spawnSync("wrangler", ["secret", "list", "--config", config, "--format", "json"], {
      cwd: root,
      encoding: "utf8",
    });
    // A worker that was never deployed has no secrets. `secret put` creates the worker.
    const wrong = [...placeholders(config), ...missingSecrets(config, status === 0 ? stdout : "[]")];
    if (wrong.length === 0) continue;
    console.error(`${config} is not ready (README, « Deploy »):\n${wrong.map((line) => `  ${line}`).join("\n")}`);
    process.exit(1);
  }
}

function wrangler(...args: string[]): void {
  const { status } = spawnSync("wrangler", args, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    console.error(`\`wrangler ${args.join(" ")}\` failed: see above.`);
    process.exit(1);
  }
}
