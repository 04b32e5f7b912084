import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare, type ModuleDefinition, type WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptions } from "wrangler";
import { bundles, root } from "#workers/local/build.ts";
import { applyMigrations } from "#workers/local/migrations.ts";
import type { Act } from "./driver/index.ts";

type Settings = {
  /** Folder of the databases, which survives every kill. */
  data: string;
  /** Where the mail provider listens. */
  mailUrl: string;
  /** How far the clock of `alerts` is ahead of the real one, in milliseconds. */
  ahead: number;
  /** Puts something between the workers and the platform. */
  between?: Between | undefined;
};

type Between = (workers: WorkerOptions[]) => WorkerOptions[];

const DRIVER = join(root, "test/faults/driver/wrangler.toml");
const driverBundle = join(root, "build/faults-driver");

/** Bundles the driver, as the workers of the site are bundled. */
export function bundleDriver(): void {
  const wrangler = join(root, "node_modules/.bin/wrangler");
  execFileSync(process.execPath, [wrangler, "deploy", "--dry-run", "--config", DRIVER, "--outdir", driverBundle], {
    stdio: "ignore",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
}

/** The real `alerts` worker and the driver in one workerd, until it is killed. */
export async function startMachine({ data, mailUrl, ahead, between }: Settings) {
  const before = workerds();
  const settings = {
    MAIL_URL: mailUrl,
    MAIL_KEY: "key",
    MAIL_PER_SECOND: "1000",
    SIGNING_KEY: "a-signing-key",
    SITE_URL: "https://pass.example",
    TEST_CLOCK_AHEAD: String(ahead),
  };
  const miniflare = openMiniflare(data, settings, between);
  const url = await miniflare.ready;
  const [pid] = workerds().filter((each) => !before.includes(each));
  if (pid === undefined) throw new Error("no workerd was started");
  const now = () => Date.now() + ahead;
  return {
    /** The current time of the machine, in milliseconds since the epoch. */
    now,
    /** Performs an act. Rejects when the machine is killed meanwhile: the act may have been done or not. */
    perform: async (act: Act): Promise<unknown> => {
      const response = await fetch(url, { method: "POST", body: JSON.stringify(act) });
      if (!response.ok) throw new Error(`${act.act}: ${response.status} ${(await response.text()).slice(0, 200)}`);
      return response.json();
    },
    /** Kills workerd by SIGKILL, so that nothing is shut down properly. */
    kill: async (): Promise<void> => {
      process.kill(pid, "SIGKILL");
      await miniflare.dispose().catch(() => {});
    },
    stop: () => miniflare.dispose(),
  };
}

export type Machine = Awaited<ReturnType<typeof startMachine>>;

/** Creates the databases and applies their migrations. */
export async function prepareData(data: string): Promise<void> {
  const miniflare = openMiniflare(data, {});
  await miniflare.ready;
  for (const name of ["catalogue", "accounts"]) {
    const db = await miniflare.getD1Database(name.toUpperCase(), "driver");
    await applyMigrations(db, join(root, "migrations", name));
  }
  await miniflare.dispose();
}

function openMiniflare(
  data: string,
  settings: Record<string, string>,
  between: Between = (workers) => workers,
): Miniflare {
  return new Miniflare({
    host: "127.0.0.1",
    port: 0,
    defaultPersistRoot: data,
    handleRuntimeStdio: (stdout, stderr) => {
      stdout.resume();
      stderr.resume();
    },
    workers: between([
      worker("driver", DRIVER, driverBundle, {}),
      worker("alerts", join(root, "workers/alerts/wrangler.toml"), bundles.alerts, settings),
    ]),
  });
}

function worker(name: string, config: string, bundle: string, bindings: Record<string, string>): WorkerOptions {
  const { workerOptions: options } = workerOptions(config);
  const binaries = readdirSync(bundle).filter((file) => file.endsWith(".wasm"));
  const modules: ModuleDefinition[] = [
    { type: "ESModule", path: join(bundle, "index.js") },
    ...binaries.map((file): ModuleDefinition => ({ type: "CompiledWasm", path: join(bundle, file) })),
  ];
  const consumers = name === "alerts" ? QUEUES : {};
  return {
    ...options,
    name,
    bindings: { ...options.bindings, ...bindings },
    ...consumers,
    modulesRoot: bundle,
    modules,
  };
}

/** The queues deliver without delay, not after a second, to save time in a run of a thousand kills. */
const QUEUES: Pick<WorkerOptions, "queueConsumers"> = {
  queueConsumers: {
    "pass-jobs": { maxBatchSize: 5, maxBatchTimeout: 0, maxRetries: 5, deadLetterQueue: "pass-jobs-dead" },
    "pass-jobs-dead": { maxBatchSize: 10, maxBatchTimeout: 0 },
  },
};

/** Process ids of the workerd that this process has started (Linux). */
function workerds(): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, command = "", parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      return command.startsWith("workerd") && Number(parent) === process.pid ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}
