import { ISOLATES, type Step } from "#db/catalogue/cursors.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

export type TallyDeps = {
  /** Opens the catalogue, for writing: most of what is counted needs no database of its own. */
  catalogue: () => Catalogue;
  now: Date;
  waitUntil: (work: Promise<unknown>) => void;
};

type Options<Addition> = {
  /** Makes additions, in one transaction with the step of a cursor, or not at all. */
  add: (catalogue: Catalogue, additions: Addition[], step: Step, now: Date) => Promise<void>;
  /** Different counts that wait at most. */
  most: number;
  /** Two writes are at least this far apart, in milliseconds. */
  restMs: number;
  /** Additions that fail for that long are given up. */
  givenUpMs: number;
};

/** Counts are written this long after the first of them: a busy isolate writes as rarely as that. */
const WRITE_AFTER_MS = 5_000;
/** A write that has not begun by then was cut off with the request that waited for it. */
const LOST_MS = 60_000;

type Unsure<Addition> = { additions: Addition[]; step: Step; since: Date };

/**
 * Opens the tally of one isolate: what happens is counted in memory, and added to the catalogue some seconds later by
 * one call, while nobody waits for it. No request fails by it. Additions that failed are sent again with the next
 * ones, and are made once even when the failure came after them.
 * @param wait waits some milliseconds
 */
export function openTally<Addition extends { count: number }>(
  { add, most, restMs, givenUpMs }: Options<Addition>,
  wait: (ms: number) => Promise<void> = pause,
) {
  let counts = new Map<string, Addition>();
  /** When somebody began to wait for the next write; null when nobody waits. */
  let waiting: number | null = null;
  /** When the last write began. */
  let written = Number.NEGATIVE_INFINITY;
  /** The last additions, while it is not known that they were made. */
  let unsure: Unsure<Addition> | null = null;
  /** Where the cursor of this isolate is. Random numbers are not to be had before the first request. */
  let position: { cursor: string; step: number } | null = null;

  /**
   * Adds to a count.
   * @param key equal for additions to the same count
   * @param bounds how far this one may fill the tally, and its own count, when others are to keep their room
   */
  function count(
    key: string,
    addition: Addition,
    deps: TallyDeps,
    { counts: room = most, each = Number.POSITIVE_INFINITY }: { counts?: number; each?: number } = {},
  ): void {
    const counted = counts.get(key);
    if (counted && counted.count < each) counted.count += addition.count;
    if (!counted && counts.size < room) counts.set(key, addition);
    const at = deps.now.getTime();
    const age = waiting === null ? LOST_MS : at - waiting;
    // A clock that went back does not keep the counts from being written.
    if ((age >= 0 && age < LOST_MS) || (at >= written && at + WRITE_AFTER_MS < written + restMs)) return;
    waiting = at;
    deps.waitUntil(wait(WRITE_AFTER_MS).then(() => write(deps)));
  }

  async function write({ catalogue, now }: TallyDeps): Promise<void> {
    waiting = null;
    written = now.getTime();
    try {
      if (unsure && now.getTime() - unsure.since.getTime() > givenUpMs) giveUp();
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

  async function send(catalogue: Catalogue, sent: Unsure<Addition>, now: Date): Promise<void> {
    await add(catalogue, sent.additions, sent.step, now);
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
