import { expect, test } from "vitest";
import {
  dayInParis,
  dayOf,
  daysBetween,
  dialled,
  formatCount,
  formatDay,
  formatDuration,
  formatEuros,
  formatOffers,
  formatOffersFirst,
  formatRecentDay,
  formatTown,
} from "#app/domain/format.ts";

test("a day begins at midnight in Paris, in summer and in winter", () => {
  expect(dayInParis(new Date("2026-07-14T21:59:59Z"))).toBe("2026-07-14");
  expect(dayInParis(new Date("2026-07-14T22:00:00Z"))).toBe("2026-07-15");
  expect(dayInParis(new Date("2026-12-31T22:59:59Z"))).toBe("2026-12-31");
  expect(dayOf("2026-12-31T23:00:00.000Z")).toBe("2027-01-01");
});

test("days are written in French", () => {
  expect(formatDay("2026-11-01")).toBe("1er novembre 2026");
  expect(formatDay("2028-02-29")).toBe("29 février 2028");
  expect(formatDay("2026-08-11")).toBe("11 août 2026");
});

test("a recent day is said as one speaks", () => {
  expect(formatRecentDay("2026-03-01", "2026-03-01")).toBe("aujourd’hui");
  expect(formatRecentDay("2026-02-28", "2026-03-01")).toBe("hier");
  expect(formatRecentDay("2026-02-27", "2026-03-01")).toBe("le 27 février 2026");
});

test("days are counted across changes of hour, months and years", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
  expect(daysBetween("2026-12-31", "2027-01-01")).toBe(1);
  expect(daysBetween("2026-01-02", "2026-01-01")).toBe(-1);
});

test.each([
  [12, 12, "12 mois"],
  [24, 36, "De 24 à 36 mois"],
  [12, null, "12 mois au moins"],
  [null, 6, "6 mois au plus"],
  [null, null, null],
])("a duration from %s to %s months is « %s »", (min, max, written) => {
  expect(formatDuration(min, max)).toBe(written);
});

test("counts agree in number, thousands are parted", () => {
  expect(formatCount(0, "offre")).toBe("0 offre");
  expect(formatCount(1, "offre")).toBe("1 offre");
  expect(formatCount(12345, "offre").replace(/\s/g, " ")).toBe("12 345 offres");
});

test.each([
  [0, "aucune offre", "Aucune offre"],
  [1, "1 offre", "1 offre"],
  [10_000, "10 000 offres", "10 000 offres"],
  [10_001, "plus de 10 000 offres", "Plus de 10 000 offres"],
])("%i offers are « %s », and not said to be fewer than they are", (count, within, first) => {
  expect([formatOffers(count), formatOffersFirst(count)].map((said) => said.replace(/\s/g, " "))).toEqual([
    within,
    first,
  ]);
});

test.each([
  ["PARIS 14ème arrondissement", "Paris 14e"],
  ["PARIS 1er arrondissement", "Paris 1er"],
  ["Lyon 03", "Lyon 3e"],
  ["SAINT PIERRE", "Saint-Pierre"],
  ["AIX EN PROVENCE", "Aix-en-Provence"],
  ["LE MONT SAINT MICHEL", "Le Mont-Saint-Michel"],
  ["LE HAVRE", "Le Havre"],
  ["LA ROCHE SUR YON", "La Roche-sur-Yon"],
  ["L'HAY LES ROSES", "L’Hay-les-Roses"],
  ["L HAY LES ROSES", "L’Hay-les-Roses"],
  ["VILLENEUVE D ASCQ", "Villeneuve-d’Ascq"],
  ["SAINT MICHEL L'OBSERVATOIRE", "Saint-Michel-l’Observatoire"],
  ["CAP D AGDE", "Cap-d’Agde"],
  ["LYON", "Lyon"],
  ["PARIS 21", "PARIS 21"],
  ["MARSEILLE 16", "Marseille 16e"],
  ["LYON 69", "LYON 69"],
  ["RENNES 35", "RENNES 35"],
  ["NICE CEDEX 1", "NICE CEDEX 1"],
  ["REIMS (51)", "REIMS (51)"],
  ["FORT-DE-FRANCE", "Fort-de-France"],
  ["NICE", "Nice"],
  ["Rennes", "Rennes"],
  ["Saint-Denis", "Saint-Denis"],
])("the town %s is written %s", (given, written) => {
  expect(formatTown(given)).toBe(written);
});

test.each([
  [1823.03, "1\u202f823,03\u00a0€"],
  [4.5, "4,50\u00a0€"],
  [693, "693\u00a0€"],
])("%f euros are written %s", (amount, written) => {
  expect(formatEuros(amount)).toBe(written);
});

test.each([
  ["01 99 00 12 34", "+33199001234"],
  ["04.65.71.00.00", "+33465710000"],
  ["+33 (0)1 99 00 12 34", "+33199001234"],
  ["0033 1 99 00 12 34", "+33199001234"],
  ["+49 30 1234", "+49301234"],
  ["3939", "3939"],
])("the number %s is dialled %s", (written, called) => {
  expect(dialled(written)).toBe(called);
});
