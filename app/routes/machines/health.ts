import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { readCursor } from "#db/accounts/cursors.ts";
import { findLatestImport } from "#db/catalogue/imports.ts";

/** Ticks come every minute; a few may be missed. */
const TICK_LATE_MS = 10 * 60_000;

/** `/sante`: 200 when both databases answer and the cron runs, otherwise 503 with what is wrong. */
export async function loader({ context }: LoaderFunctionArgs) {
  const [catalogue, tick] = await Promise.allSettled([
    findLatestImport(context.catalogue),
    readCursor(context.accounts, "tick"),
  ]);
  const ticked = tick.status === "fulfilled" ? tick.value : null;
  const health = {
    catalogue: catalogue.status === "fulfilled",
    accounts: tick.status === "fulfilled",
    cron: ticked !== null && context.now.getTime() - Date.parse(ticked) < TICK_LATE_MS,
    lastTick: ticked,
    lastImport: catalogue.status === "fulfilled" ? catalogue.value : null,
  };
  const healthy = health.catalogue && health.accounts && health.cron;
  return Response.json(health, { status: healthy ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
