import { openAccounts } from "#db/accounts/database.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { runTick } from "./cron.ts";
import { takeBatch } from "./queue.ts";

export default {
  async scheduled(controller, env) {
    await runTick(
      { catalogue: openCatalogue(env.CATALOGUE), accounts: openAccounts(env.ACCOUNTS) },
      new Date(controller.scheduledTime),
    );
  },
  async queue(batch) {
    takeBatch(batch);
  },
} satisfies ExportedHandler<AlertsEnv>;
