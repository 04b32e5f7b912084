import { CONFIGS, type Config, type Environment, readSettings } from "./environment.ts";

/** The secrets that each deployed worker needs. `SCANNER_URL` is optional: without it files are not scanned. */
export const SECRETS: Record<Config, string[]> = {
  "workers/alerts/wrangler.toml": ["MAIL_KEY", "SIGNING_KEY"],
  "wrangler.toml": ["PASSWORD_PEPPER", "SIGNING_KEY", "MAIL_WEBHOOK_SECRET"],
};

/** What an environment has not been given yet: no section, or settings that are those of a developer's machine. */
export function placeholders(folder: string, environment: Environment): string[] {
  return CONFIGS.flatMap((config) => {
    const section = readSettings(folder, config).env?.[environment];
    if (!section) return [`${config} has no [env.${environment}]`];
    const values = [
      ...Object.entries(section.vars ?? {}),
      ...(section.d1_databases ?? []).map(({ binding, database_id }) => [binding, database_id] as const),
    ];
    return values
      .filter(([, value]) => /localhost|00000000-0000-0000-0000/.test(value))
      .map(([name, value]) => `${config}: ${name} = "${value}"`);
  });
}
