import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { fail } from "./commands/fail.ts";

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

/**
 * `--env staging` or `--env production` of a command line; null when no environment is asked for. Ends the program when
 * another one is: a mistyped name must not act on this machine, nor on production.
 */
export function environmentIn(args: string[]): Environment | null {
  const at = args.findIndex((each) => each === "--env" || each.startsWith("--env="));
  if (at === -1) return null;
  const name = args[at]?.split("=")[1] ?? args[at + 1];
  if (name === "staging" || name === "production") return name;
  return fail(`There is no environment « ${name ?? ""} »: --env staging|production.`);
}

/**
 * Which deployed environment a command is for: `--env NAME`, or production for `--remote` alone; null is this machine.
 * @returns also what else was typed
 */
export function targetOf(args: string[]): { environment: Environment | null; typed: string[] } {
  const environment = environmentIn(args) ?? (args.includes("--remote") ? "production" : null);
  const typed = args.filter((each, at) => !/^--(?:remote$|env(?:$|=))/.test(each) && args[at - 1] !== "--env");
  return { environment, typed };
}

/** The name of a database, bucket or queue in an environment. The end is kept: `-dead` says what a queue is. */
export function nameIn(environment: Environment, name: string): string {
  return name.replace(/^pass-/, `pass-${environment}-`);
}
