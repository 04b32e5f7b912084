import { describe, expect, test } from "vitest";
import { EMPTY_SEARCH, parseSearch } from "#app/domain/search/search.ts";
import { ALL, linesOf, publishDemand, type Searched } from "#app/domain/statistics/demand.ts";
import { emptyWords } from "#app/domain/statistics/empty-words.ts";
import { searchesFile } from "#app/domain/statistics/files.ts";
import { cellOf } from "#app/domain/statistics/searched.ts";

const cellAt = (query: string) => cellOf(parseSearch(new URLSearchParams(query)).search);

describe("a search is counted", () => {
  test.each([
    ["domaine=NUM&departement=35&niveau=6&type=stage", { domain: "NUM", place: "35", level: "6", type: "stage" }],
    // The département of Rennes, whatever the radius; words tell nothing.
    ["q=juriste&lieu=35238&rayon=50", { domain: "", place: "35", level: "", type: "" }],
    ["lieu=35238&departement=35", { domain: "", place: "35", level: "", type: "" }],
    ["departement=35&departement=22", { domain: "", place: "region-53", level: "", type: "" }],
    ["departement=35&region=53", { domain: "", place: "region-53", level: "", type: "" }],
    ["departement=35&departement=75", { domain: "", place: "plusieurs", level: "", type: "" }],
    ["region=53&pays=DEU", { domain: "", place: "plusieurs", level: "", type: "" }],
    ["pays=DEU&pays=ITA", { domain: "", place: "etranger", level: "", type: "" }],
    ["domaine=NUM&domaine=ACH&type=stage&type=apprentissage", { domain: "plusieurs", place: "", level: "", type: "" }],
  ])("%s in one cell", (query, cell) => {
    expect(cellAt(query)).toEqual(cell);
  });

  test("on its first page only, and when it asks for something", () => {
    expect(cellAt("domaine=NUM&page=2")).toBeNull();
    expect(cellAt("tri=debut")).toBeNull();
    expect(cellOf(EMPTY_SEARCH)).toBeNull();
  });
});

test("the words of a search that found nothing hold no number, no address and no sentence", () => {
  expect(emptyWords("Écologue marin-pêcheur, écologue à Brest")).toEqual(["écologue", "marin", "pêcheur", "brest"]);
  expect(emptyWords("jean.dupont@mail.fr 0612345678 2b stage2026 ab")).toEqual([]);
  expect(emptyWords("un deux trois quatre cinq six sept huit neuf dix")).toHaveLength(8);
  expect(emptyWords("x".repeat(31))).toEqual([]);
});

const PERIOD = { from: "2026-06-01", to: "2026-11-22" };
const searched = (domain: string, place: string, searches: number, empty = 0): Searched => {
  return { domain, place, level: "6", type: "", searches, empty };
};

describe("what is published", () => {
  test("is no cell of fewer than ten, and numbers by tens", () => {
    const demand = publishDemand(
      [searched("NUM", "35", 39, 9), searched("NUM", "29", 9), searched("ACH", "29", 3)],
      PERIOD,
    );
    expect(linesOf(demand, ["domain", "place"])).toEqual([
      { domain: "NUM", place: "35", level: ALL, type: ALL, searches: 30, empty: 0 },
    ]);
    expect(linesOf(demand, ["domain"])).toMatchObject([{ domain: "NUM", searches: 40 }]);
    expect(linesOf(demand, ["place"])).toMatchObject([
      { place: "35", searches: 30 },
      { place: "29", searches: 10 },
    ]);
    expect(demand.total).toEqual({ searches: 50, empty: 0 });
    expect(searchesFile(demand)).toContain(
      "\r\n2026-06-01;2026-11-22;NUM;Numérique;53;35;Ille-et-Vilaine (35);tous;tous;30;\r\n",
    );
  });

  test("lets nobody tell what is not shown by taking what is from its total", () => {
    // Every total of two cells of which one is shown, and the other is not: all that a reader can know of the latter.
    for (let hidden = 0; hidden < 10; hidden++) {
      for (let shown = 10; shown < 40; shown++) {
        const demand = publishDemand([searched("NUM", "35", shown), searched("NUM", "29", hidden)], PERIOD);
        const total = linesOf(demand, ["domain"])[0]?.searches ?? 0;
        const part = linesOf(demand, ["domain", "place"])[0]?.searches ?? 0;
        const possible = Array.from({ length: 10 }, (_, guess) => guess).filter((guess) =>
          Array.from({ length: 10 }, (_, more) => part + more + guess).some((sum) => sum - (sum % 10) === total),
        );
        expect(possible.length, `${shown} and ${hidden}`).toBeGreaterThanOrEqual(9);
      }
    }
  });

  test("stands in an order that tells nothing more", () => {
    const order = (one: number, other: number) =>
      linesOf(publishDemand([searched("ACH", "35", one), searched("NUM", "29", other)], PERIOD), ["domain"]);
    expect(order(12, 18)).toEqual(order(18, 12));
  });
});
