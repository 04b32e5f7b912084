import type { Platform } from "./platform.ts";

/** Fires the cron of `alerts` at each minute, as Cloudflare does. A tick that fails is told and the next one comes. */
export function startCron(platform: Pick<Platform, "tick">): { stop: () => void } {
  let timer: NodeJS.Timeout;
  const arm = () => {
    const now = Date.now();
    const next = Math.floor(now / 60_000) * 60_000 + 60_000;
    timer = setTimeout(async () => {
      arm();
      await platform.tick(new Date(next)).catch((error: Error) => console.error(`The cron failed: ${error.message}`));
    }, next - now);
  };
  arm();
  return { stop: () => clearTimeout(timer) };
}
