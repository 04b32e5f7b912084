import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
const stamp = join(root, "build/.sources");

/** Where each bundled worker stands after a build. */
export const bundles = {
  web: join(root, "build/workers/web"),
  alerts: join(root, "build/workers/alerts"),
  mailbox: join(root, "build/workers/mailbox"),
};

/**
 * Builds the site and bundles the three workers as `wrangler deploy` would; skipped when no source has changed.
 * @throws an Error whose message is the output of the step that failed
 */
export async function build(): Promise<"built" | "unchanged"> {
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return "unchanged";
  await run("remix", ["vite:build"]);
  await Promise.all([
    bundle("wrangler.toml", bundles.web),
    bundle("workers/alerts/wrangler.toml", bundles.alerts),
    bundle("workers/mailbox/wrangler.toml", bundles.mailbox),
  ]);
  writeFileSync(stamp, sources);
  return "built";
}

function bundle(config: string, outdir: string): Promise<void> {
  // No environment: the bundle is the same for all, and this machine's settings are those at the top.
  return run("wrangler", ["deploy", "--dry-run", "--minify", "--config", config, "--env=", "--outdir", outdir]);
}

/** SHA-256 over every file that a build reads, names included. */
function fingerprint(): string {
  const patterns = ["{app,db,workers,public}/**/*", "*.{toml,config.ts}", "tsconfig.json", "package-lock.json"];
  const entries = globSync(patterns, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  // wrangler leaves its own folders beside each configuration.
  const paths = entries
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !path.includes(".wrangler"));
  const hash = createHash("sha256");
  for (const path of paths.sort()) hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, "node_modules/.bin/node"), [join(root, "node_modules/.bin", command), ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (status) => (status === 0 ? resolve() : reject(new Error(output.trim()))));
  });
}

if (import.meta.main) {
  await build().catch((error: Error) => {
    console.error(`The build failed:\n${error.message}`);
    process.exit(1);
  });
}
