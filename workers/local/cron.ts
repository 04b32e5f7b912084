import type { Platform } from "./platform.ts";

/** Fires the cron of `alerts` every minute, as Cloudflare does. A failure is printed, and the next minute fires again. */
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
