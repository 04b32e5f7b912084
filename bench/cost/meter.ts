import { join } from "node:path";
import type { Miniflare, WorkerOptions } from "miniflare";
import { startFaultyD1 } from "#test/support/faulty-d1.ts";
import { bundles } from "#workers/local/build.ts";

/** What is paid for, but for the processor. */
export type Reading = {
  rowsRead: number;
  rowsWritten: number;
  /** Requests to `web`; ticks and batches of messages that `alerts` takes. */
  web: number;
  alerts: number;
  /** A message is written, read and deleted. */
  queueOperations: number;
  /** Of R2: what writes or lists is of class A, what reads of class B; deleting is free. */
  classA: number;
  classB: number;
  bytesPut: number;
};

const NOTHING: Reading = {
  rowsRead: 0,
  rowsWritten: 0,
  web: 0,
  alerts: 0,
  queueOperations: 0,
  classA: 0,
  classB: 0,
  bytesPut: 0,
};

type Answer = { meta?: { rows_read?: number; rows_written?: number } };

/** Counts what `web` and `alerts` ask of the platform. Rows are those that D1 tells of each statement. */
export async function startMeter() {
  const rows = { rowsRead: 0, rowsWritten: 0 };
  const d1 = await startFaultyD1(Math.random, (answer) => {
    for (const { meta } of [JSON.parse(answer) as Answer | Answer[]].flat()) {
      rows.rowsRead += meta?.rows_read ?? 0;
      rows.rowsWritten += meta?.rows_written ?? 0;
    }
  });
  return {
    between: (workers: WorkerOptions[]) => d1.between(workers.map(metered)),
    stop: d1.stop,
    /** What was counted since the start. */
    read: async (miniflare: Miniflare): Promise<Reading> => {
      const counts = await Promise.all(METERED.map((name) => readCounts(miniflare, name)));
      const sum = (key: keyof Reading) => counts.reduce((total, each) => total + (each[key] ?? 0), 0);
      const keys = Object.keys(NOTHING) as (keyof Reading)[];
      return { ...(Object.fromEntries(keys.map((key) => [key, sum(key)])) as Reading), ...rows };
    },
  };
}

/** What was counted from one reading to another. */
export function between(before: Reading, after: Reading): Reading {
  const keys = Object.keys(NOTHING) as (keyof Reading)[];
  return Object.fromEntries(keys.map((key) => [key, after[key] - before[key]])) as Reading;
}

const METERED = ["web", "alerts"] as const;
const COUNTS = "/counts-of-the-bench";

/** What a worker has counted. Where V8 lets it, the worker also collects its garbage before it answers. */
export async function readCounts(miniflare: Miniflare, name: (typeof METERED)[number]): Promise<Partial<Reading>> {
  const worker = await miniflare.getWorker(name);
  return (await (await worker.fetch(`http://bench${COUNTS}`)).json()) as Partial<Reading>;
}

/** The worker under an entry that counts what is asked of its buckets and queues. */
export function metered(worker: WorkerOptions): WorkerOptions {
  const name = METERED.find((each) => each === worker.name);
  if (!name || !("modules" in worker) || !Array.isArray(worker.modules)) return worker;
  const contents = ENTRY.replace("NAME", name);
  const entry = { type: "ESModule" as const, path: join(bundles[name], "metered.js"), contents };
  return { ...worker, modules: [entry, ...worker.modules] };
}

const ENTRY = `
  import worker from "./index.js";
  const counts = { web: 0, alerts: 0, queueOperations: 0, classA: 0, classB: 0, bytesPut: 0 };
  const around = (target, calls) => new Proxy(target, {
    get(target, name) {
      const value = target[name];
      if (typeof value !== "function") return value;
      return (...given) => {
        calls[name]?.(...given);
        return value.apply(target, given);
      };
    },
  });
  const lengthOf = (body, options) =>
    body == null ? 0 : typeof body === "string" ? body.length : body.byteLength ?? body.size ?? 0;
  const bucket = {
    put(key, body) { counts.classA++; counts.bytesPut += lengthOf(body); },
    list() { counts.classA++; },
    createMultipartUpload() { counts.classA++; },
    get() { counts.classB++; },
    head() { counts.classB++; },
  };
  const queue = {
    send() { counts.queueOperations += 3; },
    sendBatch(messages) { counts.queueOperations += 3 * [...messages].length; },
  };
  const CALLS = { DOCUMENTS: bucket, BACKUPS: bucket, JOBS: queue, PULLS: queue };
  const known = new WeakMap();
  const metered = (env) => {
    if (!known.has(env)) {
      const bound = Object.entries(env).map(([name, value]) => [name, CALLS[name] ? around(value, CALLS[name]) : value]);
      known.set(env, Object.fromEntries(bound));
    }
    return known.get(env);
  };
  export default {
    fetch(request, env, ctx) {
      if (new URL(request.url).pathname === "${COUNTS}") {
        globalThis.gc?.();
        return Response.json(counts);
      }
      counts.NAME++;
      return worker.fetch(request, metered(env), ctx);
    },
    scheduled(controller, env, ctx) {
      counts.alerts++;
      return worker.scheduled(controller, metered(env), ctx);
    },
    queue(batch, env, ctx) {
      counts.alerts++;
      return worker.queue(batch, metered(env), ctx);
    },
  };`;
