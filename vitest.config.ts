import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";
import { answerOutside } from "./test/support/outbound.ts";

/** Tests that run inside workerd, with real databases whose migrations `test/support/migrate.ts` applies. */
async function inWorkerd(name: string): Promise<TestProjectConfiguration> {
  const migrations = {
    CATALOGUE_MIGRATIONS: await readD1Migrations("migrations/catalogue"),
    ACCOUNTS_MIGRATIONS: await readD1Migrations("migrations/accounts"),
  };
  return {
    plugins: [
      cloudflareTest({
        // They call its functions. Loading the worker itself before each file would take two seconds.
        main: "./test/support/no-worker.ts",
        wrangler: { configPath: "./workers/alerts/wrangler.toml" },
        // Every fetch of a worker in a test is answered by a mail provider that accepts each key once, or by a site with feeds.
        miniflare: { bindings: migrations, outboundService: answerOutside },
      }),
    ],
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      setupFiles: ["test/support/migrate.ts"],
      testTimeout: 60_000,
      // A workerd for each file would take two thirds of the time. What a file leaves in it is deleted before the next.
      isolate: false,
    },
  };
}

/** Tests that run in Node: pure code, or, when it is to be built, the site in a Miniflare of its own. */
function inNode(name: string, { built = false, limit = 30_000 } = {}): TestProjectConfiguration {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      // What a file imports is kept for the next one: reading Miniflare and wrangler anew takes half a second each
      // time.
      isolate: false,
      globalSetup: built ? ["test/support/global-build.ts"] : [],
      testTimeout: limit,
      hookTimeout: Math.max(limit, 60_000),
    },
  };
}

export default defineConfig({
  test: {
    // Twice as many files at once as there are cores: most wait for a workerd or a Chromium half of their time.
    maxWorkers: 2 * availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      inNode("domain"),
      inNode("files"),
      await inWorkerd("db"),
      await inWorkerd("services"),
      await inWorkerd("workers"),
      inNode("site", { built: true }),
      // The limit is long, for a busy machine. Playwright reports a missing element after 30 seconds by itself.
      inNode("browser", { built: true, limit: 180_000 }),
      // It kills workerd at given steps of the protocol, not at given times, so it may run beside other tests.
      inNode("faults", { built: true, limit: 300_000 }),
    ],
  },
});
