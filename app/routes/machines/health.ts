import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { backupAge } from "#app/domain/operations/backup.ts";
import { readCursor } from "#db/accounts/cursors.ts";
import { findBackupCursors } from "#db/accounts/operations/backups.ts";
import { type Reconciliation, reconcile } from "#db/accounts/operations/reconciliation.ts";
import { findLatestImport } from "#db/catalogue/imports/imports.ts";
import { countFailingSources } from "#db/catalogue/imports/sources.ts";

/** The cron runs every minute. A few missed runs are no fault. */
const TICK_LATE_MS = 10 * 60_000;

/**
 * `/sante`: 200 when both databases answer, the cron runs, the counts of matches, mails and sent mails agree, and a
 * whole backup began in the last 48 hours. A new deployment has 48 hours for its first one.
 * Otherwise 503 with the list of faults. Alerts that an operator has stopped are named, and are no fault; nor are
 * sources that fail, which are counted: others run them.
 */
export async function loader({ context }: LoaderFunctionArgs) {
  const [catalogue, sources, tick, backups, reconciliation] = await Promise.allSettled([
    findLatestImport(context.catalogue),
    countFailingSources(context.catalogue),
    readCursor(context.accounts, "tick"),
    findBackupCursors(context.accounts),
    reconcile(context.accounts, context.now),
  ]);
  const ticked = tick.status === "fulfilled" ? tick.value : null;
  const health = {
    catalogue: catalogue.status === "fulfilled",
    accounts: tick.status === "fulfilled" && reconciliation.status === "fulfilled",
    cron: ticked !== null && context.now.getTime() - Date.parse(ticked) < TICK_LATE_MS,
    reconciliation: reconciliation.status === "fulfilled" ? reconciliation.value : null,
    lastTick: ticked,
    // Null when there is no bucket of backups.
    backup: backups.status === "fulfilled" ? backupAge(backups.value.last, backups.value.since, context.now) : null,
    failingSources: sources.status === "fulfilled" ? sources.value : null,
    lastImport: catalogue.status === "fulfilled" ? catalogue.value : null,
  };
  const healthy =
    health.catalogue && health.accounts && health.cron && agrees(health.reconciliation) && !health.backup?.late;
  return Response.json(health, { status: healthy ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}

function agrees(reconciliation: Reconciliation | null): boolean {
  if (reconciliation === null) return false;
  const { alerts, rounds, leases, mails, paused } = reconciliation;
  return ((alerts && rounds) || paused) && leases && mails;
}
