import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptions } from "wrangler";
import type { Inspection } from "#app/services/documents/inspect-file.ts";
import { root } from "#workers/local/build.ts";

/** A file as a browser sends it. */
export type SentFile = { name: string; type?: string; bytes: Uint8Array };

/** Starts a worker, in a workerd of its own, that looks files through. */
export async function startInspector() {
  const config = join(root, "test/files/inspector/wrangler.toml");
  const bundle = mkdtempSync(join(tmpdir(), "inspector-"));
  execFileSync(
    join(root, "node_modules/.bin/wrangler"),
    ["deploy", "--dry-run", "--config", config, "--outdir", bundle],
    {
      stdio: "ignore",
      env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    },
  );
  const { workerOptions: options } = workerOptions(config);
  const modules = [{ type: "ESModule" as const, path: join(bundle, "index.js") }];
  const miniflare = new Miniflare({ ...options, host: "127.0.0.1", modules, modulesRoot: bundle });
  return {
    inspect: async ({ name, type = "", bytes }: SentFile): Promise<Inspection> => {
      const url = `http://inspector/?${new URLSearchParams({ name, type })}`;
      const response = await miniflare.dispatchFetch(url, { method: "POST", body: bytes });
      return (await response.json()) as Inspection;
    },
    stop: () => miniflare.dispose(),
  };
}
