import type { Platform } from "./platform.ts";

/** Fires the cron of `alerts` at each minute, as Cloudflare does. A tick that fails is told and the next one comes. */
export function startCron(platform: Pick<Platform, "tick">): { now: () => Promise<void>; stop: () => void } {
  let timer: NodeJS.Timeout;
  const tick = (at: Date) =>
    platform.tick(at).catch((error: Error) => console.error(`The cron failed: ${error.message}`));
  const arm = () => {
    const now = Date.now();
    const next = Math.floor(now / 60_000) * 60_000 + 60_000;
    timer = setTimeout(async () => {
      arm();
      await tick(new Date(next));
    }, next - now);
  };
  arm();
  return { now: () => tick(new Date()), stop: () => clearTimeout(timer) };
}
