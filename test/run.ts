import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { startVitest } from "vitest/node";
import { build, root } from "#workers/local/build.ts";

process.chdir(root);
const filters = process.argv.slice(2);

process.env.CHROMIUM ??= "/usr/bin/chromium-headless-shell";
requireTools([
  { path: process.env.CHROMIUM, debian: "chromium-headless-shell" },
  { path: "/usr/bin/soffice", debian: "libreoffice-writer-nogui" },
  { path: "/usr/bin/qpdf", debian: "qpdf" },
]);
console.log("Building the site…");
await build().catch((error: Error) => {
  console.error(`The build failed:\n${error.message}`);
  process.exit(1);
});

const vitest = await startVitest("test", filters, {
  watch: false,
  ...(process.env.REPORT ? { reporters: ["default", "json"], outputFile: process.env.REPORT } : {}),
});
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const failed = tests.filter((test) => !test.ok()).length;
const broken = vitest.state.getTestModules().filter((module) => module.errors().length > 0).length;
const unhandled = vitest.state.getUnhandledErrors().length;
await vitest.close();
console.log(`${tests.length - failed} passed, ${failed + broken + unhandled} failed`);
process.exit(failed + broken + unhandled > 0 || tests.length === 0 ? 1 : 0);

/**
 * Browser tests run in Debian's Chromium without a window, which takes a third less of the processor than the one with,
 * or in the one that CHROMIUM names. LibreOffice, Chromium and qpdf make the files that candidates would send.
 */
function requireTools(tools: { path: string; debian: string }[]): void {
  const missing = () => tools.filter(({ path }) => !existsSync(path)).map(({ debian }) => debian);
  if (missing().length > 0 && process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log(`Installing ${missing().join(", ")} (apt-get)…`);
    const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing()], options);
  }
  if (missing().length === 0) return;
  console.error(
    `The tests need more than this machine has: install it (Debian: sudo apt-get install ${missing().join(" ")}), or give the path of Chromium in CHROMIUM.`,
  );
  process.exit(1);
}
