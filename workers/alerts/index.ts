import { runTick } from "./cron.ts";
import { openDeps } from "./deps.ts";
import { takeBatch, takeDeadLetters } from "./queue.ts";

export default {
  async scheduled(controller, env) {
    // The clock starts at the scheduled time and advances like the real clock: a late tick keeps its own time.
    const begin = Date.now();
    const clock = () => new Date(controller.scheduledTime + Date.now() - begin);
    await runTick(openDeps(env, clock));
  },
  async queue(batch, env) {
    const deps = openDeps(env, () => new Date(Date.now() + Number(env.TEST_CLOCK_AHEAD ?? 0)));
    await (batch.queue.endsWith("-dead") ? takeDeadLetters(batch, deps) : takeBatch(batch, deps));
  },
} satisfies ExportedHandler<AlertsEnv>;
