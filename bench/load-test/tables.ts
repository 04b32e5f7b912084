import { printTable } from "../table.ts";
import { percentile } from "../times.ts";
import { FEED, LARGE_FEED, type Meanwhile } from "./meanwhile.ts";
import { type Burst, holds, LIMITS, type Measured, OFFERS, percentilesOf } from "./measure.ts";
import { type Answer, FAILURES } from "./open-loop.ts";
import { fromCache, KINDS } from "./visits.ts";

const FAILURE_HEAD = ["5xx", "503 with Retry-After", "resets", "time-outs", "refused"];

/** What each rate was answered, and what was done meanwhile. */
export function printRates(title: string, measured: Measured[]): void {
  printTable(
    `${title}, ${OFFERS.toLocaleString("en")} offers`,
    [
      ...["requests/s", "holds", "requests", ...FAILURE_HEAD, "p50 ms", "p95 ms", "limit", "p99 ms", "limit"],
      ...["prompt again after s", "left late, p99 ms", "workerd cores", "its busiest thread", "workerd MB"],
    ],
    measured.map((each) => {
      const { perSecond, answers, recoverySeconds, memory, cores } = each;
      const [p50, p95, p99] = percentilesOf(answers).map(String);
      const late = answers.map(({ lateMs }) => lateMs).sort((a, b) => a - b);
      return [
        ...[String(perSecond), holds(each) ? "yes" : "no", String(answers.length), ...failuresOf(answers)],
        ...[p50 ?? "", p95 ?? "", String(LIMITS.p95), p99 ?? "", String(LIMITS.p99)],
        ...[recoverySeconds.toFixed(1), percentile(late, 0.99).toFixed(1)],
        ...[cores.all.toFixed(2), cores.busiest.toFixed(2), String(Math.max(...memory))],
      ];
    }),
  );
}

/** Who takes the time, and what gives way first. */
export function printKinds(title: string, measured: Measured[]): void {
  const [first] = measured;
  if (!first) return;
  const cached = fromCache(first.visits, first.due);
  const share = (some: unknown[], all: unknown[]) => ((100 * some.length) / Math.max(1, all.length)).toFixed(0);
  const p95 = ({ visits, answers }: Measured, kind: string) =>
    p95Of(answers.filter((_, index) => kind === "all" || visits[index]?.kind === kind));
  printTable(
    `${title}, by what they ask for: p95 in ms`,
    ["page", "share %", "from the cache %", ...measured.map(({ perSecond }) => `at ${perSecond}/s`)],
    ["all", ...KINDS].map((kind) => {
      const indexes = first.visits.flatMap((visit, index) => (kind === "all" || visit.kind === kind ? [index] : []));
      const shares = [
        share(indexes, first.visits),
        share(
          indexes.filter((index) => cached[index]),
          indexes,
        ),
      ];
      return [kind, ...shares, ...measured.map((each) => p95(each, kind))];
    }),
  );
  const failing = measured.find((each) => !holds(each));
  if (!failing) return;
  const slowest = KINDS.map((kind) => ({ kind, ms: Number(p95(failing, kind)) })).sort((a, b) => b.ms - a.ms);
  const named = slowest.slice(0, 3).map(({ kind, ms }) => `${kind} (p95 ${ms} ms)`);
  console.log(`At ${failing.perSecond} requests/s, which does not hold, the slowest are: ${named.join(", ")}.`);
}

/** What the imports and the alerts took, and what they took from those who read. */
export function printMeanwhile(title: string, measured: Measured[]): void {
  const seconds = (done: Meanwhile["ticks"]) => done.map((each) => each.seconds).sort((a, b) => a - b);
  printTable(
    `${title}, what was done meanwhile`,
    [
      ...["requests/s", `feeds of ${FEED.changed} changed and ${FEED.added} new`, "failed", "median s", "longest s"],
      ...[`feed of ${LARGE_FEED.changed} changed, s`, "p95 ms while a feed was imported", "p95 ms otherwise"],
      ...["ticks", "failed", "longest s", "alert mails sent", "mails that wait"],
    ],
    measured.map(({ perSecond, answers, due, meanwhile: { feeds, large, ticks, mails } }) => {
      const imports = large ? [...feeds, large] : feeds;
      const isImporting = (index: number) =>
        imports.some(({ at, seconds: taken }) => (due[index] ?? 0) >= at && (due[index] ?? 0) < at + 1_000 * taken);
      const failed = (done: Meanwhile["ticks"]) => String(done.filter((each) => each.failed).length);
      const times = seconds(feeds);
      return [
        ...[String(perSecond), String(feeds.length), failed(imports)],
        ...[percentile(times, 0.5).toFixed(1), percentile(times, 1).toFixed(1), large?.seconds.toFixed(1) ?? ""],
        p95Of(answers.filter((_, index) => isImporting(index))),
        p95Of(answers.filter((_, index) => !isImporting(index))),
        ...[String(ticks.length), failed(ticks), percentile(seconds(ticks), 1).toFixed(1)],
        ...[String(mails.sent), String(mails.waiting)],
      ];
    }),
  );
}

/** The memory of workerd along time. It is flat when the last minute is not above the second, when caches are filled. */
export function printMemory(title: string, measured: Measured[]): void {
  const medians = measured.map(({ memory }) =>
    Array.from({ length: Math.max(1, Math.floor(memory.length / 60)) }, (_, minute) =>
      percentile(
        memory.slice(60 * minute, 60 * minute + 60).sort((a, b) => a - b),
        0.5,
      ),
    ),
  );
  const minutes = Math.max(...medians.map(({ length }) => length));
  printTable(
    `${title}: memory of workerd by minute, median in MB`,
    ["minute", ...measured.map(({ perSecond }) => `at ${perSecond}/s`)],
    Array.from({ length: minutes }, (_, minute) => [
      String(minute + 1),
      ...medians.map((each) => String(each[minute] ?? "")),
    ]),
  );
  for (const [index, { perSecond }] of measured.entries()) {
    const [, second, ...later] = medians[index] ?? [];
    const last = later.at(-1);
    if (!second || !last) continue;
    const growth = ((100 * last) / second - 100).toFixed(0);
    console.log(`At ${perSecond} requests/s: ${second} MB in the second minute, ${last} MB in the last (${growth} %).`);
  }
}

export function printBurst({ answers, answeredSeconds, recoverySeconds, memory }: Burst): void {
  const [p50, p95] = percentilesOf(answers).map(String);
  const answered = answers.filter(({ failure }) => failure === null).length;
  printTable(
    "A burst of connections at once (to reach: no 5xx but 503 with Retry-After; prompt again within 10 s)",
    [
      ...["connections", "answered", ...FAILURE_HEAD, "p50 ms", "p95 ms", "all answered after s"],
      ...["prompt again after s", "limit", "workerd MB"],
    ],
    [
      [
        ...[String(answers.length), String(answered), ...failuresOf(answers), p50 ?? "", p95 ?? ""],
        ...[answeredSeconds.toFixed(1), recoverySeconds.toFixed(1), "10", String(memory)],
      ],
    ],
  );
}

function failuresOf(answers: Answer[]): string[] {
  return FAILURES.map((failure) => String(answers.filter((answer) => answer.failure === failure).length));
}

function p95Of(answers: Answer[]): string {
  return answers.length === 0 ? "" : String(percentilesOf(answers)[1]);
}
