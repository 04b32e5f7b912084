import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { countOf } from "#app/domain/search/facets.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { findSitemapFiles } from "#db/catalogue/offers/sitemap.ts";
import { findNeighbours } from "#db/catalogue/search/neighbours.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";
import { INDEX_NAME } from "#db/catalogue/search-index.ts";
import { db, send } from "#test/support/imports/imports.ts";
import { POSTINGS, results, searchOf, TODAY } from "./ten-offers.ts";

beforeAll(() => send(POSTINGS));

describe("each choice is counted", () => {
  test("as it would be found beside the other criteria, its own dimension aside", async () => {
    for (const query of [
      "q=archiviste",
      "domaine=CUL&region=53",
      "q=archiviste&niveau=6",
      "type=stage&administration=ministere-de-la-justice",
      "departement=35&pays=DEU",
    ]) {
      const { facets } = await results(query);
      const tried: [Parameters<typeof countOf>[1], string, string][] = [
        ["types", "type", "stage"],
        ["level", "niveau", "7"],
        ["domains", "domaine", "DOC"],
        ["administrations", "administration", "ministere-de-la-culture"],
        ["regions", "region", "11"],
        ["departments", "departement", "75"],
      ];
      for (const [field, parameter, code] of tried) {
        const params = new URLSearchParams(query);
        const dimension = ["region", "departement", "pays"].includes(parameter)
          ? ["region", "departement", "pays"]
          : [parameter];
        for (const name of dimension) params.delete(name);
        params.set(parameter, code);
        const { count } = await findOffers(db, searchOf(params.toString()), TODAY);
        expect(countOf(facets, field, code), `${parameter}=${code} beside ${query}`).toBe(count);
      }
    }
  });

  test("from what imports keep when nothing is asked", async () => {
    const { facets, count } = await results("");
    expect(count).toBe(POSTINGS.length);
    expect(countOf(facets, "domains", "CUL")).toBe(3);
    expect(countOf(facets, "level", "7")).toBe(2);
    expect(countOf(facets, "administrations", "ministere-de-la-justice")).toBe(1);
  });
});

describe("the same offer at several places", () => {
  test("is one entry, under the newest, with the way to the others", async () => {
    const { offers, count } = await results("q=jardinier");
    expect(count).toBe(3);
    expect(offers).toHaveLength(1);
    expect(offers[0]).toMatchObject({ reference: "A-2026-000007", others: 2 });
    expect(offers[0]?.twins.map(({ city }) => city)).toEqual(["BREST", "RENNES"]);
  });

  test("is found at each of its places", async () => {
    expect((await results("q=jardinier&departement=29")).offers).toMatchObject([
      { reference: "A-2026-000005", others: 0 },
    ]);
    expect((await results("region=53&domaine=ENV")).offers).toMatchObject([{ reference: "A-2026-000006", others: 1 }]);
  });
});

test("what is at the place that was named comes before what only speaks of it", async () => {
  const { offers } = await results("q=alsace");
  expect(offers.map(({ reference }) => reference)).toEqual(["S-2026-000010", "S-2026-000009"]);
});

describe("around an offer", () => {
  const around = async (reference: string, query: string | null) => {
    const offer = await findOffer(db, reference);
    if (!offer) throw new Error(reference);
    return findNeighbours(db, offer, query === null ? null : searchOf(query), TODAY);
  };

  test("stand the previous and the next of the search that led to it", async () => {
    const listed = (await results("q=archiviste")).offers.map(({ reference }) => reference);
    const { previous, next } = await around(listed[1] ?? "", "q=archiviste");
    expect([previous?.reference, next?.reference]).toEqual([listed[0], listed[2]]);
    expect((await around(listed[0] ?? "", "q=archiviste")).previous).toBeNull();
    expect((await around("S-2026-000004", "q=archiviste")).next).toBeNull();
  });

  test("stand the same at other places, and others of its domain and level", async () => {
    const { twins, similar } = await around("A-2026-000005", null);
    expect(twins.map(({ reference }) => reference)).toEqual(["A-2026-000006", "A-2026-000007"]);
    expect(similar).toEqual([]);
    const archives = await around("S-2026-000001", null);
    expect(archives.similar.map(({ reference }) => reference)).toEqual(["A-2026-000003"]);
  });
});

test("the sitemap names its files while another version indexes the offers anew", async () => {
  await env.CATALOGUE.prepare(`UPDATE offers SET indexed = ${TEXT_VERSION + 1} WHERE indexed > 0`).run();
  expect(await findSitemapFiles(db)).toEqual([1]);
  await env.CATALOGUE.prepare(`UPDATE offers SET indexed = ${TEXT_VERSION} WHERE indexed > 0`).run();
});

test("offers that another version has indexed are indexed anew, and were found all the while", async () => {
  await env.CATALOGUE.prepare("UPDATE offers SET indexed = 1 WHERE indexed > 0 AND id <= 3").run();
  await env.CATALOGUE.prepare(`DELETE FROM ${INDEX_NAME} WHERE rowid <= 2`).run();
  expect(await countStale(db)).toBe(3);
  expect(await reindexOffers(db)).toBe(0);
  expect(await countStale(db)).toBe(0);
  expect((await results("q=archiviste")).count).toBe(3);
  expect((await results("")).count).toBe(POSTINGS.length);
});
