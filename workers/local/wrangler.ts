import { spawnSync } from "node:child_process";

/** Runs wrangler. A command that fails is an Error that holds what wrangler said. */
export type Wrangler = (args: string[], options?: { input?: string }) => string;

/** The wrangler of the PATH, which `npm run` makes the one of the lock file. @param folder where it runs */
export function wranglerIn(folder: string): Wrangler {
  return (args, { input = "" } = {}) => {
    // What it asks is answered by its defaults: its input is never a terminal.
    const { status, stdout, stderr, error } = spawnSync("wrangler", args, {
      cwd: folder,
      input,
      encoding: "utf8",
      maxBuffer: 64_000_000,
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
    });
    if (status === 0) return stdout;
    throw new Error(`\`wrangler ${args.join(" ")}\` failed:\n${error?.message ?? (stderr.trim() || stdout.trim())}`);
  };
}
