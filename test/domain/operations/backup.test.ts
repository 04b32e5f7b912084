import { expect, test } from "vitest";
import { backupAge, lastForgotten, nightOf } from "#app/domain/operations/backup.ts";
import { toldKeys } from "#app/domain/operations/told-mail.ts";

test.each([
  ["2026-01-06T00:59:59Z", "2026-01-05"],
  ["2026-01-06T01:00:00Z", "2026-01-06"],
  ["2026-07-06T00:00:00Z", "2026-07-06"],
  ["2026-07-05T23:59:00Z", "2026-07-05"],
])("a night begins at two o’clock in Paris, in winter and in summer: %s belongs to %s", (at, night) => {
  expect(nightOf(new Date(at))).toBe(night);
});

test("when a night begins, 30 nights are kept with it", () => {
  expect(lastForgotten("2026-03-01")).toBe("2026-01-30");
});

test("where no backup was ever asked for, none is late", () => {
  expect(backupAge(null, null, new Date("2026-01-06T12:00:00Z"))).toBe(null);
});

test("what was mailed since is looked for in each hour, the first and the last one included", () => {
  expect(toldKeys("2026-01-06T23:59:00.000Z", "2026-01-07T01:00:00.000Z")).toEqual([
    "told/2026-01-06T23.ndjson.gz",
    "told/2026-01-07T00.ndjson.gz",
    "told/2026-01-07T01.ndjson.gz",
  ]);
});
