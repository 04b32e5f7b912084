import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomSecret } from "#app/services/secrets.ts";

type Secrets = Record<"PASSWORD_PEPPER" | "SIGNING_KEY" | "MAIL_KEY" | "MAIL_WEBHOOK_SECRET", string>;

/**
 * The secrets of this machine: made at the first start, then always the same, since accounts depend on them. One that a
 * newer version needs is added.
 * @param data the folder that keeps them; null makes some that are forgotten
 */
export function localSecrets(data: string | null): Secrets {
  const file = data && join(data, "secrets.json");
  const kept: Partial<Secrets> = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const made = {
    PASSWORD_PEPPER: randomSecret(),
    SIGNING_KEY: randomSecret(),
    MAIL_KEY: randomSecret(),
    MAIL_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64")}`,
  };
  const secrets = { ...made, ...kept };
  if (data && file && Object.keys(made).some((name) => !(name in kept))) {
    mkdirSync(data, { recursive: true });
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return secrets;
}
