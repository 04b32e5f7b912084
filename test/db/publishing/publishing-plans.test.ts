import { expect, test } from "vitest";
import { countReached } from "#db/accounts/publishing/audience.ts";
import { findSameHead } from "#db/catalogue/publishing/similar-offers.ts";
import { plansOf, plansOfAccounts } from "#test/support/plans.ts";

const DRAFT = { title: "communication", employer: "", body: "", f: "o t2" };

test("the audience of a draft reads the searches that share a token with it, by their ids", async () => {
  const plan = await plansOfAccounts((db) => countReached(db, DRAFT, [DRAFT], 1));
  expect(plan.filter((step) => /SCAN (?:s|t|c)\b/.test(step))).toEqual([]);
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH t USING (?:COVERING INDEX|PRIMARY KEY).*token=\?/));
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH s USING INTEGER PRIMARY KEY/));
  expect(plan).toContainEqual(expect.stringMatching(/^SCAN draft_offers_fts VIRTUAL TABLE INDEX/));
});

test("the offers that a draft may repeat are found by the index, and read by their ids", async () => {
  const draft = { type: "stage", title: "Archiviste", country: "FRA", department: "35", commune: "35238" } as const;
  const plan = await plansOf((db) =>
    findSameHead(db, { ...draft, administration: { slug: "a" } }, ["S-1"], "2026-01-15"),
  );
  expect(plan.filter((step) => /SCAN (?:o|a)\b/.test(step))).toEqual([]);
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH o USING INTEGER PRIMARY KEY/));
});
