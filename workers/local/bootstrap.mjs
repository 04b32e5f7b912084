// The first step of `npm start` and `npm test`: plain JavaScript without dependencies, for any Node from 20 on.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Runs `npm ci` when `node_modules` is missing or was installed from another lock file. */
export function installPackages() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules/.pass-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("Installing packages (npm ci)…");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) fail("Packages could not be installed: see the messages of npm above.");
  writeFileSync(stamp, lock);
}

/**
 * Runs a TypeScript script with the packaged Node, and ends with its exit code.
 * @param stoppable whether it ends well when it is told to stop, as a server does, and tests do not
 */
export function handOver(script, args, { stoppable = false } = {}) {
  const node = join(root, "node_modules/.bin/node");
  const { status, signal } = spawnSync(node, [join(root, script), ...args], { cwd: root, stdio: "inherit" });
  process.exit(status ?? (stoppable && (signal === "SIGINT" || signal === "SIGTERM") ? 0 : 1));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

// Ctrl-C reaches the whole process group: the script stops by itself, and this one waits for it.
process.on("SIGINT", () => {});
