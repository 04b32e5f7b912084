import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
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
  /** Puts something between the workers and the platform. */
  between?: Between | undefined;
};

type Between = (workers: WorkerOptions[]) => WorkerOptions[];

const DRIVER = join(root, "test/faults/driver/wrangler.toml");
const driverBundle = join(root, "build/faults-driver");
/** Stands in the configuration for how far the clock of `alerts` is ahead, in as many digits. */
const AHEAD = "918273645546372";

/** Bundles the driver, as the workers of the site are bundled. */
export function bundleDriver(): void {
  const wrangler = join(root, "node_modules/.bin/wrangler");
  execFileSync(process.execPath, [wrangler, "deploy", "--dry-run", "--config", DRIVER, "--outdir", driverBundle], {
    stdio: "ignore",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
}

/**
 * The real `alerts` worker and the driver in one workerd, which is killed and started again. Miniflare writes the
 * configuration once, and each life starts from the same bytes: writing them costs more than workerd's own start.
 */
export async function openMachine(settings: Settings) {
  const { miniflare, workerd, args, config } = await configure(settings);
  const clock = config.indexOf(AHEAD);
  let life: ChildProcess | null = null;

  /**
   * Starts workerd.
   * @param ahead how far its clock is ahead of the real one, in milliseconds
   */
  async function start(ahead: number) {
    const begin = performance.now();
    config.write(String(ahead).padStart(AHEAD.length, "0"), clock);
    const child = spawn(workerd, args, {
      stdio: ["pipe", "ignore", "ignore", "pipe"],
      env: { ...process.env, TZ: "UTC" },
    });
    life = child;
    const ended = once(child, "exit");
    // It may be killed before it has read its configuration.
    child.stdin?.on("error", () => {}).end(config);
    const url = await Promise.race([entryOf(child.stdio[3] as Readable), ended.then(() => null)]);
    if (url === null) throw new Error("workerd did not start");
    const startedIn = performance.now() - begin;
    return {
      /** How long workerd took to start, in milliseconds. */
      startedIn,
      /** The current time of the machine, in milliseconds since the epoch. */
      now: () => Date.now() + ahead,
      /** Performs an act. Rejects when the machine is killed meanwhile: the act may have been done or not. */
      perform: async (act: Act): Promise<unknown> => {
        // A connection is used once: workerd closes one that waits for five seconds, while the next act is on its way.
        const headers = { Connection: "close" };
        const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(act) });
        if (!response.ok) throw new Error(`${act.act}: ${response.status} ${(await response.text()).slice(0, 200)}`);
        return response.json();
      },
      /** Kills workerd by SIGKILL, so that nothing is shut down properly. */
      kill: async (): Promise<void> => {
        child.kill("SIGKILL");
        await ended;
      },
    };
  }

  return {
    start,
    close: async (): Promise<void> => {
      life?.kill("SIGKILL");
      await miniflare.dispose();
    },
  };
}

export type Machine = Awaited<ReturnType<Awaited<ReturnType<typeof openMachine>>["start"]>>;

/**
 * Creates the databases in a first life of workerd, and applies their migrations.
 * @returns what workerd was started with, and Miniflare, whose server the workers go on to speak to
 */
async function configure({ data, mailUrl, between = (workers) => workers }: Settings) {
  const kept = join(data, "workerd");
  mkdirSync(kept);
  const workerd: string = createRequire(createRequire(import.meta.url).resolve("miniflare"))("workerd").default;
  const settings = {
    MAIL_URL: mailUrl,
    MAIL_KEY: "key",
    MAIL_PER_SECOND: "1000",
    SIGNING_KEY: "a-signing-key",
    SITE_URL: "https://pass.example",
    TEST_CLOCK_AHEAD: AHEAD,
  };
  process.env.MINIFLARE_WORKERD_PATH = join(import.meta.dirname, "workerd.sh");
  const miniflare = new Miniflare({
    host: "127.0.0.1",
    port: 0,
    defaultPersistRoot: data,
    unsafeRuntimeEnv: { KEPT: kept, WORKERD: workerd },
    handleRuntimeStdio: (stdout, stderr) => {
      stdout.resume();
      stderr.resume();
    },
    workers: between([
      worker("driver", DRIVER, driverBundle, {}),
      worker("alerts", join(root, "workers/alerts/wrangler.toml"), bundles.alerts, settings),
    ]),
  });
  await miniflare.ready;
  delete process.env.MINIFLARE_WORKERD_PATH;
  for (const name of ["catalogue", "accounts"]) {
    const db = await miniflare.getD1Database(name.toUpperCase(), "driver");
    await applyMigrations(db, join(root, "migrations", name));
  }
  await killAndWait(Number(readFileSync(join(kept, "pid"), "utf8")));
  const args = readFileSync(join(kept, "arguments"), "utf8").trimEnd().split("\n");
  return { miniflare, workerd, args, config: readFileSync(join(kept, "config")) };
}

/** Kills a process of Miniflare's, which then frees the databases. */
async function killAndWait(pid: number): Promise<void> {
  try {
    for (process.kill(pid, "SIGKILL"); ; process.kill(pid, 0)) await new Promise((resolve) => setTimeout(resolve, 5));
  } catch {
    // It has ended.
  }
}

/** The address at which workerd listens, as it says on its control pipe. */
async function entryOf(control: Readable): Promise<string | null> {
  for await (const line of createInterface(control)) {
    const { event, socket, port } = JSON.parse(line) as { event: string; socket?: string; port: number };
    if (event === "listen" && socket === "entry") return `http://127.0.0.1:${port}`;
  }
  return null;
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
