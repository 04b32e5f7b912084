import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "smol-toml";
import { CONFIGS, type Config, type Environment, nameIn, readSettings, type Settings } from "../environment.ts";

/** What wrangler does not hand down from the top of a file to its environments: each section has all of it. */
const NOT_INHERITED = [
  "d1_databases",
  "r2_buckets",
  "queues",
  "analytics_engine_datasets",
  "version_metadata",
] as const;

/**
 * Writes the section `[env.…]` of an environment into both wrangler files, between two marker lines; the rest of the
 * files is kept as it is. The section is the top of the file with the names of the environment. `vars` that were changed
 * there by hand are kept, and so is what the top of the file does not have; bindings and routes are written anew.
 * @param vars settings over those; a worker gets the ones that it has at the top
 * @param ids the id of each database, by its name
 */
export function writeSections(
  folder: string,
  environment: Environment,
  vars: Record<string, string>,
  ids: ReadonlyMap<string, string>,
): void {
  for (const config of CONFIGS) {
    const section = sectionOf(readSettings(folder, config), config, environment, vars, ids);
    const path = join(folder, config);
    writeFileSync(path, withSection(readFileSync(path, "utf8"), environment, section));
  }
}

function sectionOf(
  top: Settings,
  config: Config,
  environment: Environment,
  given: Record<string, string>,
  ids: ReadonlyMap<string, string>,
): Settings {
  const before = top.env?.[environment] ?? {};
  const known = Object.keys(top.vars ?? {});
  const vars = {
    ...top.vars,
    ...before.vars,
    ...Object.fromEntries(Object.entries(given).filter(([name]) => known.includes(name))),
  };
  const copied = Object.fromEntries(
    NOT_INHERITED.flatMap((key) => (key in top ? [[key, renamed(top[key as keyof Settings], environment)]] : [])),
  ) as Settings;
  const databases = copied.d1_databases?.map((database) => ({
    ...database,
    database_id: ids.get(database.database_name) ?? database.database_id,
  }));
  const domain = new URL(vars.SITE_URL ?? "").hostname;
  return {
    ...before,
    ...(config === "wrangler.toml" ? { routes: [{ pattern: domain, custom_domain: true }] } : {}),
    vars,
    ...copied,
    ...(databases ? { d1_databases: databases } : {}),
  };
}

/** A copy in which every name of ours is that of the environment. */
function renamed(value: unknown, environment: Environment): unknown {
  if (typeof value === "string") return nameIn(environment, value);
  if (Array.isArray(value)) return value.map((each) => renamed(each, environment));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, environment)]));
}

function withSection(text: string, environment: Environment, section: Settings): string {
  const [begin, end] = [`# >>> ${environment}:`, `# <<< ${environment}`];
  const written = [
    `${begin} written by \`npm run setup\`, which keeps the vars that are changed here, and no comments.`,
    stringify({ env: { [environment]: section } }).trim(),
    end,
    "",
  ].join("\n");
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) return `${text.trimEnd()}\n\n${written}`;
  return text.slice(0, from) + written + text.slice(to + end.length + 1);
}
