import sax from "sax";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";

const TODAY = "2026-01-15";
const NOON = new Date(`${TODAY}T12:00:00Z`);
const FEEDS = ["/flux/offres", "/flux/offres_stages"];
const postings = demonstrationPostings(TODAY);

let site: Site;
let key: string;
beforeAll(async () => {
  site = await startSite();
  site.setClock(NOON);
  key = await ensureLocalKey(site, null);
  await send(postings.map((posting) => JSON.stringify(posting)).join("\n"));
  await mark("1", "2026-01-15T09:00:00.000Z");
});
afterAll(() => site.stop());

/** Imports a file under the same key each time: another publisher may not edit these offers. */
async function send(body: string): Promise<unknown> {
  const headers = { Authorization: `Bearer ${key}` };
  return (await site.fetch("/api/v1/imports", { method: "POST", headers, body })).json();
}
async function mark(which: string, at: string): Promise<void> {
  await (await site.catalogue()).prepare(`UPDATE offers SET changed_at = '${at}' WHERE ${which}`).run();
}
const text = async (path: string) => (await site.fetch(path)).text();
const references = (xml: string) =>
  [...xml.matchAll(/<dc:identifier>([^<]*)</g)].map(([, reference = ""]) => reference).sort();
const ofType = (type: string) =>
  postings.flatMap((posting) => (posting.type === type ? [posting.reference] : [])).sort();

describe("the feeds of the official shape", () => {
  test("hold every open offer, apprenticeships in the one and internships in the other", async () => {
    const [apprenticeships = "", internships = ""] = await Promise.all(FEEDS.map(text));
    expect(references(apprenticeships)).toEqual(ofType("apprentissage"));
    expect(references(internships)).toEqual(ofType("stage"));
    for (const xml of [apprenticeships, internships]) sax.parser(true).write(xml).close();
  });

  test("are read back by our own importer: nothing is created, nothing edited", async () => {
    for (const path of FEEDS) {
      const body = await text(path);
      const unchanged = references(body).length;
      expect(await send(body), path).toMatchObject({ created: 0, updated: 0, unchanged, quarantined: [] });
    }
  });

  test("leave out what is past its last day, from midnight in Paris on", async () => {
    const reference = "A-2026-990001";
    await publish(site, [aPosting({ reference, expiresOn: TODAY })]);
    expect(references(await text("/flux/offres"))).toContain(reference);
    site.setClock(new Date(`${TODAY}T23:00:00Z`));
    expect(references(await text("/flux/offres"))).not.toContain(reference);
    site.setClock(NOON);
    await (await site.catalogue())
      .prepare("UPDATE offers SET withdrawn_at = ? WHERE reference = ?")
      .bind(TODAY, reference)
      .run();
    expect(references(await text("/flux/offres"))).not.toContain(reference);
  });

  test("are served as RSS that any program may read and no search engine keeps", async () => {
    for (const path of FEEDS) {
      const { headers } = await site.fetch(path);
      expect(headers.get("Content-Type")).toBe("application/rss+xml; charset=utf-8");
      expect(headers.get("X-Robots-Tag")).toBe("noindex");
      expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(headers.get("Cache-Control")).toBe("no-cache");
    }
    expect(await text("/robots.txt")).toContain("\nDisallow: /flux/\n");
  });

  test("answer a HEAD without a body", async () => {
    const response = await site.fetch("/flux/offres", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });
});

describe("a reader who has the feed already", () => {
  const again = async (headers: Record<string, string>) => (await site.fetch("/flux/offres", { headers })).status;

  test("gets it again only once an offer has changed", async () => {
    await mark("1", "2026-01-15T09:00:00.000Z");
    const first = await site.fetch("/flux/offres");
    const tag = first.headers.get("ETag") ?? "";
    const modified = first.headers.get("Last-Modified") ?? "";
    await first.text();
    expect(modified).toBe("Thu, 15 Jan 2026 09:00:00 GMT");
    expect(await again({ "If-None-Match": tag })).toBe(304);
    expect(await again({ "If-None-Match": `"other", ${tag.replace("W/", "")}` })).toBe(304);
    expect(await again({ "If-Modified-Since": modified })).toBe(304);
    expect(await again({ "If-None-Match": '"other"', "If-Modified-Since": modified })).toBe(200);
    await mark("id = 1", "2026-01-15T09:30:00.000Z");
    expect(await again({ "If-None-Match": tag })).toBe(200);
    expect(await again({ "If-Modified-Since": modified })).toBe(200);
  });

  test("gets it again when an import writes under the instant at which it began, after a later change", async () => {
    await mark("1", "2026-01-15T09:00:00.000Z");
    await mark("id = 1", "2026-01-15T10:00:00.000Z");
    const tag = (await site.fetch("/flux/offres", { method: "HEAD" })).headers.get("ETag") ?? "";
    await mark("id = 2", "2026-01-15T09:59:00.000Z");
    expect(await again({ "If-None-Match": tag })).toBe(200);
  });

  test("is told no date while an import may still be writing", async () => {
    await mark("id = 1", "2026-01-15T11:55:00.000Z");
    const { headers } = await site.fetch("/flux/offres", { method: "HEAD" });
    expect(headers.get("Last-Modified")).toBeNull();
    expect(headers.get("ETag")).toMatch(/^W\/"/);
  });

  test("gets it again after midnight, when offers close", async () => {
    await mark("1", "2026-01-14T09:00:00.000Z");
    const { headers } = await site.fetch("/flux/offres", { method: "HEAD" });
    expect(headers.get("Last-Modified")).toBe("Wed, 14 Jan 2026 23:00:00 GMT");
    site.setClock(new Date("2026-01-15T23:00:00Z"));
    expect(await again({ "If-None-Match": headers.get("ETag") ?? "" })).toBe(200);
    expect(await again({ "If-Modified-Since": headers.get("Last-Modified") ?? "" })).toBe(200);
    site.setClock(NOON);
  });
});

test("a feed that breaks off tells its reader: it has no end, and fewer offers than announced", async () => {
  const whole = await site.fetch("/flux/offres_stages");
  expect(whole.headers.get("X-Total-Count")).toBe(String(references(await whole.text()).length));
  const [last = ""] = ofType("stage").slice(-1);
  await (await site.catalogue()).prepare("UPDATE offers SET contacts = '-' WHERE reference = ?").bind(last).run();
  const broken = await site.fetch("/flux/offres_stages");
  // Whether the connection itself is broken off depends on the servers on the way.
  const xml = await broken.text().catch(() => "");
  expect(xml).not.toContain("</rss>");
  expect(references(xml).length).toBeLessThan(Number(broken.headers.get("X-Total-Count")));
});
