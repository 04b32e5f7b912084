import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { startVitest } from "vitest/node";
import { build, root } from "#workers/local/build.ts";

process.chdir(root);
const filters = process.argv.slice(2);

requireChromium();
console.log("Building the site…");
await build().catch((error: Error) => {
  console.error(`The build failed:\n${error.message}`);
  process.exit(1);
});

const vitest = await startVitest("test", filters, { watch: false });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const failed = tests.filter((test) => !test.ok()).length;
const broken = vitest.state.getTestModules().filter((module) => module.errors().length > 0).length;
const unhandled = vitest.state.getUnhandledErrors().length;
await vitest.close();
console.log(`${tests.length - failed} passed, ${failed + broken + unhandled} failed`);
process.exit(failed + broken + unhandled > 0 || tests.length === 0 ? 1 : 0);

/** Browser tests run in Debian's Chromium, or in the one that CHROMIUM names. */
function requireChromium(): void {
  process.env.CHROMIUM ??= "/usr/bin/chromium";
  if (existsSync(process.env.CHROMIUM)) return;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log("Installing Chromium (apt-get)…");
    const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], options);
    if (existsSync(process.env.CHROMIUM)) return;
  }
  console.error(
    "The browser tests need Chromium: install it (Debian: sudo apt-get install chromium) or give its path in CHROMIUM.",
  );
  process.exit(1);
}
