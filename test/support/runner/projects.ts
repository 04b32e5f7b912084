import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import type { TestProjectInlineConfiguration as Project } from "vitest/config";
import { answerOutside } from "#test/support/outside/outbound.ts";

/** Tests that run inside workerd, with real databases whose migrations `test/support/runner/migrate.ts` applies. */
export async function inWorkerd(name: string, { limit = 60_000, include = testsOf(name) } = {}): Promise<Project> {
  const migrations = {
    CATALOGUE_MIGRATIONS: await readD1Migrations("migrations/catalogue"),
    ACCOUNTS_MIGRATIONS: await readD1Migrations("migrations/accounts"),
  };
  return {
    plugins: [
      cloudflareTest({
        // They call its functions. Loading the worker itself before each file would take two seconds.
        main: "./test/support/runner/no-worker.ts",
        wrangler: { configPath: "./workers/alerts/wrangler.toml" },
        // Every fetch of a worker in a test is answered by a mail provider that accepts each key once, or by a site with feeds.
        miniflare: { bindings: migrations, outboundService: answerOutside },
      }),
    ],
    test: {
      name,
      include,
      setupFiles: ["test/support/runner/migrate.ts"],
      testTimeout: limit,
      // A workerd for each file would take two thirds of the time. What a file leaves in it is deleted before the next.
      isolate: false,
    },
  };
}

/** Tests that run in Node: pure code, or, when it is to be built, the site in a Miniflare of its own. */
export function inNode(
  name: string,
  { built = false, limit = 30_000, include = testsOf(name), setupFiles = [] as string[] } = {},
): Project {
  return {
    test: {
      name,
      include,
      // What a file imports is kept for the next one: reading Miniflare and wrangler anew takes half a second each
      // time.
      isolate: false,
      setupFiles,
      globalSetup: built ? ["test/support/runner/global-build.ts"] : [],
      testTimeout: limit,
      hookTimeout: Math.max(limit, 60_000),
    },
  };
}

const testsOf = (name: string) => [`test/${name}/**/*.test.ts`];
