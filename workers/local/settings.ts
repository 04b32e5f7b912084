import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build.ts";

/** The settings that each deployed worker needs. `SCANNER_URL` is optional: without it files are not scanned. */
export const SECRETS: Record<string, string[]> = {
  "workers/alerts/wrangler.toml": ["MAIL_KEY", "SIGNING_KEY"],
  "wrangler.toml": ["PASSWORD_PEPPER", "SIGNING_KEY", "MAIL_WEBHOOK_SECRET"],
};

/** The commands that set what a worker still lacks. @param listed what `wrangler secret list` says, in JSON */
export function missingSecrets(config: string, listed: string): string[] {
  const set = (JSON.parse(listed) as { name: string }[]).map(({ name }) => name);
  return (SECRETS[config] ?? [])
    .filter((name) => !set.includes(name))
    .map((name) => `npx wrangler secret put ${name} --config ${config}`);
}

/** The settings of a worker that are still those of a developer's machine. */
export function placeholders(config: string): string[] {
  const lines = readFileSync(join(root, config), "utf8").split("\n");
  return lines.filter((line) => /^\w+ *=.*(?:localhost|00000000-0000-0000-0000)/.test(line));
}
