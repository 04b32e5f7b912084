import { expect, test } from "vitest";
import { billOf } from "#bench/cost/bill.ts";

const million = { unit: "million", per: 1_000_000 };
const prices = {
  rows: { name: "rows", ...million, included: 25_000_000, each: 0.5 },
  files: { name: "files", ...million, included: 10_000_000, each: 4, whole: true },
};
const mailPlans = [
  { name: "small", monthly: 20, included: 50_000, eachThousand: 1 },
  { name: "large", monthly: 90, included: 100_000, eachThousand: 0.5 },
];
const month = (rows: number, mails: number, files = 0) =>
  billOf({ rows, files }, prices, { plan: 5, mails, mailPlans });

test("what the plan includes costs nothing more", () => {
  expect(month(25_000_000, 0)).toEqual({ lines: { plan: 5, rows: 0, files: 0, mails: 20 }, total: 25 });
});

test("what is beyond is paid by the unit", () => {
  expect(month(27_000_000, 0).lines.rows).toBe(1);
});

test("where units are whole, one that was begun is paid", () => {
  expect(month(0, 0, 10_000_001).lines.files).toBe(4);
});

test("mails beyond the plan are paid by whole thousands", () => {
  expect(month(0, 50_001).lines.mails).toBe(21);
});

test("of the mail plans the cheapest is taken", () => {
  expect(month(0, 200_000).lines.mails).toBe(140);
});
