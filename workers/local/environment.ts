import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";

/** Where PASS is deployed. What stands above the sections `[env.…]` of the wrangler files is this machine. */
export type Environment = "staging" | "production";

export const CONFIGS = ["wrangler.toml", "workers/alerts/wrangler.toml"] as const;
export type Config = (typeof CONFIGS)[number];

/** What PASS reads of a wrangler file, or of one of its sections `[env.…]`. */
export type Settings = {
  vars?: Record<string, string>;
  d1_databases?: { binding: string; database_name: string; database_id: string }[];
  r2_buckets?: { binding: string; bucket_name: string; jurisdiction?: string }[];
  queues?: { producers?: { queue: string }[]; consumers?: { queue: string; dead_letter_queue?: string }[] };
  routes?: { pattern: string; custom_domain: boolean }[];
  env?: Partial<Record<Environment, Settings>>;
};

/** The settings of a wrangler file. @param folder the one that holds both files, under their usual paths */
export function readSettings(folder: string, config: Config): Settings {
  return parse(readFileSync(join(folder, config), "utf8")) as Settings;
}

/** `--env staging` or `--env production` of a command line; null when neither is asked for. */
export function environmentIn(args: string[]): Environment | null {
  const name = args.includes("--env") ? args[args.indexOf("--env") + 1] : null;
  return name === "staging" || name === "production" ? name : null;
}

/**
 * Which deployed environment a command is for: `--env NAME`, or production for `--remote` alone; null is this machine.
 * @returns also what else was typed
 */
export function targetOf(args: string[]): { environment: Environment | null; typed: string[] } {
  const environment = environmentIn(args) ?? (args.includes("--remote") ? "production" : null);
  const typed = args.filter((each, at) => each !== "--remote" && each !== "--env" && args[at - 1] !== "--env");
  return { environment, typed };
}

/** The name of a database, bucket or queue in an environment. The end is kept: `-dead` says what a queue is. */
export function nameIn(environment: Environment, name: string): string {
  return name.replace(/^pass-/, `pass-${environment}-`);
}
