import { expect, test } from "vitest";
import { throughEdgeCache } from "#workers/web/edge-cache.ts";

const now = new Date("2026-01-15T12:00:00Z");
const page =
  (text: string, headers: Record<string, string> = {}) =>
  () =>
    Promise.resolve(new Response(text, { headers: { "Cache-Control": "public, max-age=60", ...headers } }));
const depsOf = (version: string) => ({ ctx: { waitUntil: () => {} }, now, siteUrl: "https://pass.example", version });

/** What a deployed version answers, which makes `text` when it has to make the page. */
async function asked(path: string, version: string, text: string): Promise<string> {
  return (await throughEdgeCache(new Request(`https://pass.example${path}`), depsOf(version), page(text))).text();
}

test("the choices of one criterion are not taken for those of another", async () => {
  const path = (dimension: string) => `/offres/criteres?q=archives&dimension=${dimension}`;
  expect(await asked(path("region"), "one", "régions")).toBe("régions");
  expect(await asked(path("domaine"), "one", "domaines")).toBe("domaines");
  expect(await asked("/offres/criteres?dimension=region&q=archives", "one", "made anew")).toBe("régions");
});

test("what is typed as a place is kept under the place that it means", async () => {
  expect(await asked("/offres?ou=rennes", "one", "Rennes")).toBe("Rennes");
  expect(await asked("/offres?lieu=35238", "one", "made anew")).toBe("Rennes");
  expect(await asked("/offres?ou=nulle-part", "one", "made now")).toBe("made now");
  expect(await asked("/offres?ou=nulle-part", "one", "made anew")).toBe("made anew");
  expect(await asked("/suggestions/lieux?q=ren", "one", "suggested")).toBe("suggested");
  expect(await asked("/suggestions/lieux?q=ren", "one", "made anew")).toBe("suggested");
});

test("a page of the version before, whose style sheet is gone, is not answered by the one that was just deployed", async () => {
  expect(await asked("/aide", "one", "made by one")).toBe("made by one");
  expect(await asked("/aide", "one", "made anew")).toBe("made by one");
  expect(await asked("/aide", "two", "made by two")).toBe("made by two");
});

test("a page that sets a cookie is kept for nobody else", async () => {
  const answered = async (cookie: string) => {
    const asked = new Request("https://pass.example/accessibilite");
    const { headers } = await throughEdgeCache(asked, depsOf("one"), page("text", { "Set-Cookie": cookie }));
    return headers.get("Set-Cookie");
  };
  expect(await answered("name=Ada")).toBe("name=Ada");
  expect(await answered("name=Eve")).toBe("name=Eve");
});
