import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { parseSearch } from "#app/domain/search/search.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { findSearchChoices } from "#db/catalogue/search/choices.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { aPosting } from "#test/support/postings.ts";

const db = openCatalogue(env.CATALOGUE.withSession("first-unconstrained"));
const TODAY = "2026-01-15";

const POSTINGS = Array.from({ length: 45 }, (_, n) =>
  aPosting({
    reference: `S-2026-${String(100 + n)}`,
    title: n % 9 === 0 ? "Archiviste" : "Chargée de communication",
    description: n % 5 === 0 ? `<p>Aux archives (${n}).</p>` : `<p>Au service (${n}).</p>`,
    startsOn: n % 4 === 0 ? null : `2026-0${1 + (n % 9)}-01`,
    expiresOn: n === 44 ? "2026-01-14" : null,
    country: n === 3 ? "DEU" : "FRA",
  }),
);

beforeAll(async () => {
  const reads = POSTINGS.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  const request = { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null };
  // Imported the day before, when the last of them was still open.
  await importPostings(openCatalogue(env.CATALOGUE), request, new Date("2026-01-14T12:00:00Z"));
});

const find = (query: string) => findOffers(db, parseSearch(new URLSearchParams(query)).search, TODAY);

describe("a page of offers", () => {
  test.each(["", "q=communication", "q=archives", "tri=debut", "q=archives&tri=debut", "q=archives&tri=recent"])(
    "of « %s » shows each open offer once over its pages, and counts them",
    async (query) => {
      const first = await find(query);
      const references: string[] = [];
      for (let page = 1; page <= first.pages; page++) {
        references.push(...(await find(`${query}&page=${page}`)).offers.map(({ reference }) => reference));
      }
      expect(new Set(references).size).toBe(references.length);
      expect(references.length).toBe(first.count);
      expect(references).not.toContain("S-2026-144");
      expect(first.pages).toBe(Math.ceil(first.count / 20));
    },
  );

  test("beyond the last is empty, and the count stands", async () => {
    expect(await find("page=9")).toMatchObject({ offers: [], count: 44, pages: 3 });
  });

  test("is the newest first when nothing is asked", async () => {
    const { offers } = await find("");
    const ids = offers.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  test("puts words of the title before words of the text", async () => {
    const titles = (await find("q=archives")).offers.map(({ title }) => title);
    expect(titles.slice(0, 4)).toEqual(Array(4).fill("Archiviste"));
    expect(titles).toContain("Chargée de communication");
  });

  test("puts the soonest start first, and unsaid ones last", async () => {
    const starts: (string | null)[] = [];
    for (const page of [1, 2, 3])
      starts.push(...(await find(`tri=debut&page=${page}`)).offers.map(({ startsOn }) => startsOn));
    const said = starts.filter((start) => start !== null);
    expect(said).toEqual([...said].sort());
    expect(starts.slice(said.length).every((start) => start === null)).toBe(true);
  });
});

test("an offer is found by its reference with all it has, or not at all", async () => {
  expect(await findOffer(db, "S-2026-100")).toMatchObject({
    title: "Archiviste",
    description: "<p>Aux archives (0).</p>",
  });
  expect(await findOffer(db, "S-2026-999")).toBeNull();
});

test("the form proposes the administrations and the countries that have an open offer", async () => {
  expect(await findSearchChoices(db)).toMatchObject({
    administrations: [{ code: "ministere-de-la-culture", label: "Ministère de la Culture" }],
    countries: [{ code: "DEU", label: "Allemagne" }],
  });
});
