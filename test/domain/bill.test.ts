import { expect, test } from "vitest";
import { billOf } from "#bench/cost/bill.ts";

const prices = { rows: { name: "rows", unit: "million", included: 25_000_000, each: 0.5, per: 1_000_000 } };
const mailPlans = [
  { name: "small", monthly: 20, included: 50_000, eachThousand: 1 },
  { name: "large", monthly: 90, included: 100_000, eachThousand: 0.5 },
];
const month = (rows: number, mails: number) => billOf({ rows }, prices, { plan: 5, mails, mailPlans });

test("what the plan includes costs nothing more", () => {
  expect(month(25_000_000, 0)).toEqual({ lines: { plan: 5, rows: 0, mails: 20 }, total: 25 });
});

test("what is beyond is paid by the unit", () => {
  expect(month(27_000_000, 0).lines.rows).toBe(1);
});

test("mails beyond the plan are paid by whole thousands", () => {
  expect(month(0, 50_001).lines.mails).toBe(21);
});

test("of the mail plans the cheapest is taken", () => {
  expect(month(0, 200_000).lines.mails).toBe(140);
});
