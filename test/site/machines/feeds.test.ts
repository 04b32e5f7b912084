import { parseAtomFeed, parseRssFeed } from "feedsmith";
import ICAL from "ical.js";
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
    aPosting({ reference: "S-2026-000001", title: "Archiviste ]]> & <b>co</b>", startsOn: "2026-09-01" }),
    aPosting({ reference: "S-2026-000002", title: "Archiviste à Brest", expiresOn: "2026-01-15", city: "BREST" }),
    aPosting({ reference: "S-2026-000003", title: "Juriste", region: "11", department: "75", city: "PARIS" }),
    aPosting({ reference: "S-2026-000004", title: "Archiviste d’hier", expiresOn: "2026-02-01" }),
    aPosting({ reference: "S-2026-000005", title: "Harpiste\uFFFE", description: "<p>Concerts\uFFFF</p>" }),
  ]);
});
afterAll(() => site.stop());

const text = async (path: string) => (await site.fetch(path)).text();
const references = (found: string) => [...new Set(found.match(/[AS]-2026-\d{6}/g))].sort();

describe.each(["rss", "atom"] as const)("the %s feed of a search", (kind) => {
  const entries = async (query: string) => {
    const xml = await text(`/offres.${kind}${query}`);
    sax.parser(true).write(xml).close();
    return kind === "rss"
      ? (parseRssFeed(xml).items ?? []).map(({ title, link, pubDate }) => ({ title, link, date: pubDate }))
      : (parseAtomFeed(xml).entries ?? []).map(({ title, links, updated }) => ({
          title: typeof title === "string" ? title : title?.value,
          link: links?.[0]?.href,
          date: updated,
        }));
  };

  test("holds the offers that the page and the API hold, with absolute addresses", async () => {
    for (const query of ["", "?q=archiviste", "?region=11&tri=debut&page=3", "?ou=paris&rayon=5"]) {
      const shown = references(await text(`/offres${query.replace("&page=3", "")}`));
      const found = await entries(query);
      expect(references(JSON.stringify(found))).toEqual(shown);
      expect(found.every(({ link }) => link?.startsWith("https://pass.example/offres/"))).toBe(true);
    }
  });

  test("says what an offer is, whatever its title holds", async () => {
    const found = await entries("?q=archiviste");
    expect(found.map(({ title }) => title)).toContain(
      "Stage : Archiviste ]]> & co – Direction régionale des affaires culturelles – Ministère de la Culture – Rennes (35)",
    );
    expect(found.every(({ date }) => date && !Number.isNaN(Date.parse(date)))).toBe(true);
  });

  test("is named after what is searched, administrations by what they are called", async () => {
    const xml = await text(`/offres.${kind}?q=archiviste&administration=ministere-de-la-culture`);
    const { title } = kind === "rss" ? parseRssFeed(xml) : parseAtomFeed(xml);
    expect(typeof title === "string" ? title : title?.value).toBe("PASS – archiviste · Ministère de la Culture");
  });

  test("is served as what it is", async () => {
    const response = await site.fetch(`/offres.${kind}`);
    expect(response.headers.get("Content-Type")).toBe(`application/${kind}+xml; charset=utf-8`);
  });
});

test("what no XML may hold is in no feed, whether an offer or the search held it", async () => {
  for (const path of ["/offres.rss", "/offres.atom"]) {
    for (const query of ["?q=harpiste", "?q=harpiste%EF%BF%BE", "?q=%EF%BF%BF+harpiste%00"]) {
      const xml = await text(path + query);
      expect(xml, path + query).not.toMatch(/[\uFFFE\uFFFF\0]/);
      expect(references(xml), path + query).toEqual(["S-2026-000005"]);
    }
  }
});

test("an RSS feed names no author, which would have to be an address; an Atom feed must name one", async () => {
  expect(await text("/offres.rss")).not.toContain("<author>");
  expect(await text("/offres.atom")).toContain("<name>Direction régionale des affaires culturelles");
});

test("what answers a part of the words is on the page alone, below what answers all of them and apart from it", async () => {
  const query = "q=archiviste+juriste+brest";
  const archivists = ["S-2026-000001", "S-2026-000002", "S-2026-000004"];
  expect(references(await text("/offres?q=archiviste+xyzxyz"))).toEqual(archivists);
  const page = await text(`/offres?${query}`);
  const [exact = "", near = ""] = page.split('id="offres-proches"');
  expect([references(exact), references(near)]).toEqual([[], ["S-2026-000002"]]);
  expect(near).toContain("Offres qui répondent à une partie de vos mots");
  for (const path of ["/offres.rss", "/offres.atom", "/api/v1/offres"]) {
    expect(references(await text(`${path}?${query}`)), path).toEqual([]);
  }
});

test("nothing is near where the results fill a page, on a page to come, and without keywords", async () => {
  for (const query of ["", "?region=11", "?q=juriste", "?q=archiviste+juriste&page=2", "?q=xyzxyz"]) {
    expect(await text(`/offres${query}`), query).not.toContain("offres-proches");
  }
});

test("an offer past its last day is in no feed, on no page, and has no calendar", async () => {
  site.setClock(new Date("2026-01-16T12:00:00Z"));
  for (const path of ["/offres", "/offres.rss", "/offres.atom", "/"]) {
    expect(references(await text(path)), path).not.toContain("S-2026-000002");
  }
  expect((await site.fetch("/offres/S-2026-000002.ics")).status).toBe(404);
  site.setClock(new Date("2026-01-15T12:00:00Z"));
});

test("the calendar of an offer holds its start and its last day, as whole days", async () => {
  const response = await site.fetch("/offres/S-2026-000001.ics");
  expect(response.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="S-2026-000001.ics"');
  const body = await response.text();
  expect(body.split("\r\n").every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
  const events = new ICAL.Component(ICAL.parse(body)).getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  expect(events.map(({ summary, startDate }) => [summary, startDate.toString(), startDate.isDate])).toEqual([
    ["Début : Archiviste ]]> & co", "2026-09-01", true],
  ]);
  expect(events[0]?.description).toContain("https://pass.example/offres/S-2026-000001");
  const last = new ICAL.Component(ICAL.parse(await text("/offres/S-2026-000004.ics"))).getFirstSubcomponent("vevent");
  expect(last?.getFirstPropertyValue("summary")).toBe("Dernier jour pour candidater : Archiviste d’hier");
});

test("an offer without dates has no calendar, nor has one that never was", async () => {
  expect((await site.fetch("/offres/S-2026-000003.ics")).status).toBe(404);
  expect((await site.fetch("/offres/S-2026-999999.ics")).status).toBe(404);
});

test("the page of an offer holds it as a JobPosting, which no text can end", async () => {
  const html = await text("/offres/S-2026-000001");
  const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  expect(json).not.toContain("<");
  expect(JSON.parse(json)).toMatchObject({
    "@type": "JobPosting",
    title: "Archiviste ]]> & co",
    employmentType: "INTERN",
  });
});
