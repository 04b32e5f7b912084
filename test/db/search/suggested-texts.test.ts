import { beforeAll, describe, expect, test } from "vitest";
import { readBeginning, suggest } from "#app/domain/search/suggestions/suggestions.ts";
import { findSuggestible } from "#db/catalogue/search/suggestions.ts";
import { db, send } from "#test/support/imports/imports.ts";
import { POSTINGS, TODAY } from "./ten-offers.ts";

beforeAll(() => send(POSTINGS));

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
