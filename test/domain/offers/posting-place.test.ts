import { describe, expect, test } from "vitest";
import { checkPosting } from "#app/domain/offers/posting.ts";
import { checked, LEAST, NOW } from "./checked.ts";

test("a post abroad has neither region nor département", () => {
  const ignored = "Un poste à l’étranger n’a ni région ni département\u00a0: ils sont ignorés.";
  for (const place of [{ department: "75" }, { region: "11" }]) {
    expect(checked({ country: " deu ", city: "Berlin", ...place })).toMatchObject({
      country: "DEU",
      department: null,
      region: null,
      doubts: [ignored],
    });
  }
  expect(checked({ country: "DEU", city: "Berlin" }).doubts).toEqual([]);
});

describe("a town", () => {
  test.each([
    ["LYON CEDEX 03", { city: "Lyon", department: "69", region: "84" }],
    ["97400 Saint-Denis", { city: "Saint-Denis", department: "974", region: "04" }],
    ["Cantal - 15", { city: null, department: "15", region: "84" }],
    ["Rennes, site de Beaulieu", { city: "Rennes, site de Beaulieu", department: "35", region: "53" }],
    ["Télétravail", { city: null, department: null, region: null }],
    ["Bretagne", { city: null, department: null, region: "53" }],
  ])("« %s » is read with its codes", (city, place) => {
    expect(checked({ city })).toMatchObject({ ...place, country: "FRA" });
  });

  test("that several départements have is kept as it was written, with a doubt", () => {
    const read = checkPosting({ ...LEAST, city: "SAINT-DENIS" }, NOW);
    expect(read).toMatchObject({
      posting: { city: "SAINT-DENIS", department: null },
      doubts: [
        "La ville «\u00a0SAINT-DENIS\u00a0» existe dans plusieurs départements (93, 974, 11, 30)\u00a0: précisez lequel.",
      ],
    });
  });

  test("that is not in the publisher's département is kept, with a doubt", () => {
    const read = checkPosting({ ...LEAST, city: "Rennes", department: "75" }, NOW);
    expect(read).toMatchObject({
      posting: { city: "Rennes", department: "75" },
      doubts: ["La ville «\u00a0Rennes\u00a0» n’est pas connue dans ce département."],
    });
    expect(checked({ city: "Trifouillis" }).doubts).toEqual(["La ville «\u00a0Trifouillis\u00a0» n’est pas connue."]);
  });

  test("that is the name of another département than the publisher's is kept as it was written", () => {
    expect(checked({ city: "Cantal - 15", department: "35" })).toMatchObject({ city: "Cantal - 15", department: "35" });
    expect(checked({ city: "Cantal - 15", department: "15" })).toMatchObject({ city: null, department: "15" });
  });

  test("abroad is kept as it is", () => {
    expect(checked({ city: "Bruxelles", country: "BEL" })).toMatchObject({ city: "Bruxelles", department: null });
  });
});

test.each([
  ["Ille-et-Vilaine", "35", "53"],
  [" 6 ", "06", "93"],
  ["2a", "2A", "94"],
])("a département is understood by its name or its code: « %s »", (said, department, region) => {
  expect(checked({ department: said })).toMatchObject({ department, region, doubts: [] });
});

test("département 20 is Corsica, of which only the région is known", () => {
  expect(checked({ department: "20" })).toMatchObject({
    department: null,
    region: "94",
    doubts: ["Le département 20 est la Corse, sans dire laquelle\u00a0: la région seule est retenue."],
  });
});
