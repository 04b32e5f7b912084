import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { countOf } from "#app/domain/search/facets.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { readBeginning, suggest } from "#app/domain/search/suggestions.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { findSitemapFiles } from "#db/catalogue/offers/sitemap.ts";
import { findAlternatives } from "#db/catalogue/search/alternatives.ts";
import { findNeighbours } from "#db/catalogue/search/neighbours.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { findPartial } from "#db/catalogue/search/partial.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";
import { findResults } from "#db/catalogue/search/results.ts";
import { findSuggestible } from "#db/catalogue/search/suggestions.ts";
import { INDEX_NAME } from "#db/catalogue/search-index.ts";
import { aPosting } from "#test/support/postings.ts";

const db = openCatalogue(env.CATALOGUE);
const TODAY = "2026-01-15";
const TWIN = { title: "Jardinier", description: "<p>Vous jardinez.</p>", domains: ["ENV"], level: 4 };

const POSTINGS = [
  aPosting({ reference: "S-2026-000001", title: "Archiviste", domains: ["CUL"], level: 6 }),
  aPosting({ reference: "S-2026-000002", title: "Archiviste adjointe", domains: ["CUL", "DOC"], level: 7 }),
  aPosting({
    reference: "A-2026-000003",
    title: "Apprentie archiviste",
    domains: ["CUL"],
    level: null,
    region: "11",
    department: "75",
  }),
  aPosting({
    reference: "S-2026-000004",
    title: "Juriste",
    domains: ["JUR"],
    administration: "Ministère de la Justice",
  }),
  aPosting({ reference: "A-2026-000005", ...TWIN, region: "53", department: "29", city: "BREST" }),
  aPosting({ reference: "A-2026-000006", ...TWIN, region: "53", department: "35", city: "RENNES" }),
  aPosting({ reference: "A-2026-000007", ...TWIN, region: "11", department: "75", city: "PARIS" }),
  aPosting({
    reference: "S-2026-000008",
    title: "Informaticien",
    description: "<p>Développement, réseaux et climatisation.</p>",
    domains: ["NUM"],
  }),
  aPosting({
    reference: "S-2026-000009",
    title: "Guide",
    description: "<p>Vous parlerez de l’Alsace.</p>",
    domains: ["INT"],
    region: "11",
    department: "75",
  }),
  aPosting({
    reference: "S-2026-000010",
    title: "Hydrologue à la ferme",
    description: "<p>Vous mesurez.</p>",
    domains: ["RCH"],
    region: "44",
    department: "67",
  }),
];

const at = new Date("2026-01-15T12:00:00Z");
beforeAll(async () => {
  const reads = POSTINGS.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  await importPostings(db, { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null }, at);
});

const searchOf = (query: string) => parseSearch(new URLSearchParams(query)).search;
const results = (query: string) => findResults(db, searchOf(query), TODAY);

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

describe("when nothing is found", () => {
  const alternatives = (query: string) => findAlternatives(db, searchOf(query), TODAY, new Map());

  test("it is told which one criterion to drop, and how many offers that gives", async () => {
    const { without } = await alternatives("q=archiviste&niveau=3&type=stage");
    expect(without.map(({ label, count }) => [label, count])).toEqual([
      ["Stage", 1],
      [expect.stringMatching("Niveau 3"), 2],
    ]);
  });

  test("it is told which one word to drop", async () => {
    const { without } = await alternatives("q=archiviste+adjointe+juriste");
    expect(without.map(({ kind, label, count }) => [kind, label, count])).toContainEqual(["word", "juriste", 1]);
  });

  test.each([
    ["archivste", "archiviste"],
    ["jardinnier", "jardinier"],
    ["developpment", "développement"],
    ["informatcien developement", "informaticien développement"],
    ["archivsite -jardinier", "archiviste -jardinier"],
    ["informmathissien", "informaticien"],
    ["archivsite xyzxyz", "archiviste xyzxyz"],
    ["alternence jardinier", "alternance jardinier"],
    ["archiviste bretange", "archiviste bretagne"],
  ])("« %s » was probably meant as « %s »", async (typed, meant) => {
    expect((await alternatives(`q=${encodeURIComponent(typed)}`)).corrected).toBe(meant);
  });

  test.each(["xylophone", "zardinier", "jur", "2026", "femme de ménage", "zzzzyyyxxx"])(
    "« %s » is near no word, and nothing is proposed",
    async (typed) => {
      expect((await alternatives(`q=${typed}`)).corrected).toBeNull();
    },
  );
});

describe("what answers a part of the words", () => {
  const near = async (query: string, size = 10) =>
    (await findPartial(db, searchOf(query), TODAY, size)).offers.map(({ reference }) => reference);

  test("comes with the most and the rarest words first, and not below half of what the first says", async () => {
    expect(await near("q=archiviste+informaticien+xyz")).toEqual([
      "S-2026-000008",
      "S-2026-000002",
      "S-2026-000001",
      "A-2026-000003",
    ]);
    expect(await near("q=archiviste+informaticien+adjointe")).toEqual(["S-2026-000002", "S-2026-000008"]);
    expect(await near("q=archiviste+juriste+xyz", 2)).toHaveLength(2);
  });

  test("comes with the words of titles before those of texts", async () => {
    expect(await near("q=réseaux+juriste+xyz")).toEqual(["S-2026-000004"]);
    expect(await near("q=réseaux+xyz")).toEqual(["S-2026-000008"]);
  });

  test("is none of what answers all of them", async () => {
    const { offers } = await results("q=archiviste+adjointe");
    expect(offers.map(({ reference }) => reference)).toEqual(["S-2026-000002"]);
    expect(await near("q=archiviste+adjointe")).toEqual(["S-2026-000001", "A-2026-000003"]);
  });

  test("answers every other criterion, place, phrase and exclusion", async () => {
    expect(await near("q=archiviste+juriste&domaine=JUR")).toEqual(["S-2026-000004"]);
    expect(await near("q=archiviste+jardinier+paris")).toEqual(["A-2026-000007", "A-2026-000003"]);
    expect(await near("q=archiviste+jardinier+-archiviste&type=apprentissage")).toEqual(["A-2026-000007"]);
    expect(await near(`q=${encodeURIComponent('"archiviste adjointe" juriste')}`)).toEqual(["S-2026-000002"]);
  });

  test("stays in the town that was named", async () => {
    expect(await near("q=jardinier+juriste+brest")).toEqual(["A-2026-000005"]);
  });

  test("is the same offer at several places once", async () => {
    const { offers } = await findPartial(db, searchOf("q=jardinier+informaticien"), TODAY, 10);
    expect(offers.map(({ reference, others }) => [reference, others])).toEqual([
      ["S-2026-000008", 0],
      ["A-2026-000007", 2],
    ]);
  });

  test("may be a word of the same family", async () => {
    expect(await near("q=climat")).toEqual(["S-2026-000008"]);
  });

  test("is nothing for nonsense, for a reference, and without keywords", async () => {
    for (const query of ["q=xyzxyz+zyxzyx", "q=S-2026-000001", "", "q=stage", "q=dut+tc", "q=bretagne", "region=53"]) {
      expect(await near(query), query).toEqual([]);
    }
  });
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

describe("what is being typed", () => {
  const suggestions = async (typed: string) => {
    const beginning = readBeginning(typed);
    if (!beginning) return null;
    const { titles, administrations, towns } = await findSuggestible(db, beginning, TODAY);
    return suggest(beginning.words, titles, administrations, towns).map(({ text }) => text);
  };

  test.each([
    ["arch", "Archiviste adjointe"],
    ["archivistes adj", "Archiviste adjointe"],
    ["jardinière", "Jardinier"],
    ["bret", "Bretagne"],
    ["bres", "Brest"],
    ["numé", "Numérique"],
    ["justi", "Ministère de la Justice"],
  ])("« %s » may become « %s »", async (typed, text) => {
    expect(await suggestions(typed)).toContain(text);
  });

  test("says nothing under three letters, and nothing twice", async () => {
    expect(await suggestions("ar")).toBeNull();
    expect((await suggestions("jardi"))?.filter((text) => text === "Jardinier")).toHaveLength(1);
  });

  test("may hold any sign", async () => {
    for (const typed of ['"arch', "arch*", "arch OR", "(((abc", "NEAR(abc", "abc:def"]) {
      expect(await suggestions(typed), typed).not.toBeUndefined();
    }
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
