import { expect, test } from "vitest";
import { prolonged, reminderOf } from "#app/domain/publishing/reminders.ts";

const offer = { expiresOn: "2026-03-20", publishedAt: "2026-01-05T08:00:00.000Z" };
const WEEK = "2026-03-13T07:00:00.000Z";
const EVE = "2026-03-19T07:00:00.000Z";

test("an offer is told of seven days and one day before its last day, at eight in the morning", () => {
  expect(reminderOf(offer, [], "2026-03-01T10:00:00.000Z")).toEqual({ due: null, nextAt: WEEK });
  const week = { key: "2026-03-20/7", lastDay: "2026-03-20" };
  expect(reminderOf(offer, [], WEEK)).toEqual({ due: week, nextAt: EVE });
  expect(reminderOf(offer, [week.key], WEEK)).toEqual({ due: null, nextAt: EVE });
  expect(reminderOf(offer, [week.key], EVE)).toEqual({ due: { ...week, key: "2026-03-20/1" }, nextAt: null });
});

test("of two reminders that are due, the nearer one is told", () => {
  expect(reminderOf(offer, [], "2026-03-20T09:00:00.000Z").due?.key).toBe("2026-03-20/1");
});

test("another last day is told of anew", () => {
  const later = { ...offer, expiresOn: "2026-04-20" };
  expect(reminderOf(later, ["2026-03-20/7", "2026-03-20/1"], "2026-04-14T09:00:00.000Z").due?.key).toBe("2026-04-20/7");
});

test("an offer without a last day is told of every three months", () => {
  const endless = { ...offer, expiresOn: null };
  const told = (now: string, keys: string[] = []) => reminderOf(endless, keys, now);
  expect(told("2026-04-01T08:00:00.000Z")).toEqual({ due: null, nextAt: "2026-04-05T08:00:00.000Z" });
  expect(told("2026-04-05T08:00:00.000Z")).toEqual({
    due: { key: "sans/3", lastDay: null },
    nextAt: "2026-07-05T08:00:00.000Z",
  });
  expect(told("2026-07-06T08:00:00.000Z", ["sans/3"]).due?.key).toBe("sans/6");
  expect(told("2026-07-06T08:00:00.000Z", ["sans/6"]).due).toBeNull();
});

test("a month is counted from the last day that was told of, or from today when it is past", () => {
  expect(prolonged("2026-03-20", "2026-03-13")).toBe("2026-04-20");
  expect(prolonged("2026-03-20", "2026-05-02")).toBe("2026-06-02");
  expect(prolonged(null, "2026-05-02")).toBeNull();
});
