import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Posting } from "#app/domain/offers/posting.ts";
import { build } from "#workers/local/build.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";
import { freePort, startPlatform } from "#workers/local/platform.ts";
import { importBody, publishedOffers } from "../site.ts";
import { withWorkerd } from "../workerd.ts";
import { openInspector } from "./inspector.ts";

export type MeasuredSite = Awaited<ReturnType<typeof startMeasuredSite>>;

/** The built product with its isolates under inspection, its state in a folder that is deleted at the end. */
export async function startMeasuredSite(put: Pick<Parameters<typeof startPlatform>[0], "between" | "onLog"> = {}) {
  await build();
  const data = mkdtempSync(join(tmpdir(), "pass-cost-"));
  const inspectorPort = await freePort();
  const settings = { SITE_URL: "https://pass.example", TEST_CLOCK: "on", MAIL_PER_SECOND: "1000" };
  const options = { data, port: 0, mailboxPort: 0, inspectorPort, settings, ...put };
  const [platform, pid] = await withWorkerd(() => startPlatform(options));
  const key = await ensureLocalKey(platform, null);
  const [web, alerts] = [await openInspector(inspectorPort, "web"), await openInspector(inspectorPort, "alerts")];
  /** Asks as at a moment, and reads the whole answer. @throws unless it is a success or leads on */
  const ask = async (path: string, init: RequestInit = {}, at: Date | null = null): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (at) headers.set("x-test-now", at.toISOString());
    const response = await again(() => fetch(`${platform.site}${path}`, { redirect: "manual", ...init, headers }));
    if (response.status >= 400) throw new Error(`${response.status} from ${path}: ${await response.text()}`);
    return response;
  };
  const authorized = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  /** Sends the body of an import to the public API. */
  const sendBody = async (body: Blob, type = "application/x-ndjson") => {
    const init = { method: "POST", headers: { ...authorized, "Content-Type": type }, body };
    await (await ask("/api/v1/imports?source=bench", init)).arrayBuffer();
  };
  return {
    ...platform,
    data,
    pid,
    web,
    alerts,
    ask,
    publish: (postings: Posting[]) => sendBody(importBody(postings)),
    sendBody,
    /** Publishes one offer. */
    put: async (posting: Posting) => {
      const init = { method: "PUT", headers: authorized, body: JSON.stringify(posting) };
      await (await ask(`/api/v1/offres/${posting.reference}`, init)).arrayBuffer();
    },
    stop: async () => {
      web.close();
      alerts.close();
      await platform.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Asks once more when the connection was closed meanwhile. */
async function again(ask: () => Promise<Response>): Promise<Response> {
  return ask().catch(ask);
}

/** So many demonstration offers, each under a reference of its own, none of which expires. */
export function manyPostings(count: number, from = 900_000): Posting[] {
  const model = publishedOffers();
  return Array.from({ length: count }, (_, i) => {
    const posting = model[i % model.length];
    if (!posting) throw new Error("no demonstration offers");
    return { ...posting, reference: `${posting.reference.slice(0, 7)}${from + i}`, expiresOn: null };
  });
}
