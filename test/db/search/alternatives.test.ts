import { beforeAll, describe, expect, test } from "vitest";
import { findAlternatives } from "#db/catalogue/search/alternatives.ts";
import { findPartial } from "#db/catalogue/search/partial.ts";
import { db, send } from "#test/support/imports/imports.ts";
import { POSTINGS, results, searchOf, TODAY } from "./ten-offers.ts";

beforeAll(() => send(POSTINGS));

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
