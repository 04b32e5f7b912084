import { spawnSync } from "node:child_process";
import { build, root } from "./build.ts";
import { untilIndexed } from "./until-indexed.ts";

// Usage: npm run deploy [-- --dry-run]. Anything else on the line is handed to `wrangler deploy`.
const flags = process.argv.slice(2);

await build().catch((error: Error) => {
  console.error(`The build failed:\n${error.message}`);
  process.exit(1);
});
if (!flags.includes("--dry-run")) {
  // Migrations are additive: the version that runs now does not mind them.
  wrangler("d1", "migrations", "apply", "pass-catalogue", "--remote");
  wrangler("d1", "migrations", "apply", "pass-accounts", "--remote");
}
// `alerts` first: its cron fills the index that the new version of `web` reads (docs/decisions/0007-two-indexes.md).
wrangler("deploy", "--minify", "--config", "workers/alerts/wrangler.toml", ...flags);
if (!flags.includes("--dry-run")) await untilIndexed();
wrangler("deploy", "--minify", "--config", "wrangler.toml", ...flags);

function wrangler(...args: string[]): void {
  const { status } = spawnSync("wrangler", args, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    console.error(`\`wrangler ${args.join(" ")}\` failed: see above.`);
    process.exit(1);
  }
}
