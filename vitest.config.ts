import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { answerMails } from "./test/support/outbound.ts";

/** Tests that run inside workerd, with real databases whose migrations `test/support/migrate.ts` applies. */
async function inWorkerd(name: string): Promise<TestProjectConfiguration> {
  const migrations = {
    CATALOGUE_MIGRATIONS: await readD1Migrations("migrations/catalogue"),
    ACCOUNTS_MIGRATIONS: await readD1Migrations("migrations/accounts"),
  };
  return {
    plugins: [
      cloudflareTest({
        wrangler: { configPath: "./workers/alerts/wrangler.toml" },
        // Whatever a worker fetches in a test is asked of a provider of mails that takes each key once.
        miniflare: { bindings: migrations, outboundService: answerMails },
      }),
    ],
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      setupFiles: ["test/support/migrate.ts"],
      testTimeout: 60_000,
    },
  };
}

/** Tests that run in Node: pure code, or the built site in a Miniflare of their own. */
function inNode(name: string, setup: string[] = []): TestProjectConfiguration {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      globalSetup: setup,
      testTimeout: 30_000,
      hookTimeout: 60_000,
      // A Miniflare or a Chromium each: more at once than cores only makes them wait.
      fileParallelism: setup.length === 0,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      inNode("domain"),
      inNode("files"),
      await inWorkerd("db"),
      await inWorkerd("services"),
      await inWorkerd("workers"),
      inNode("site", ["test/support/global-build.ts"]),
      inNode("browser", ["test/support/global-build.ts"]),
      inNode("faults", ["test/support/global-build.ts"]),
    ],
  },
});
