import { type Counted, weekOf } from "#app/domain/publishing/offer-counts.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { type Addition, addOfferCounts, ISOLATES, type Step } from "#db/catalogue/publishing/offer-counts.ts";

/** What happened to an offer. `reported` says that a script of a page told it, which anybody may imitate. */
export type Seen = { reference: string; kind: Exclude<Counted, "told">; reported?: boolean };

export type TallyDeps = {
  /** Opens the catalogue, for writing: most of what is counted needs no database of its own. */
  catalogue: () => Catalogue;
  now: Date;
  waitUntil: (work: Promise<unknown>) => void;
};

/** Counts are written this long after the first of them: a busy isolate writes as rarely as that. */
const WRITE_AFTER_MS = 5_000;
/** A write that has not begun by then was cut off with the request that waited for it. */
const LOST_MS = 60_000;
/** Different counts that wait at most; reports of scripts fill no more than half of that. */
const MAX_COUNTS = 5_000;
/** What scripts may report of one offer between two writes. */
const MAX_REPORTED = 20;
/** Additions that fail for that long are given up. */
const GIVEN_UP_MS = 600_000;

type Unsure = { additions: Addition[]; step: Step; since: Date };

/**
 * Opens the tally of one isolate: what happens to offers is counted in memory, and added to the catalogue some seconds
 * later by one statement, while nobody waits for it. No request fails by it. Additions that failed are sent again with
 * the next ones, and are made once even when the failure came after them; they are given up after ten minutes.
 * @param wait waits some milliseconds
 */
export function openTally(wait: (ms: number) => Promise<void> = pause) {
  let counts = new Map<string, Addition>();
  /** When somebody began to wait for the next write; null when nobody waits. */
  let waiting: number | null = null;
  /** The last additions, while it is not known that they were made. */
  let unsure: Unsure | null = null;
  /** Where the cursor of this isolate is. Random numbers are not to be had before the first request. */
  let position: { cursor: string; step: number } | null = null;

  function count({ reference, kind, reported = false }: Seen, deps: TallyDeps): void {
    const week = weekOf(deps.now);
    const key = `${week} ${kind} ${reference}`;
    const counted = counts.get(key);
    if (counted && !(reported && counted.count >= MAX_REPORTED)) counted.count += 1;
    if (!counted && counts.size < (reported ? MAX_COUNTS / 2 : MAX_COUNTS)) {
      counts.set(key, { offer: reference, week, kind, count: 1 });
    }
    const age = waiting === null ? LOST_MS : deps.now.getTime() - waiting;
    if (age >= 0 && age < LOST_MS) return;
    waiting = deps.now.getTime();
    deps.waitUntil(wait(WRITE_AFTER_MS).then(() => write(deps)));
  }

  async function write({ catalogue, now }: TallyDeps): Promise<void> {
    waiting = null;
    try {
      if (unsure && now.getTime() - unsure.since.getTime() > GIVEN_UP_MS) giveUp();
      if (unsure) await send(catalogue(), unsure, now);
      // Another request may have taken the counts meanwhile, and be sending them.
      if (unsure || counts.size === 0) return;
      position ??= { cursor: ISOLATES + crypto.randomUUID(), step: 0 };
      const { cursor, step } = position;
      const additions = [...counts.values()];
      unsure = { additions, step: { cursor, from: step ? `${step}` : "", to: `${step + 1}` }, since: now };
      counts = new Map();
      await send(catalogue(), unsure, now);
    } catch (error) {
      console.error(
        JSON.stringify({ event: "counts-not-written", error: error instanceof Error ? error.name : "unknown" }),
      );
    }
  }

  async function send(catalogue: Catalogue, sent: Unsure, now: Date): Promise<void> {
    await addOfferCounts(catalogue, sent.additions, sent.step, now);
    // Another request may have sent the same additions meanwhile, and then others.
    if (unsure !== sent) return;
    unsure = null;
    if (position) position.step += 1;
  }

  /** Whether the additions were made stays unknown, and so does the position of the cursor: another one begins. */
  function giveUp(): void {
    unsure = null;
    position = null;
  }

  return { count };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
