import type { Posting } from "#app/domain/offers/posting.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";
import type { Site } from "./site.ts";

/** Publishes postings through the public API. @throws unless all of them pass */
export async function publish(site: Site, postings: Posting[], query = ""): Promise<void> {
  const key = await ensureLocalKey(site, null);
  const response = await site.fetch(`/api/v1/imports${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}` },
    body: postings.map((posting) => JSON.stringify(posting)).join("\n"),
  });
  const report = (await response.json()) as { quarantined?: unknown[] };
  if (!response.ok || report.quarantined?.length !== 0) throw new Error(`${response.status} ${JSON.stringify(report)}`);
}
