import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { load, type Target } from "#bench/load.ts";
import { TODAY } from "#bench/synthetic.ts";
import { printTable } from "#bench/table.ts";
import { percentile } from "#bench/times.ts";
import { bundleWorker, placeCatalogue } from "#bench/workers.ts";
import { root } from "#workers/local/build.ts";
import type { AlertStage } from "./alerts-stage.ts";

const TURNS = 3;
const QUIET_MS = 2_000;
/** Short, so that what is measured ends with the matching run; as short when nothing is matched. */
const TURN_MS = 100;
/** To reach: the p95 of a page of results while alerts are matched, over that of a quiet moment. */
const LIMIT = 1.3;

const PATHS = ["communication", "juriste -stage", "développeur", "ressources humaines", ""].flatMap((words) =>
  ["", "&region=11", "&type=stage", "&departement=69&niveau=6"].map(
    (filter) => `/?${new URLSearchParams({ q: words })}${filter}`,
  ),
);

/**
 * How long pages of results take while a run is matched. The catalogue and the accounts are two databases, which
 * Cloudflare keeps apart: each has its workerd here, and the two share the cores. What sharing them costs by itself is
 * told by a loop that does nothing, in the place of the run.
 */
export async function benchSearchMeanwhile(stage: AlertStage, offers: number): Promise<void> {
  const start = bundleWorker("search/results-worker");
  const data = join(root, `bench/.cache/results-${process.pid}`);
  await placeCatalogue(data, stage.files.catalogue, start);
  const miniflare = start(data);
  const { origin } = await miniflare.ready;
  const target: Target = { origin: String(origin), paths: PATHS, headers: { "X-Today": TODAY } };
  const times = { alone: [] as number[], loop: [] as number[], round: [] as number[] };
  const quiet = async (into: number[]) => {
    for (let turned = 0; turned < QUIET_MS; turned += TURN_MS) into.push(...(await load(target, 1, TURN_MS)).times);
  };
  try {
    await load(target, 1, QUIET_MS);
    for (let turn = 0; turn < TURNS; turn++) {
      await quiet(times.alone);
      const loop = spawn(process.execPath, ["-e", "for (;;);"]);
      await quiet(times.loop).finally(() => loop.kill());
      await stage.publish(offers);
      let matching = true;
      const round = stage.round().finally(() => {
        matching = false;
      });
      while (matching) times.round.push(...(await load(target, 1, TURN_MS)).times);
      await round;
    }
  } finally {
    await miniflare.dispose();
    rmSync(data, { recursive: true, force: true });
  }
  const alone = times.alone.toSorted((a, b) => a - b);
  const row = (name: string, unsorted: number[]) => {
    const sorted = unsorted.toSorted((a, b) => a - b);
    const ratio = (share: number) => (percentile(sorted, share) / percentile(alone, share)).toFixed(2);
    const ms = [0.5, 0.95].map((share) => percentile(sorted, share).toFixed(1));
    return [name, String(sorted.length), ...ms, ratio(0.5), ratio(0.95)];
  };
  printTable(
    `Pages of results while alerts are matched (to reach: p95 within ${LIMIT})`,
    ["results in JSON", "pages", "p50 ms", "p95 ms", "D1 p50 ÷ alone", "D1 p95 ÷ alone"],
    [
      row("alone", times.alone),
      row("beside a loop that does nothing", times.loop),
      row("while a round is matched", times.round),
    ],
  );
}
