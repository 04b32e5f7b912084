import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Miniflare } from "miniflare";
import { root } from "#workers/local/build.ts";
import { readCounts } from "./meter.ts";

/** A collection of garbage, in MB: what stood there before and after it, buffers of bytes included. */
type Collection = { isFull: boolean; before: number; after: number };

export type Collections = ReturnType<typeof watchCollections>;

/** The heap may grow beyond the 128 MB of a worker, so that what would not fit is measured rather than ended. */
const FLAGS = "--trace-gc --trace-gc-verbose --max-heap-size=512 --expose-gc";
const COLLECTED = /^\[\d+:(\w+)\]\s+\d+ ms: (Scavenge|Mark-Compact)[^>]*? ([\d.]+) \([\d.]+\) -> ([\d.]+)/;
const BUFFERS = /^\[\d+:(\w+)\] Backing store memory:\s+(\d+) KB/;

/**
 * Has the next workerd tell of each collection of garbage. A debugger cannot ask for the heap while a worker works, but
 * V8 itself says what is left after each collection: what is left after a full one is held.
 * @returns what reads the output of workerd, and the collections that it told of
 */
export function watchCollections() {
  const { default: workerd } = createRequire(import.meta.url)("workerd") as { default: string };
  process.env.BENCH_WORKERD = workerd;
  process.env.BENCH_NODE = process.execPath;
  process.env.V8_FLAGS = FLAGS;
  process.env.MINIFLARE_WORKERD_PATH = join(root, "bench/cost/workerd-with-flags.sh");
  const all = new Map<string, Collection[]>();
  let rest = "";
  let asked = "";
  const readLine = (line: string) => {
    const [, isolate = "", kind, before, after] = COLLECTED.exec(line) ?? [];
    if (kind) {
      // « testing » is the one that `collect` asked for; another isolate may collect at the same time.
      if (kind === "Mark-Compact" && line.includes("testing")) asked = isolate;
      const of = all.get(isolate) ?? [];
      all.set(isolate, of);
      of.push({ isFull: kind === "Mark-Compact", before: Number(before), after: Number(after) });
      return;
    }
    const [, of = "", kilobytes] = BUFFERS.exec(line) ?? [];
    const collection = all.get(of)?.at(-1);
    if (!collection || !kilobytes) return;
    collection.before += Number(kilobytes) / 1_000;
    collection.after += Number(kilobytes) / 1_000;
  };
  return {
    /** Lets the next workerd start as usual. */
    stop: () => {
      delete process.env.MINIFLARE_WORKERD_PATH;
    },
    read: (printed: string) => {
      const lines = (rest + printed).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) readLine(line);
    },
    /** Has a worker collect its garbage. @returns its isolate, as V8 names it */
    collect: async (miniflare: Miniflare, worker: "web" | "alerts") => {
      asked = "";
      await readCounts(miniflare, worker);
      while (asked === "") await setTimeout(100);
      // What stands in buffers is told on the next lines.
      await setTimeout(500);
      return asked;
    },
    /** The collections of an isolate since the last time, which begin with the last one before. */
    since: (isolate: string): Collection[] => {
      const of = all.get(isolate) ?? [];
      all.set(isolate, of.slice(-1));
      return of;
    },
  };
}
