import { describe, expect, test } from "vitest";
import { compileMatch } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";
import { indexOf } from "#test/domain/search/index.ts";

const understood = (words: string) => compileMatch({ ...EMPTY_SEARCH, words });

describe("a reference is found directly", () => {
  const index = indexOf([
    { reference: "A-2025-159026", title: "Juriste" },
    { reference: "S-2025-184643", title: "A 2025 159026" },
    { reference: "DGFIP/2025-77-12345", title: "Comptable" },
  ]);

  test.each([
    ["A-2025-159026", [1]],
    ["a 2025 159026", [1]],
    ["offre n° A-2025-159026 (juriste)", [1]],
    ["s2025184643", [2]],
    ["184643", [2]],
    ["DGFIP 2025-77-12345", [3]],
  ])("%s", (words, ids) => {
    expect(index.found({ words })).toEqual(ids);
  });

  test("and told in its usual form", () => {
    const nothing = { places: [], synonyms: [], terms: [], marks: [], ignored: [], first: null };
    const found = { ...nothing, reference: "A-2025-159026", expression: 'f:"refa2025159026"' };
    expect(understood("a 2025 159026")).toMatchObject(found);
    expect(understood("Juriste 2025").reference).toBeNull();
  });
});
