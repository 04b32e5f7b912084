import { describe, expect, test } from "vitest";
import { COLUMNS, csvHead, csvLine, ndjsonLine } from "#app/domain/api/open-data.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { aPosting } from "#test/support/postings.ts";

function offerOf(said: Partial<Offer>): Offer {
  const { publishedAt, updatedAt, ...posting } = aPosting({ reference: "S-2026-000001" });
  const dates = { publishedAt: publishedAt ?? "", updatedAt: updatedAt ?? "" };
  return { ...posting, ...dates, id: 1, commune: null, administration: null, withdrawnAt: null, ...said };
}
const cell = (name: string, said: Partial<Offer>) => {
  // A line of which every other text is plain: cells are counted by their semicolons.
  const written = csvLine({ offer: offerOf({ description: null, ...said }), url: "https://pass.example/x" });
  const index = COLUMNS.findIndex((column) => column.name === name);
  return written.replace(/\r\n$/, "").split(";")[index];
};

describe("a cell of the CSV", () => {
  test.each(["=1+1", "+33", "-2", "@SUM(A1)", " =1", "＝1", "－1"])(
    "that begins as the formula %s does not run",
    (title) => {
      expect(cell("intitule", { title })).toBe(`'${title}`);
    },
  );

  test("that is a number stays one, below zero too", () => {
    expect(cell("longitude", { commune: "35238" })).toMatch(/^-1\.\d+$/);
  });

  test("is quoted when it holds a semicolon, a quote or a line", () => {
    const written = csvLine({ offer: offerOf({ title: 'a;b "c"' }), url: "u" });
    expect(written).toContain(';"a;b ""c""";');
  });

  test("says yes, no, or nothing", () => {
    expect([true, false, null].map((telework) => cell("teletravail", { telework }))).toEqual(["oui", "non", ""]);
  });

  test("holds a long text without markup, a line for each paragraph and item", () => {
    const description = "<p>Un &amp; deux</p><ul><li>trois</li><li><strong>quatre</strong><br>cinq</li></ul>";
    expect(csvLine({ offer: offerOf({ description }), url: "u" })).toContain('"Un & deux\ntrois\nquatre\ncinq"');
  });
});

test("the CSV begins with the mark of UTF-8 and its columns, each named once", () => {
  expect(csvHead()).toBe(`\uFEFF${COLUMNS.map(({ name }) => name).join(";")}\r\n`);
  expect(new Set(COLUMNS.map(({ name }) => name)).size).toBe(COLUMNS.length);
});

test("a line in JSON keeps the site of a contact, once, and nothing of a person", () => {
  const contacts = [{ name: "Une", email: "u@x.example", url: "https://x.example" }, { url: "https://x.example" }];
  expect(JSON.parse(ndjsonLine({ offer: offerOf({ contacts }), url: "u" })).contacts).toEqual([
    { url: "https://x.example" },
  ]);
});
