import sax from "sax";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  site.setClock(new Date("2026-01-15T12:00:00Z"));
  await publish(site, [
    aPosting({ reference: "S-2026-000001", domains: ["NUM"], updatedAt: "2026-01-12T08:00:00.000Z" }),
    aPosting({ reference: "S-2026-000002", domains: ["COM", "NUM"], expiresOn: "2026-01-15" }),
    aPosting({ reference: "S-2026-000003", region: "11", department: "75", city: "PARIS" }),
  ]);
});
afterAll(() => site.stop());

const text = async (path: string) => (await site.fetch(path)).text();
/**
 * As a robot reads rules (RFC 9309, 2.2.2): the longest that fits decides, and one that allows before one that forbids.
 */
function rulesOf(robots: string): (path: string) => boolean {
  const rules = [...robots.matchAll(/^(Allow|Disallow): (\S+)$/gm)].map(([, kind, path = ""]) => ({
    allows: kind === "Allow",
    length: path.length,
    pieces: path.split("*"),
  }));
  const fits = (pieces: string[], path: string) => {
    let at = 0;
    return pieces.every((piece, index) => {
      const found = path.indexOf(piece, at);
      at = found + piece.length;
      return index === 0 ? found === 0 : found >= 0;
    });
  };
  return (path) => {
    const best = rules
      .filter(({ pieces }) => fits(pieces, path))
      .sort((a, b) => b.length - a.length || Number(b.allows) - Number(a.allows))[0];
    return best?.allows ?? true;
  };
}
const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = ""]) => address);

describe("the sitemap", () => {
  test("names its files, each well-formed, under the site's own address", async () => {
    const files = locations(await text("/sitemap.xml"));
    expect(files).toEqual(["https://pass.example/sitemap/pages.xml", "https://pass.example/sitemap/offres/1.xml"]);
    for (const path of ["/sitemap.xml", ...files.map((file) => new URL(file).pathname)]) {
      const response = await site.fetch(path);
      expect(response.headers.get("Content-Type")).toBe("application/xml; charset=utf-8");
      sax
        .parser(true)
        .write(await response.text())
        .close();
    }
  });

  test("holds the open offers with the day of their last change, and no other", async () => {
    const xml = await text("/sitemap/offres/1.xml");
    expect(xml).toContain(
      "<loc>https://pass.example/offres/S-2026-000001</loc><lastmod>2026-01-12T08:00:00.000Z</lastmod>",
    );
    expect(locations(xml)).toHaveLength(3);
    site.setClock(new Date("2026-01-16T12:00:00Z"));
    expect(locations(await text("/sitemap/offres/1.xml"))).toHaveLength(2);
    site.setClock(new Date("2026-01-15T12:00:00Z"));
  });

  test("leads to pages that exist", async () => {
    for (const address of locations(await text("/sitemap/pages.xml"))) {
      const response = await site.fetch(new URL(address).pathname);
      expect(response.status, address).toBe(200);
      expect(await response.text(), address).not.toContain('content="noindex"');
    }
  });

  test("is named by robots.txt, which keeps searches from being crawled", async () => {
    const rules = await text("/robots.txt");
    expect(rules).toContain("\nSitemap: https://pass.example/sitemap.xml\n");
    expect(rules).toContain("\nDisallow: /offres?\n");
  });

  test("has its pages, and those of all offers, crawled; no search, in whatever order it is written", async () => {
    const mayRead = rulesOf(await text("/robots.txt"));
    const pages = locations(await text("/sitemap/pages.xml")).map((address) => new URL(address).pathname);
    for (const path of [...pages, "/offres?page=2", "/offres/S-2026-000001", "/offres.rss"]) {
      expect(mayRead(path), path).toBe(true);
    }
    for (const path of [
      "/offres?q=a",
      "/offres?q=a&page=2",
      "/offres?page=2&q=a",
      "/offres/S-2026-000001?q=a",
      "/offres/S-2026-000001.ics",
      "/offres.rss?q=a",
      "/api/v1/offres",
      "/mes-recherches/nouvelle?q=a",
    ]) {
      expect(mayRead(path), path).toBe(false);
    }
  });
});

describe("the page of a domain in a région", () => {
  test("shows its open offers under its own address, and leads to its neighbours", async () => {
    const html = await text("/stages-et-apprentissages/bretagne/numerique");
    expect(html).toContain("<title>Stages et apprentissages – Numérique – Bretagne – PASS</title>");
    expect(html).toContain('href="https://pass.example/stages-et-apprentissages/bretagne/numerique"');
    expect(html).toContain("2 offres en ce moment");
    expect(html).toContain("S-2026-000001");
    expect(html).not.toContain("S-2026-000003");
    expect(html).toContain("/stages-et-apprentissages/bretagne/communication");
  });

  test("says so, and stays out of search engines, when it has none", async () => {
    const html = await text("/stages-et-apprentissages/corse/numerique");
    expect(html).toContain("Aucune offre n’est ouverte ici en ce moment");
    expect(html).toContain('content="noindex"');
  });

  test("is not found under a name that does not exist", async () => {
    expect((await site.fetch("/stages-et-apprentissages/atlantide")).status).toBe(404);
    expect((await site.fetch("/stages-et-apprentissages/bretagne/alchimie")).status).toBe(404);
  });

  /** Its link, which may name the région for those who hear it alone, and how many offers it has. */
  const linkAnd = (count: string) =>
    new RegExp(`bretagne/numerique">Numérique(?:<span[^>]*> – Bretagne</span>)?</a> \\(${count}\\)`);

  test("is reached from the site map, with how many offers it has", async () => {
    expect(await text("/plan-du-site")).toContain('href="/stages-et-apprentissages"');
    const html = await text("/stages-et-apprentissages");
    expect(html).toMatch(linkAnd("2"));
  });

  test("writes thousands as one reads them", async () => {
    const db = await site.catalogue();
    await db.prepare("UPDATE facet_counts SET count = 1234 WHERE code = '53/NUM'").run();
    for (const path of ["/stages-et-apprentissages", "/stages-et-apprentissages/bretagne"]) {
      expect(await text(path), path).toMatch(linkAnd("1\u202f234"));
    }
  });
});

test("the sitemap splits at fifty thousand, and leaves empty files out", async () => {
  const db = await site.catalogue();
  await db.prepare("UPDATE sqlite_sequence SET seq = 100000 WHERE name = 'offers'").run();
  await publish(site, [aPosting({ reference: "S-2026-000004" })]);
  expect(locations(await text("/sitemap.xml")).map((address) => new URL(address).pathname)).toEqual([
    "/sitemap/pages.xml",
    "/sitemap/offres/1.xml",
    "/sitemap/offres/3.xml",
  ]);
  expect(locations(await text("/sitemap/offres/3.xml"))).toEqual(["https://pass.example/offres/S-2026-000004"]);
  expect((await site.fetch("/sitemap/offres/2.xml")).status).toBe(404);
  expect((await site.fetch("/sitemap/offres/x.xml")).status).toBe(404);
});
