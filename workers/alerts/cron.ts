import { dayInParis } from "#app/domain/format.ts";
import { DAY_COUNT_MONTHS } from "#app/domain/operations/day-counts.ts";
import { shiftMonths } from "#app/domain/time.ts";
import { keepOnlyUsedAccounts } from "#app/services/account/retention.ts";
import { planAlerts } from "#app/services/alerts/plan-alerts.ts";
import { scanDocuments } from "#app/services/documents/scan-documents.ts";
import { openScanner } from "#app/services/documents/scanner.ts";
import { logEvent, nameOf } from "#app/services/events.ts";
import { publishScheduled } from "#app/services/imports/publish-scheduled.ts";
import { notifyKeptOffers } from "#app/services/kept-offers/notify-kept-offers.ts";
import { closeOffers } from "#app/services/offers/close-offers.ts";
import { followAdministrations } from "#app/services/operations/administrations.ts";
import { addIncidents, countDays } from "#app/services/operations/count-days.ts";
import { countToldOffers } from "#app/services/publishing/count-told-offers.ts";
import { purgeContacts } from "#app/services/publishing/purge-contacts.ts";
import { finishReleases } from "#app/services/publishing/release-draft.ts";
import { remindRecruiters } from "#app/services/publishing/remind-recruiters.ts";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { computeStatistics } from "#app/services/statistics/compute-statistics.ts";
import { sweep } from "#app/services/sweep.ts";
import { writeCursor } from "#db/accounts/cursors.ts";
import { isSwitchedOff } from "#db/accounts/operations/switches.ts";
import { deleteEndedImports } from "#db/catalogue/imports/imports.ts";
import { deleteDayCounts } from "#db/catalogue/operations/day-counts.ts";
import { sweepOfferCounts } from "#db/catalogue/publishing/offer-counts.ts";
import { sweepSearches } from "#db/catalogue/statistics/search-counts.ts";
import { alertDeps, askForPulls, backupRun, type Deps, mailRun, tellRun } from "./deps.ts";

/** 5,000 offers a tick: about 10 s of work, in statements of 100. */
const REINDEXED_SLICES = 50;
/** How long the report of an import is kept. */
const IMPORT_MONTHS = 6;

/**
 * Runs one tick of the cron. Ticks may be repeated, concurrent or missed. A piece of work that fails does not stop the
 * others. The cursor `tick` is written only when all of them succeed: `/sante` reports when it is old.
 */
export async function runTick(deps: Deps): Promise<void> {
  const { catalogue, accounts, env, clock } = deps;
  // Whether operators have switched publishing off is asked once a tick.
  let closed: Promise<boolean> | undefined;
  const isClosed = () => {
    closed ??= isSwitchedOff(accounts, "publishing");
    return closed;
  };
  // Sending may take most of a minute, so it runs beside the other pieces of work.
  const mails = attempt("mails", () => mailRun(deps));
  const done = [
    // Before the offers that it moves are indexed anew.
    await attempt("administrations", async () => {
      const moved = await followAdministrations({ accounts, catalogue }, clock());
      if (moved > 0) logEvent("offers-moved", { moved });
    }),
    await attempt("reindexing", async () => {
      const left = await reindexOffers(catalogue, REINDEXED_SLICES);
      if (left > 0) logEvent("reindexing", { left });
    }),
    // Before the alerts, which then tell of these offers in the same tick.
    await attempt("scheduled", async () => {
      if (await isClosed()) return;
      const published = await publishScheduled(catalogue, clock());
      if (published > 0) logEvent("scheduled-published", { published });
    }),
    await attempt("alerts", () => planAlerts(alertDeps(deps), clock())),
    await attempt("closing", async () => {
      const closed = await closeOffers(catalogue, clock());
      if (closed > 0) logEvent("offers-closed", { closed });
    }),
    await attempt("kept-offers", async () => {
      const notified = await notifyKeptOffers({ accounts, catalogue }, clock());
      if (notified > 0) logEvent("kept-offers-told", { told: notified });
    }),
    await attempt("sources", async () => {
      if (!(await isClosed())) await askForPulls(deps);
    }),
    await attempt("failing sources", () => tellRun(deps)),
    await attempt("releases", async () => {
      if (await isClosed()) return;
      const finished = await finishReleases({ accounts, catalogue }, clock());
      if (finished > 0) logEvent("releases-finished", { finished });
    }),
    await attempt("reminders", async () => {
      const looked = await remindRecruiters({ accounts, catalogue }, clock());
      if (looked > 0) logEvent("reminders-looked-at", { looked });
    }),
    await attempt("retention", () => keepOnlyUsedAccounts({ accounts }, clock())),
    await attempt("scanning", async () => {
      if (!env.SCANNER_URL) return;
      const scanned = await scanDocuments(
        { accounts, documents: env.DOCUMENTS, scan: openScanner(env.SCANNER_URL) },
        clock(),
      );
      if (scanned > 0) logEvent("documents-scanned", { scanned });
    }),
    await attempt("counts", () => countToldOffers({ accounts, catalogue }, clock())),
    await attempt("days", async () => {
      // Every five minutes, when little else is due.
      if (clock().getUTCMinutes() % 5 === 3) await countDays({ accounts, catalogue }, clock());
    }),
    await attempt("incidents", () => addIncidents(catalogue, clock())),
    await attempt("what is old", async () => {
      // What is swept is months old: a slice every ten minutes is enough.
      if (clock().getUTCMinutes() % 10 !== 0) return;
      await sweepOfferCounts(catalogue, clock());
      await sweepSearches(catalogue, dayInParis(clock()));
      await deleteEndedImports(catalogue, shiftMonths(clock().toISOString(), -IMPORT_MONTHS));
      await deleteDayCounts(catalogue, shiftMonths(clock().toISOString(), -DAY_COUNT_MONTHS).slice(0, 10));
      await purgeContacts({ accounts, catalogue }, clock());
    }),
    await attempt("statistics", async () => {
      const steps = await computeStatistics(catalogue, clock());
      if (steps > 0) logEvent("statistics-computed", { steps });
    }),
    await attempt("backup", () => backupRun(deps)),
    await attempt("sweeping", () => sweep({ accounts, documents: env.DOCUMENTS }, clock())),
    await mails,
  ];
  if (done.every(Boolean)) await writeCursor(accounts, "tick", clock().toISOString(), clock());
}

async function attempt(work: string, act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    console.error(JSON.stringify({ event: "tick-failed", work, error: nameOf(error) }));
    return false;
  }
}
