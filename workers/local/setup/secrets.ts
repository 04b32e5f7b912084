import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomSecret } from "#app/services/secrets.ts";
import type { Config, Environment } from "../environment.ts";
import { SECRETS } from "../settings.ts";
import type { Wrangler } from "../wrangler.ts";

type Deps = {
  folder: string;
  read: Wrangler;
  change: Wrangler;
  /** Asks a person for a secret that only she has. */
  askSecret: (name: string) => Promise<string>;
};

/**
 * Makes and sets the secrets that a worker of the environment still lacks, each on the standard input of wrangler. Those
 * that are made here are first written to `.secrets/`: Cloudflare never tells them again.
 * @returns the names of those that were set
 */
export async function setSecrets(deps: Deps, environment: Environment, provider: string): Promise<string[]> {
  const missing = secretsMissing(deps.read, environment);
  const names = [...new Set(missing.map(({ name }) => name))];
  for (const name of names) {
    const asked = name === "MAIL_KEY" || (name === "MAIL_WEBHOOK_SECRET" && provider === "resend");
    const kept = asked ? null : readKept(deps.folder, environment)[name];
    const value = kept ?? (asked ? await deps.askSecret(name) : keep(deps.folder, environment, name));
    // A secret that is made anew replaces the former one in both workers, which must agree.
    const again = !asked && !kept;
    for (const config of configsOf(name)) {
      if (!again && !missing.some((each) => each.name === name && each.config === config)) continue;
      deps.change(["secret", "put", name, "--config", config, "--env", environment], { input: value });
    }
  }
  return names;
}

/** The secrets that the workers of an environment lack. */
export function secretsMissing(read: Wrangler, environment: Environment): { name: string; config: Config }[] {
  return (Object.keys(SECRETS) as Config[]).flatMap((config) => {
    const set = listSecrets(read, config, environment);
    return SECRETS[config].filter((name) => !set.includes(name)).map((name) => ({ name, config }));
  });
}

/** A worker that does not exist yet has no secrets; `secret put` creates it. */
function listSecrets(read: Wrangler, config: Config, environment: Environment): string[] {
  try {
    const listed = read(["secret", "list", "--config", config, "--env", environment, "--format", "json"]);
    return (JSON.parse(listed || "[]") as { name: string }[]).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && /Worker "[^"]*".* not found/.test(error.message)) return [];
    throw error;
  }
}

const configsOf = (name: string) => (Object.keys(SECRETS) as Config[]).filter((each) => SECRETS[each].includes(name));

/** The file, ignored by git, that keeps the secrets made for an environment. */
export const keptIn = (environment: Environment) => `.secrets/${environment}.json`;

function readKept(folder: string, environment: Environment): Record<string, string> {
  const file = join(folder, keptIn(environment));
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function keep(folder: string, environment: Environment, name: string): string {
  const value = randomSecret();
  const file = join(folder, keptIn(environment));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const kept = { ...readKept(folder, environment), [name]: value };
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return value;
}
