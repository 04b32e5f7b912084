import { expect, test } from "vitest";
import { countsByWeek, type OfferCount, weekOf, weeksUntil } from "#app/domain/publishing/offer-counts.ts";

test.each([
  ["a Wednesday", "2026-11-25T12:00:00Z", "2026-11-23"],
  ["the first instant of a week, in winter", "2026-11-22T23:00:00Z", "2026-11-23"],
  ["the last one of the week before", "2026-11-22T22:59:59.999Z", "2026-11-16"],
  ["the first instant of a week, in summer", "2026-07-05T22:00:00Z", "2026-07-06"],
  ["the last one of the week before, in summer", "2026-07-05T21:59:59.999Z", "2026-06-29"],
  ["the Sunday on which clocks go forward, in the evening", "2026-03-29T21:59:59Z", "2026-03-23"],
  ["the Monday after it", "2026-03-29T22:00:00Z", "2026-03-30"],
  ["the Sunday on which clocks go back, in the evening", "2026-10-25T22:59:59Z", "2026-10-19"],
  ["the Monday after it", "2026-10-25T23:00:00Z", "2026-10-26"],
  ["New Year’s Day, a Friday", "2027-01-01T00:00:00Z", "2026-12-28"],
  ["New Year’s Eve of a year that ends on a Thursday", "2026-12-31T23:30:00Z", "2026-12-28"],
])("the week of %s begins on its Monday in Paris", (_, instant, monday) => {
  expect(weekOf(new Date(instant))).toBe(monday);
});

test("weeks follow each other over the change of clocks and the end of a year", () => {
  expect(weeksUntil("2026-11-02", 3)).toEqual(["2026-10-19", "2026-10-26", "2026-11-02"]);
  expect(weeksUntil("2027-01-04", 3)).toEqual(["2026-12-21", "2026-12-28", "2027-01-04"]);
});

test("counts are by week, those of other weeks are left out, and a week without any is all zeros", () => {
  const counts: Pick<OfferCount, "week" | "kind" | "count">[] = [
    { week: "2026-11-09", kind: "viewed", count: 100 },
    { week: "2026-11-16", kind: "viewed", count: 3 },
    { week: "2026-11-16", kind: "told", count: 2 },
    { week: "2026-11-30", kind: "viewed", count: 1 },
  ];
  const none = { viewed: 0, "contact-shown": 0, kept: 0, told: 0 };
  expect(countsByWeek(counts, ["2026-11-16", "2026-11-23", "2026-11-30"])).toEqual({
    weeks: [
      { week: "2026-11-16", counts: { ...none, viewed: 3, told: 2 } },
      { week: "2026-11-23", counts: none },
      { week: "2026-11-30", counts: { ...none, viewed: 1 } },
    ],
    total: { ...none, viewed: 4, told: 2 },
  });
});
