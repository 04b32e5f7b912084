import { checkPosting } from "#app/domain/offers/posting.ts";
import { shift } from "#app/domain/time.ts";
import { logEvent } from "#app/services/events.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { type DueOffer, findDueOffers, postponeDue, unscheduleDue } from "#db/catalogue/offers/scheduled-offers.ts";
import { isUnavailable } from "#db/d1/unavailable.ts";
import { importPostings } from "./import-postings.ts";

/** Offers and sources a tick, for the calls that a tick may make; the next tick publishes the others. */
const DUE_A_TICK = 500;
const SOURCES_A_TICK = 20;
/** Offers that one tick publishes one by one, each of which takes about nine calls. */
const ALONE_A_TICK = 30;
/** When one that could not be published is tried again. */
const AGAIN_MS = 3_600_000;

/**
 * Publishes the scheduled postings whose day has come, each source as one import. Publishing an offer forgets that it
 * was scheduled, in the same transaction: the work may be interrupted and repeated. A posting that is not valid any more
 * goes to quarantine. When a source's import fails, its postings are published one by one, so that one which the
 * database refuses does not hold back the others, and goes to the end of the row. Nothing is published while the database
 * does not answer.
 * @returns how many are not scheduled any more
 * @throws after the others were published, when one could not be
 */
export async function publishScheduled(db: Catalogue, now: Date): Promise<number> {
  const due = await findDueOffers(db, now.toISOString(), DUE_A_TICK);
  const failures: unknown[] = [];
  let published = 0;
  let alone = 0;
  for (const [source, offers] of [...Map.groupBy(due, ({ source }) => source)].slice(0, SOURCES_A_TICK)) {
    published += offers.length;
    const failure = await attempt(() => publish(db, source, offers, now));
    if (failure === null) continue;
    for (const offer of offers.slice(0, Math.max(0, ALONE_A_TICK - alone))) {
      alone += 1;
      const refused = await attempt(() => publish(db, source, [offer], now));
      if (refused === null) continue;
      failures.push(refused.error);
      await postponeDue(db, offer.reference, shift(now.toISOString(), AGAIN_MS));
    }
  }
  if (failures.length > 0) {
    logEvent("scheduled-not-published", { offers: failures.length });
    throw failures[0];
  }
  return published;
}

async function publish(db: Catalogue, source: string, due: DueOffer[], now: Date): Promise<void> {
  // A publisher's name holds no « / ».
  const slash = source.indexOf("/");
  const reads = due.map(({ reference, posting }) => {
    const checked = checkPosting(parsed(posting), now.toISOString());
    return checked.ok ? checked : { ...checked, reference, raw: posting };
  });
  const report = await importPostings(
    db,
    {
      publisher: source.slice(0, slash),
      feed: source.slice(slash + 1),
      reads,
      full: false,
      force: false,
      part: null,
    },
    now,
  );
  // Those that were published are forgotten already. One that another import postponed meanwhile stays.
  const references = due.map(({ reference }) => reference);
  if ("quarantined" in report && report.quarantined.length > 0) await unscheduleDue(db, references, now.toISOString());
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

async function attempt(act: () => Promise<void>): Promise<{ error: unknown } | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (isUnavailable(error)) throw error;
    return { error };
  }
}
