import { dayInParis, dayOf } from "#app/domain/format.ts";
import type { DayCount, DayCounted } from "#app/domain/operations/day-counts.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { countNewCandidates, findEndedMails, newestCandidateId } from "#db/accounts/operations/ended-mails.ts";
import { newestOfferId } from "#db/catalogue/alerts/fresh-offers.ts";
import { findPosition, ISOLATES } from "#db/catalogue/cursors.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { addDayCounts } from "#db/catalogue/operations/day-counts.ts";
import { findClosedOffers, findNewOffers } from "#db/catalogue/operations/offer-changes.ts";
import { noteIncident, takeIncidents } from "#db/d1/incidents.ts";

type Deps = { accounts: Accounts; catalogue: Catalogue };

/** Rows a statement. Statements are short, since a database runs one at a time. */
const SLICE = 2_000;
const SLICES = 20;
/** What ended or changed since is left for the next run: some may still be marked with an earlier instant. */
const SETTLED_MS = 120_000;

/**
 * Counts, for the pages of operators, the offers that came and went, the accounts that were opened and the mails that
 * ended since the last run. Each is read once, from a cursor that moves in one transaction with the counts: a run that is
 * repeated, interrupted or concurrent counts nothing twice. The first run counts nothing of what came before it.
 */
export async function countDays({ accounts, catalogue }: Deps, now: Date): Promise<void> {
  const until = new Date(now.getTime() - SETTLED_MS).toISOString();
  const today = dayInParis(now);
  const ofToday = (kind: DayCounted, about: string, count: number): DayCount => ({ day: today, kind, about, count });
  const follow = (cursor: string, begin: () => Promise<string>, findAfter: FindAfter) =>
    followCursor(catalogue, { cursor, begin, findAfter }, now);
  const newest = async () => String(await newestOfferId(catalogue));
  await follow("day-offers-in", newest, async (position) => {
    const found = await findNewOffers(catalogue, Number(position), SLICE);
    const counts = found.offers.map(({ source, count }) => ofToday("offers-in", source, count));
    return { counts, position: String(found.position) };
  });
  const fromNow = async () => `${until} `;
  await follow("day-offers-out", fromNow, async (position) => {
    const found = await findClosedOffers(catalogue, position, { until, today, limit: SLICE });
    const counts = found.offers.map(({ source, count }) => ofToday("offers-out", source, count));
    return { counts, position: found.position };
  });
  const newestCandidate = async () => String(await newestCandidateId(accounts));
  await follow("day-sign-ups", newestCandidate, async (position) => {
    const found = await countNewCandidates(accounts, Number(position), SLICE);
    return { counts: [ofToday("sign-ups", "", found.count)], position: String(found.position) };
  });
  await follow("day-mails", fromNow, async (position) => {
    const found = await findEndedMails(accounts, position, until, SLICE);
    const counts = found.ended.flatMap(({ state, kind, hour, count }): DayCount[] =>
      state === "cancelled" ? [] : [{ day: dayOf(`${hour}:00:00Z`), kind: `mails-${state}`, about: kind, count }],
    );
    return { counts, position: found.position };
  });
}

/**
 * Counts what went wrong between this worker and its databases since the last call. What cannot be written, because it
 * still goes wrong, is noted again.
 */
export async function addIncidents(catalogue: Catalogue, now: Date): Promise<void> {
  const incidents = takeIncidents();
  if (incidents.length === 0) return;
  const day = dayInParis(now);
  const counts = incidents.map(
    ({ kind, database, count }): DayCount => ({ day, kind: `d1-${kind}`, about: database, count }),
  );
  const step = { cursor: ISOLATES + crypto.randomUUID(), from: "", to: "1" };
  try {
    await addDayCounts(catalogue, counts, step, now);
  } catch (error) {
    for (const { kind, database, count } of incidents) noteIncident(kind, database, count);
    throw error;
  }
}

type FindAfter = (position: string) => Promise<{ counts: DayCount[]; position: string }>;
type Followed = { cursor: string; begin: () => Promise<string>; findAfter: FindAfter };

async function followCursor(catalogue: Catalogue, { cursor, begin, findAfter }: Followed, now: Date): Promise<void> {
  let from = await findPosition(catalogue, cursor);
  if (from === "") return addDayCounts(catalogue, [], { cursor, from, to: await begin() }, now);
  for (let slice = 0; slice < SLICES; slice++) {
    const { counts, position } = await findAfter(from);
    if (position === from) return;
    await addDayCounts(catalogue, counts, { cursor, from, to: position }, now);
    from = position;
  }
}
