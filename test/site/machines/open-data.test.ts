import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COLUMNS, sitesOf } from "#app/domain/api/open-data.ts";
import { createReader } from "#app/domain/imports/feed.ts";
import { checkPosting } from "#app/domain/offers/posting.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";

const TODAY = "2026-01-15";
const FILES = ["/donnees/offres.csv", "/donnees/offres.ndjson"];
const postings = [
  ...demonstrationPostings(TODAY).slice(0, 250),
  aPosting({
    reference: "S-2026-990001",
    title: '=HYPERLINK("https://x.example";"Juriste")',
    contacts: [
      { name: "Camille Durand", email: "camille@x.example", phone: "01 99 00 12 34", url: "https://x.example" },
    ],
  }),
];

let site: Site;
beforeAll(async () => {
  site = await startSite();
  site.setClock(new Date(`${TODAY}T12:00:00Z`));
  await publish(site, postings);
});
afterAll(() => site.stop());

const text = async (path: string) => (await site.fetch(path)).text();

describe("the open data", () => {
  test("are dated by their name, under the Licence Ouverte, and lead to the page that documents them", async () => {
    for (const path of FILES) {
      const { headers } = await site.fetch(path, { method: "HEAD" });
      const kind = path.split(".").at(-1);
      expect(headers.get("Content-Disposition")).toBe(`attachment; filename="pass-offres-${TODAY}.${kind}"`);
      expect(headers.get("Link")).toContain('rel="license"');
      expect(headers.get("Link")).toContain('<https://pass.example/donnees>; rel="describedby"');
      expect(headers.get("X-Robots-Tag")).toBe("noindex");
      expect(headers.get("X-Total-Count")).toBe(String(postings.length));
      const again = await site.fetch(path, { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
      expect(again.status).toBe(304);
    }
  });

  test("hold no name, address or number of a contact", async () => {
    for (const path of FILES) {
      const body = await text(path);
      for (const personal of ["Camille Durand", "camille@x.example", "01 99 00 12 34"]) {
        expect(body, path).not.toContain(personal);
      }
      expect(body, path).toContain("https://x.example");
    }
  });

  test("are, one a line in JSON, the offers that our importer reads: unchanged but for the contacts", async () => {
    const reader = createReader("ndjson", `${TODAY}T12:00:00.000Z`);
    reader.write(await text("/donnees/offres.ndjson"));
    const read = reader.end().flatMap((each) => (each.ok ? [each.posting] : []));
    const byReference = (a: { reference: string }, b: { reference: string }) => (a.reference < b.reference ? -1 : 1);
    const expected = postings.flatMap((posting) => {
      const checked = checkPosting({ ...posting, contacts: sitesOf(posting.contacts) }, `${TODAY}T12:00:00.000Z`);
      return checked.ok ? [checked.posting] : [];
    });
    expect(read.sort(byReference)).toEqual(expected.sort(byReference));
  });

  test("are a line each in the CSV too, which the page documents column by column", async () => {
    const bytes = await (await site.fetch("/donnees/offres.csv")).arrayBuffer();
    const body = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const page = await text("/donnees");
    expect(body.startsWith("\uFEFFreference;url;type;intitule;")).toBe(true);
    const rows = body.slice(1).split("\r\n").slice(0, -1);
    expect(rows).toHaveLength(postings.length + 1);
    for (const { name } of COLUMNS) expect(page).toContain(`<code>${name}</code>`);
    expect(body).toContain(`"'=HYPERLINK(""https://x.example"";""Juriste"")"`);
  });

  test("are led to by the page for developers and the site map", async () => {
    for (const path of ["/developpeurs", "/plan-du-site"]) expect(await text(path)).toContain('href="/donnees"');
    for (const path of FILES) expect(await text("/donnees")).toContain(`href="${path}"`);
  });
});
