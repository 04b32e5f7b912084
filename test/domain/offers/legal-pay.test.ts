import { describe, expect, test } from "vitest";
import { type ApprenticePay, type InternPay, legalPay } from "#app/domain/offers/legal-pay.ts";

const APPRENTICESHIP = { type: "apprentissage", pay: null, country: "FRA", region: "53" } as const;
const INTERNSHIP = { ...APPRENTICESHIP, type: "stage" } as const;
const TODAY = "2026-11-23";

test("an apprentice is paid by age and year of the contract, in percents of the SMIC rounded to the cent", () => {
  const { smic, ages } = legalPay(APPRENTICESHIP, TODAY) as ApprenticePay;
  expect(smic).toBe(1823.03);
  expect(ages.map(({ age, years }) => [age, ...years.map(({ percent, amount }) => `${percent} % ${amount}`)])).toEqual([
    ["16 à 17 ans", "27 % 492.22", "39 % 710.98", "55 % 1002.67"],
    ["18 à 20 ans", "43 % 783.9", "51 % 929.75", "67 % 1221.43"],
    ["21 à 25 ans", "53 % 966.21", "61 % 1112.05", "78 % 1421.96"],
    ["26 ans et plus", "100 % 1823.03", "100 % 1823.03", "100 % 1823.03"],
  ]);
});

test("an intern is paid by the hour beyond 308 hours, that is two months", () => {
  expect(legalPay(INTERNSHIP, TODAY) as InternPay).toMatchObject({
    beyondHours: 308,
    beyondDays: 44,
    hourly: 4.5,
    percent: 15,
    ceiling: 30,
    monthly: 693,
  });
});

test("each rule has its day and an official source", () => {
  for (const offer of [APPRENTICESHIP, INTERNSHIP]) {
    const rule = legalPay(offer, TODAY);
    expect(rule?.asOf).toBe("2026-01-01");
    expect(rule?.source.url).toMatch(/^https:\/\/www\.service-public\.gouv\.fr\//);
    expect(rule?.source.label).toMatch(/^code d/);
  }
});

describe("amounts", () => {
  test.each([
    ["2026-01-01", true],
    ["2026-12-31", true],
    ["2027-01-01", false],
    ["2028-02-29", false],
  ])("are told for a year: on %s, %s", (today, told) => {
    for (const offer of [APPRENTICESHIP, INTERNSHIP]) expect(legalPay(offer, today) !== null).toBe(told);
  });

  test("are not told when the employer says what it pays", () => {
    expect(legalPay({ ...APPRENTICESHIP, pay: "1 250 € brut par mois" }, TODAY)).toBeNull();
    expect(legalPay({ ...INTERNSHIP, pay: "600 € par mois" }, TODAY)).toBeNull();
  });

  test.each([
    ["abroad", { country: "DEU", region: null }, false],
    ["in Mayotte", { region: "06" }, false],
    ["in New Caledonia", { region: "988" }, false],
    ["on La Réunion", { region: "04" }, true],
    ["in France, without saying where", { region: null }, true],
  ])("are told only where they hold: %s", (_, place, told) => {
    for (const offer of [APPRENTICESHIP, INTERNSHIP]) {
      expect(legalPay({ ...offer, ...place }, TODAY) !== null).toBe(told);
    }
  });
});
