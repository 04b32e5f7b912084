import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Miniflare, type ModuleDefinition, type WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptions } from "wrangler";
import { bundles, root } from "./build.ts";
import { applyMigrations } from "./migrations.ts";
import { localSecrets } from "./secrets.ts";

export type Platform = {
  miniflare: Miniflare;
  /** Origin of the site, without a final slash. */
  site: string;
  /** Origin of the local e-mail provider. */
  mailbox: string;
  /** Fires the cron of `alerts` as if at the given time. */
  tick: (at: Date) => Promise<void>;
  stop: () => Promise<void>;
};

type Options = {
  /** Folder that keeps the databases, files and queues; null forgets them at the end. */
  data: string | null;
  /** 0 takes any free port. */
  port: number;
  mailboxPort: number;
  /** Settings over those of `wrangler.toml`, for the three workers. */
  settings?: Record<string, string>;
  /** Whether queues deliver each message at once, instead of in batches as `wrangler.toml` says. */
  impatient?: boolean;
  /** Receives the output of the workers instead of the console. */
  onLog?: (printed: string) => void;
  /** Changes the workers before they start, for tests that put something between them and the platform. */
  between?: (workers: WorkerOptions[]) => WorkerOptions[];
  /** Where workerd listens to a debugger; it listens to none unless told. */
  inspectorPort?: number;
};

/** The operator whose mails the mailbox shows, and sources that may be pulled from servers of this machine. */
const LOCAL = { OPERATOR_MAIL: "exploitation@pass.localhost", LOCAL_SOURCES: "on" };

/** Runs the three bundled workers in one Miniflare: the real workerd, with D1, R2 and queues on disk. */
export async function startPlatform(options: Options): Promise<Platform> {
  const { data, port, mailboxPort, settings = {}, impatient = false, onLog, between, inspectorPort } = options;
  // The port of the mailbox is chosen first, because the settings of `alerts` name it.
  const postbox = mailboxPort || (await freePort());
  const origins = { SITE_URL: `http://localhost:${port}`, MAIL_URL: `http://localhost:${postbox}` };
  const local = { ...origins, ...LOCAL, ...localSecrets(data), ...settings };
  const alerts = worker("alerts", "workers/alerts/wrangler.toml", bundles.alerts, local);
  const workers = [
    worker("web", "wrangler.toml", bundles.web, local),
    impatient ? atOnce(alerts) : alerts,
    {
      ...worker("mailbox", "workers/mailbox/wrangler.toml", bundles.mailbox, local),
      unsafeDirectSockets: [{ host: "localhost", port: postbox }],
    },
  ];
  const miniflare = new Miniflare({
    host: "localhost",
    port,
    ...(data === null ? {} : { defaultPersistRoot: data }),
    ...(inspectorPort === undefined ? {} : { inspectorPort }),
    ...(onLog ? { handleRuntimeStdio: listen(onLog) } : {}),
    workers: between ? between(workers) : workers,
  });
  const site = (await miniflare.ready).origin;
  const mailbox = (await miniflare.unsafeGetDirectURL("mailbox")).origin;
  await applyMigrations(await miniflare.getD1Database("CATALOGUE", "web"), join(root, "migrations/catalogue"));
  await applyMigrations(await miniflare.getD1Database("ACCOUNTS", "web"), join(root, "migrations/accounts"));
  return {
    miniflare,
    site,
    mailbox,
    tick: async (at) => {
      const alerts = await miniflare.getWorker("alerts");
      await alerts.scheduled({ cron: "* * * * *", scheduledTime: at });
    },
    stop: () => miniflare.dispose(),
  };
}

function listen(onLog: (printed: string) => void) {
  return (...streams: Readable[]) => {
    for (const stream of streams) stream.on("data", (chunk: Buffer) => onLog(chunk.toString()));
  };
}

/** A free port below the range from which the system gives ports, so that no other program gets it meanwhile. */
export function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(freePort()));
    probe.listen(port, "localhost", () => probe.close(() => resolve(port)));
  });
}

/** The worker as its `wrangler.toml` declares it, but with its built bundle instead of its sources. */
function worker(name: string, config: string, bundle: string, settings: Record<string, string>): WorkerOptions {
  const { workerOptions: options } = workerOptions(join(root, config));
  return {
    ...options,
    name,
    bindings: { ...options.bindings, ...settings },
    modulesRoot: bundle,
    modules: modulesOf(bundle),
  };
}

/** The worker with queues that deliver each message at once instead of in batches. */
function atOnce({ queueConsumers = {}, ...options }: WorkerOptions): WorkerOptions {
  const consumers = Object.entries(queueConsumers).map(([queue, said]) => [queue, { ...said, maxBatchTimeout: 0 }]);
  return { ...options, queueConsumers: Object.fromEntries(consumers) };
}

/** The modules of a bundle: its entry first, then the WebAssembly binaries. */
export function modulesOf(bundle: string): ModuleDefinition[] {
  const binaries = readdirSync(bundle).filter((file) => file.endsWith(".wasm"));
  return [
    { type: "ESModule", path: join(bundle, "index.js") },
    ...binaries.map((file): ModuleDefinition => ({ type: "CompiledWasm", path: join(bundle, file) })),
  ];
}
