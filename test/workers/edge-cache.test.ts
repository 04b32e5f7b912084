import { expect, test } from "vitest";
import { throughEdgeCache } from "#workers/web/edge-cache.ts";

const now = new Date("2026-01-15T12:00:00Z");
const page = (text: string) => () =>
  Promise.resolve(new Response(text, { headers: { "Cache-Control": "public, max-age=60" } }));

/** What a deployed version answers, which makes `text` when it has to make the page. */
async function asked(path: string, version: string, text: string): Promise<string> {
  const deps = { ctx: { waitUntil: () => {} }, now, siteUrl: "https://pass.example", version };
  return (await throughEdgeCache(new Request(`https://pass.example${path}`), deps, page(text))).text();
}

test("a page of the version before, whose style sheet is gone, is not answered by the one that was just deployed", async () => {
  expect(await asked("/aide", "one", "made by one")).toBe("made by one");
  expect(await asked("/aide", "one", "made anew")).toBe("made by one");
  expect(await asked("/aide", "two", "made by two")).toBe("made by two");
});
