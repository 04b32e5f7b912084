import { kindOf } from "#app/services/events.ts";
import { ISOLATES, type Step } from "#db/catalogue/cursors.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

export type TallyDeps = {
  /** Opens the catalogue, for writing: most of what is counted needs no database of its own. */
  catalogue: () => Catalogue;
  now: Date;
  waitUntil: (work: Promise<unknown>) => void;
};

type Rules<Item> = {
  /** Adds what was counted, and moves the cursor of a step, in one transaction. */
  add: (db: Catalogue, items: Item[], step: Step, now: Date) => Promise<void>;
  /** Counts are written this long after the first of them: a busy isolate writes as rarely as that. */
  writeAfterMs: number;
  /** Two writes are at least this far apart. */
  restMs?: number;
  /** Additions that fail for that long are given up. */
  givenUpMs?: number;
};

/** A write that has not begun by then was cut off with the request that waited for it. */
const LOST_MS = 60_000;
const GIVEN_UP_MS = 600_000;

type Unsure<Item> = { items: Item[]; step: Step; since: Date };

/**
 * Opens a tally of one isolate: what happens is counted in memory, and added to the catalogue some seconds later by one
 * call, while nobody waits for it. No request fails by it. Additions that failed are sent again with the next ones, and
 * are made once even when the failure came after them; they are given up after ten minutes, unless it is said otherwise.
 * @param wait waits some milliseconds
 */
export function openTally<Item>(
  { add, writeAfterMs, restMs = 0, givenUpMs = GIVEN_UP_MS }: Rules<Item>,
  wait: (ms: number) => Promise<void> = pause,
) {
  let items = new Map<string, Item>();
  /** When somebody began to wait for the next write; null when nobody waits. */
  let waiting: number | null = null;
  /** When the wait for the last write began. */
  let waited = Number.NEGATIVE_INFINITY;
  /** The last additions, while it is not known that they were made. */
  let unsure: Unsure<Item> | null = null;
  /** Where the cursor of this isolate is. Random numbers are not to be had before the first request. */
  let position: { cursor: string; step: number } | null = null;

  /**
   * Counts something.
   * @param key the same for what is counted together
   * @param counted what is to be written of the key, from what was before and how many other keys wait; null: nothing
   */
  function count(
    key: string,
    counted: (before: Item | undefined, waiting: number) => Item | null,
    deps: TallyDeps,
  ): void {
    const item = counted(items.get(key), items.size);
    if (item !== null) items.set(key, item);
    const at = deps.now.getTime();
    const age = waiting === null ? LOST_MS : at - waiting;
    if (age >= 0 && age < LOST_MS) return;
    // A clock that was set back does not keep the counts from being written.
    if (at >= waited && at < waited + restMs) return;
    waiting = at;
    waited = at;
    deps.waitUntil(wait(writeAfterMs).then(() => write(deps)));
  }

  async function write({ catalogue, now }: TallyDeps): Promise<void> {
    waiting = null;
    try {
      if (unsure && now.getTime() - unsure.since.getTime() > givenUpMs) giveUp();
      if (unsure) await send(catalogue(), unsure, now);
      // Another request may have taken the counts meanwhile, and be sending them.
      if (unsure || items.size === 0) return;
      position ??= { cursor: ISOLATES + crypto.randomUUID(), step: 0 };
      const { cursor, step } = position;
      unsure = {
        items: [...items.values()],
        step: { cursor, from: step ? `${step}` : "", to: `${step + 1}` },
        since: now,
      };
      items = new Map();
      await send(catalogue(), unsure, now);
    } catch (error) {
      console.error(JSON.stringify({ event: "counts-not-written", error: kindOf(error) }));
    }
  }

  async function send(catalogue: Catalogue, sent: Unsure<Item>, now: Date): Promise<void> {
    await add(catalogue, sent.items, sent.step, now);
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
