import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
/** A Wednesday, and the Monday after it. */
const [SEARCHED, SHOWN] = ["2026-01-14T12:00:00Z", "2026-01-19T12:00:00Z"];
const FILES = ["offres", "durees", "recherches"].map((name) => `/statistiques/${name}.csv`);

let site: Site;
beforeAll(async () => {
  site = await startSite({ EDGE_CACHE: "on" });
  site.setClock(new Date(SEARCHED));
  await publish(site, [
    aPosting({ reference: "S-2026-1" }),
    aPosting({ reference: "A-2026-1", domains: ["NUM"], department: "29", city: "Brest" }),
  ]);
});
afterAll(() => site.stop());

const search = (query: string, headers: Record<string, string> = {}, method = "GET") =>
  site.fetch(`/offres?${query}`, { method, headers: { "User-Agent": FIREFOX, ...headers } });
const text = async (path: string) => (await site.fetch(path)).text();

async function rowsOf<Row>(statement: string): Promise<Row[]> {
  return (await (await site.catalogue()).prepare(statement).all<Row>()).results;
}

/** What waits in the memory of the worker is written twenty seconds after the first count, so all is asked before. */
test("searches are counted from the cache too, and not those of robots, prefetches, HEADs or later pages", async () => {
  const first = await search("departement=35&type=stage");
  for (let time = 0; time < 11; time++) await search("departement=35&type=stage");
  expect((await search("departement=35&type=stage", { "If-None-Match": first.headers.get("ETag") ?? "" })).status).toBe(
    304,
  );
  // What the script of the page asks for when a criterion is changed.
  await search("departement=35&type=stage", { "Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin" });
  expect(first.headers.get("Set-Cookie")).toBeNull();

  const uncounted: [Record<string, string>, string?][] = [
    [{ "User-Agent": GOOGLEBOT }],
    [{ "User-Agent": "curl/8.14.1" }],
    [{ "Sec-Purpose": "prefetch" }],
    [{ "Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "cross-site" }],
    [{}, "HEAD"],
  ];
  for (const [headers, method] of uncounted) await search("departement=35&type=stage", headers, method);
  await search("departement=35&type=stage&page=2");
  await site.fetch("/offres.rss?departement=35", { headers: { "User-Agent": FIREFOX } });
  await site.fetch("/offres", { headers: { "User-Agent": FIREFOX } });

  await search("q=plombier+jean.dupont@mail.fr&departement=35");
  await vi.waitUntil(async () => (await rowsOf("SELECT 1 FROM search_counts")).length > 1, {
    timeout: 60_000,
    interval: 500,
  });
  expect(await rowsOf("SELECT * FROM search_counts ORDER BY type DESC")).toEqual([
    { week: "2026-01-12", domain: "", place: "35", level: "", type: "stage", searches: 14, empty: 0 },
    { week: "2026-01-12", domain: "", place: "35", level: "", type: "", searches: 1, empty: 1 },
  ]);
  expect(await rowsOf("SELECT word FROM empty_words")).toEqual([{ word: "plombier" }]);
});

test("the cron computes the page and its files, which are public and the same for everybody", async () => {
  for (let tick = 0; tick < 5; tick++) await site.tick(new Date(Date.parse(SHOWN) + tick * 60_000));
  site.setClock(new Date(SHOWN));
  const answer = await site.fetch("/statistiques");
  expect(answer.headers.get("Cache-Control")).toBe("public, no-cache");
  const page = (await answer.text()).replaceAll("<!-- -->", "");
  expect(page).toContain("<strong>2 offres publiées</strong>");
  expect(page).toContain("<strong>10 recherches</strong>");
  expect(page).toContain("la dernière fois le 19 janvier 2026");
  for (const path of FILES) {
    const { headers } = await site.fetch(path);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(headers.get("Content-Disposition")).toContain("-2026-01-19.csv");
    expect(headers.get("Link")).toContain('<https://pass.example/statistiques>; rel="describedby"');
    for (const shown of [page, await text("/donnees")]) expect(shown).toContain(`href="${path}"`);
  }
  expect(await text("/statistiques/offres.csv")).toContain("\r\n2026-01;apprentissage;domaine;NUM;Numérique;1;1\r\n");
  const searches = await text("/statistiques/recherches.csv");
  expect(searches).toContain(";tous;Tous;53;35;Ille-et-Vilaine (35);tous;tous;10;\r\n");
  // The one search without a type is in no line.
  expect(searches).not.toContain(";Ille-et-Vilaine (35);;;");
  for (const path of ["/plan-du-site", "/sitemap/pages.xml"]) expect(await text(path)).toContain("/statistiques");
});
