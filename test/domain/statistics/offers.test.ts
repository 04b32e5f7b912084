import { expect, test } from "vitest";
import { durationsOf } from "#app/domain/statistics/durations.ts";
import { durationsFile, offersFile } from "#app/domain/statistics/files.ts";
import { byMonth, type Month, monthsUntil, supplyBy } from "#app/domain/statistics/supply.ts";

test("24 months are shown, with the present one", () => {
  const months = monthsUntil("2026-11-29");
  expect([months.length, months[0], months.at(-1)]).toEqual([24, "2024-12", "2026-11"]);
  expect(monthsUntil("2026-12-01")[0]).toBe("2025-01");
});

test("quartiles are days of offers that exist, and of five offers at least", () => {
  const closings = [
    ...[10, 20, 30, 40].map((days) => ["stage", "", days, 1] as [string, string, number, number]),
    ["stage", "NUM", 15, 4] as [string, string, number, number],
  ];
  expect(durationsOf(closings)).toEqual([]);
  const [duration] = durationsOf([...closings, ["stage", "", 90, 4]]);
  expect(duration).toEqual({ type: "stage", domain: "", offers: 8, quartiles: [20, 40, 90] });
  expect(durationsFile([{ type: "stage", domain: "", offers: 8, quartiles: [20, 40, 90] }])).toContain(
    "\r\nstage;tous;Tous;8;20;40;90\r\n",
  );
});

const MONTHS: Month[] = [
  {
    month: "2026-10",
    offers: [
      ["stage", "all", "", 3, 1],
      ["stage", "level", "6", 3, 1],
      ["apprentissage", "all", "", 2, 0],
      ["apprentissage", "level", "6", 2, 0],
    ],
  },
  { month: "2026-11", offers: [["stage", "all", "", 4, 4]] },
];

test("offers are summed over types and months, by any criterion", () => {
  expect(supplyBy(MONTHS, "all")).toEqual([{ code: "", published: 9, open: 5 }]);
  expect(supplyBy(MONTHS, "type")).toEqual([
    { code: "stage", published: 7, open: 5 },
    { code: "apprentissage", published: 2, open: 0 },
  ]);
  expect(supplyBy(MONTHS, "level")).toEqual([{ code: "6", published: 5, open: 1 }]);
  expect(byMonth(MONTHS, "apprentissage").map(({ published }) => published)).toEqual([2, 0]);
  expect(offersFile(MONTHS).replaceAll("\u00a0", " ")).toContain(
    "\r\n2026-10;stage;niveau;6;Niveau 6 (Bac+3 ou 4 : licence, BUT);3;1\r\n",
  );
});
