import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";

declare global {
  namespace Cloudflare {
    interface Env {
      CATALOGUE_MIGRATIONS: D1Migration[];
      ACCOUNTS_MIGRATIONS: D1Migration[];
    }
  }
}

await applyD1Migrations(env.CATALOGUE, env.CATALOGUE_MIGRATIONS);
await applyD1Migrations(env.ACCOUNTS, env.ACCOUNTS_MIGRATIONS);
