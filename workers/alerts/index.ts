import { runTick } from "./cron.ts";
import { openDeps } from "./deps.ts";
import { takeBatch, takeDeadLetters } from "./queue.ts";

export default {
  async scheduled(controller, env) {
    // The slot that was meant, moving on with the real clock: a tick that comes late or twice is told by its slot.
    const begin = Date.now();
    const clock = () => new Date(controller.scheduledTime + Date.now() - begin);
    await runTick(openDeps(env, clock));
  },
  async queue(batch, env) {
    const deps = openDeps(env, () => new Date(Date.now() + Number(env.TEST_CLOCK_AHEAD ?? 0)));
    await (batch.queue.endsWith("-dead") ? takeDeadLetters(batch, deps) : takeBatch(batch, deps));
  },
} satisfies ExportedHandler<AlertsEnv>;
