import type { Posting } from "#app/domain/offers/posting.ts";
import { build } from "#workers/local/build.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";
import { startPlatform } from "#workers/local/platform.ts";

/** The built product on free ports, its state forgotten at the end, with a way to publish offers into it. */
export async function startBench(put: Pick<Parameters<typeof startPlatform>[0], "settings" | "onLog"> = {}) {
  await build();
  const platform = await startPlatform({ data: null, port: 0, mailboxPort: 0, ...put });
  const key = await ensureLocalKey(platform, null);
  /** Publishes the body of an import through the public API. @throws when the import is refused */
  const send = async (body: Blob): Promise<void> => {
    const response = await fetch(`${platform.site}/api/v1/imports?source=bench`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/x-ndjson" },
      body,
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  };
  return {
    origin: platform.site,
    miniflare: platform.miniflare,
    stop: platform.stop,
    send,
    publish: (postings: Posting[]) => send(importBody(postings)),
  };
}

/** The demonstration offers of yesterday: some of today's are published later in the day. */
export function publishedOffers() {
  return demonstrationPostings(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
}

/** The body of an import, NDJSON. */
export function importBody(postings: Posting[]): Blob {
  return new Blob([postings.map((posting) => JSON.stringify(posting)).join("\n")]);
}
