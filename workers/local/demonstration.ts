import { demonstrationPostings } from "./demonstration/postings.ts";
import type { Platform } from "./platform.ts";

/**
 * Publishes the demonstration offers through the public API when the catalogue has no offer yet.
 * @returns how many were published
 * @throws when the catalogue refuses them
 */
export async function loadDemonstration({ site, miniflare }: Platform, key: string): Promise<number> {
  const catalogue = await miniflare.getD1Database("CATALOGUE", "web");
  if (await catalogue.prepare("SELECT 1 FROM offers LIMIT 1").first()) return 0;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format();
  const postings = demonstrationPostings(today);
  const response = await fetch(`${site}/api/v1/imports?source=demonstration`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/x-ndjson" },
    body: postings.map((posting) => JSON.stringify(posting)).join("\n"),
  });
  if (!response.ok) throw new Error(`the demonstration offers were refused: ${await response.text()}`);
  return postings.length;
}
