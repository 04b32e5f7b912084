import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf, cellsWithin, distanceBetween, RADII } from "#app/domain/places/circle.ts";
import { type Commune, communesNamed, findCommune, forEachPoint } from "#app/domain/places/communes.ts";

const commune = (code: string): Commune & { point: NonNullable<Commune["point"]> } => {
  const found = findCommune(code);
  if (!found?.point) throw new Error(`No point for ${code}`);
  return { ...found, point: found.point };
};
const RENNES = commune("35238");
const BRUZ = commune("35047");
const BREST = commune("29019");

test("distances are those of a map", () => {
  expect(Math.round(distanceBetween(RENNES.point, BRUZ.point))).toBe(12);
  expect(Math.round(distanceBetween(RENNES.point, BREST.point))).toBe(211);
  expect(Math.round(distanceBetween(commune("75056").point, commune("69123").point))).toBe(390);
  expect(distanceBetween(RENNES.point, RENNES.point)).toBe(0);
});

test("a circle holds the communes within it, and none that is further than its distance and a smallest cell", () => {
  const centre = fc.constantFrom("35238", "75056", "13055", "97411", "2A004", "59350", "12176", "67482");
  fc.assert(
    fc.property(centre, fc.constantFrom(...RADII.slice(1)), (code, kilometres) => {
      const { point } = commune(code);
      const cells = new Set(cellsWithin(point, kilometres));
      forEachPoint((latitude, longitude, cell) => {
        const distance = distanceBetween(point, { latitude, longitude });
        const isHeld = cellsOf({ cell }).some((each) => cells.has(each));
        if (distance <= kilometres) expect(isHeld).toBe(true);
        else if (isHeld) expect(distance).toBeLessThan(kilometres + 3);
      });
    }),
    { numRuns: 40 },
  );
});

test("a circle of 100 kilometres around Paris is made of fewer than 200 cells", () => {
  expect(cellsWithin(commune("75056").point, 100).length).toBeLessThan(200);
});

test("nothing is around a place without a point", () => {
  expect(findCommune("98411")).toMatchObject({ point: null, isApproximate: true });
  expect(cellsOf({ cell: "" })).toEqual([]);
});

test("a small commune has the point of the largest one at its postcode, and says so", () => {
  const small = findCommune("01002");
  expect(small).toMatchObject({ name: "L’Abergement-de-Varey", postcodes: ["01640"], isApproximate: true });
  expect(findCommune("01199")?.point).toEqual(small?.point);
});

test("names are found whatever their accents, case and hyphens, the largest commune first", () => {
  expect(communesNamed("SAINT DENIS").map(({ department }) => department)).toEqual(["93", "974", "11", "30"]);
  expect(communesNamed("l'hay les roses")[0]?.code).toBe("94038");
});
