import { describe, expect, test } from "vitest";
import { dayStart, dueAt } from "#app/domain/alerts/alert.ts";

const HOUR = 3_600_000;
const paris = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "short" });

describe("what is found is due", () => {
  test("at once, for an alert at each publication", () => {
    expect(dueAt("immediate", "2026-01-06T09:00:00.000Z")).toBe("2026-01-06T09:00:00.000Z");
  });

  test("at the next seven o’clock in Paris, in winter and in summer, and at seven itself the next day", () => {
    expect(dueAt("daily", "2026-01-06T05:59:59.999Z")).toBe("2026-01-06T06:00:00.000Z");
    expect(dueAt("daily", "2026-01-06T06:00:00.000Z")).toBe("2026-01-07T06:00:00.000Z");
    expect(dueAt("daily", "2026-07-14T22:30:00.000Z")).toBe("2026-07-15T05:00:00.000Z");
  });

  test("on the next Monday at seven in Paris", () => {
    expect(dueAt("weekly", "2026-01-05T05:59:00.000Z")).toBe("2026-01-05T06:00:00.000Z");
    expect(dueAt("weekly", "2026-01-05T06:00:00.000Z")).toBe("2026-01-12T06:00:00.000Z");
    expect(dueAt("weekly", "2026-12-31T23:30:00.000Z")).toBe("2027-01-04T06:00:00.000Z");
  });

  test("on the day when clocks change, which has 23 or 25 hours, as on any other", () => {
    expect(dueAt("daily", "2026-03-28T22:30:00.000Z")).toBe("2026-03-29T05:00:00.000Z");
    expect(dueAt("daily", "2026-10-24T21:30:00.000Z")).toBe("2026-10-25T06:00:00.000Z");
  });

  test("never later than a day, or a week, whenever in two years, and always at seven", () => {
    for (let hour = 0; hour < 2 * 365 * 24; hour++) {
      const now = new Date(Date.UTC(2026, 0, 1, hour, 30));
      for (const [cadence, most] of [
        ["daily", 25],
        ["weekly", 7 * 24 + 1],
      ] as const) {
        const wait = Date.parse(dueAt(cadence, now.toISOString())) - now.getTime();
        expect(wait > 0 && wait <= most * HOUR, `${cadence}, ${now.toISOString()}`).toBe(true);
        expect(paris.format(now.getTime() + wait)).toMatch(/ 07:00$/);
      }
    }
  });
});

test("a day begins at midnight in Paris", () => {
  expect(dayStart("2026-07-14T21:59:00.000Z")).toBe("2026-07-13T22:00:00.000Z");
  expect(dayStart("2026-10-25T22:59:00.000Z")).toBe("2026-10-24T22:00:00.000Z");
});
