import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { readCursor } from "#db/accounts/cursors.ts";
import { type Reconciliation, reconcile } from "#db/accounts/operations/reconciliation.ts";
import { findLatestImport } from "#db/catalogue/imports/imports.ts";
import { countFailingSources } from "#db/catalogue/imports/sources.ts";

/** The cron runs every minute. A few missed runs are no fault. */
const TICK_LATE_MS = 10 * 60_000;

/**
 * `/sante`: 200 when both databases answer, the cron runs, and the counts of matches, mails and sent mails agree.
 * Otherwise 503 with the list of faults. Alerts that an operator has stopped are named, and are no fault; nor are
 * sources that fail, which are counted: others run them.
 */
export async function loader({ context }: LoaderFunctionArgs) {
  const [catalogue, sources, tick, reconciliation] = await Promise.allSettled([
    findLatestImport(context.catalogue),
    countFailingSources(context.catalogue),
    readCursor(context.accounts, "tick"),
    reconcile(context.accounts, context.now),
  ]);
  const ticked = tick.status === "fulfilled" ? tick.value : null;
  const health = {
    catalogue: catalogue.status === "fulfilled",
    accounts: tick.status === "fulfilled" && reconciliation.status === "fulfilled",
    cron: ticked !== null && context.now.getTime() - Date.parse(ticked) < TICK_LATE_MS,
    reconciliation: reconciliation.status === "fulfilled" ? reconciliation.value : null,
    lastTick: ticked,
    failingSources: sources.status === "fulfilled" ? sources.value : null,
    lastImport: catalogue.status === "fulfilled" ? catalogue.value : null,
  };
  const healthy = health.catalogue && health.accounts && health.cron && agrees(health.reconciliation);
  return Response.json(health, { status: healthy ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}

function agrees(reconciliation: Reconciliation | null): boolean {
  if (reconciliation === null) return false;
  const { alerts, rounds, leases, mails, paused } = reconciliation;
  return ((alerts && rounds) || paused) && leases && mails;
}
