import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomSecret } from "#app/services/secrets.ts";

type Secrets = Record<"PASSWORD_PEPPER" | "SIGNING_KEY" | "MAIL_KEY", string>;

/**
 * The secrets of this machine: made at the first start, then always the same, since accounts depend on them.
 * @param data the folder that keeps them; null makes some that are forgotten
 */
export function localSecrets(data: string | null): Secrets {
  const file = data && join(data, "secrets.json");
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  const secrets = { PASSWORD_PEPPER: randomSecret(), SIGNING_KEY: randomSecret(), MAIL_KEY: randomSecret() };
  if (data && file) {
    mkdirSync(data, { recursive: true });
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return secrets;
}
