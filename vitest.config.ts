import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/runner/longest-first.ts";
import { inNode, inWorkerd } from "./test/support/runner/projects.ts";

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
