import { describe, expect, test } from "vitest";
import { checkDraft } from "#app/domain/publishing/draft-check.ts";
import { draftFrom, readTyped, type TypedDraft } from "#app/domain/publishing/draft-form.ts";
import { draftOfOffer } from "#app/domain/publishing/draft-of-offer.ts";
import { offerReference } from "#app/domain/publishing/offer-reference.ts";

const CONTEXT = { administration: "Ministère de la Culture", today: "2026-03-02", now: "2026-03-02T10:00:00.000Z" };
const READY: TypedDraft = { type: "stage", title: "Chargée ou chargé d’archives", description: "Classer." };
const check = (typed: TypedDraft, reference: string | null = null) => checkDraft(typed, { ...CONTEXT, reference });

test("an offer of one place is one posting, with what was typed", () => {
  const { postings, errors, doubts } = check({
    ...READY,
    ...{ domain1: "CUL", domain2: "DOC", level: "6", employer: "Archives", place1: "Rennes (35)", telework: "non" },
    ...{ startsOn: "01/09/2026", durationMin: "2", durationMax: "4 mois", expiresOn: "2026-05-01" },
    ...{ contact1Email: "a@b.fr", contact2Name: "Léa", contact2Url: "www.b.fr" },
  });
  expect([errors, doubts]).toEqual([{}, {}]);
  expect(postings.map(({ posting }) => posting)).toMatchObject([
    {
      ...{ type: "stage", domains: ["CUL", "DOC"], level: 6, city: "Rennes", department: "35", telework: false },
      ...{ startsOn: "2026-09-01", durationMinMonths: 2, durationMaxMonths: 4, expiresOn: "2026-05-01" },
      ...{ administration: "Ministère de la Culture", description: "<p>Classer.</p>", publishedAt: null },
      contacts: [{ email: "a@b.fr" }, { name: "Léa", url: "https://www.b.fr" }],
    },
  ]);
});

test("each place is a posting, whose reference follows its field", () => {
  const { postings } = check({ ...READY, place1: "Rennes (35)", place3: "Lyon", place4: "lyon" }, "S-2026-K7M4QX");
  expect(postings.map(({ posting }) => [posting.reference, posting.city])).toEqual([
    ["S-2026-K7M4QX", "Rennes"],
    ["S-2026-K7M4QX-3", "Lyon"],
  ]);
});

test("a day of publication to come is seven in the morning of that day, a past one is now", () => {
  const published = (publishesOn: string) => check({ ...READY, publishesOn }).postings[0]?.posting.publishedAt;
  expect(published("2026-04-02")).toBe("2026-04-02T05:00:00.000Z");
  expect(published("2026-03-02")).toBeNull();
});

describe("what keeps an offer from being published", () => {
  test.each<[string, TypedDraft, string]>([
    ["no type", { title: "a" }, "type"],
    ["no title", { type: "stage" }, "title"],
    ["a mail that is none", { ...READY, contact2Email: "a@b" }, "contact2Email"],
    ["a contact without a way to reach it", { ...READY, contact1Name: "Léa" }, "contact1Email"],
    ["a phone that is none", { ...READY, contact1Phone: "demander" }, "contact1Phone"],
    ["a day that is none", { ...READY, startsOn: "septembre" }, "startsOn"],
    ["a last day that is past", { ...READY, expiresOn: "2026-03-01" }, "expiresOn"],
    ["a last day before the first", { ...READY, publishesOn: "2026-04-02", expiresOn: "2026-04-01" }, "expiresOn"],
    ["a day of publication that is none", { ...READY, publishesOn: "demain", expiresOn: "2026-04-01" }, "publishesOn"],
    ["a duration that is none", { ...READY, durationMin: "six" }, "durationMin"],
    ["durations the wrong way round", { ...READY, durationMin: "6", durationMax: "2" }, "durationMax"],
    ["a text that would be cut", { ...READY, description: "mot ".repeat(3000) }, "description"],
  ])("%s", (_, typed, field) => {
    expect(Object.keys(check(typed).errors)).toEqual([field]);
  });

  test("another type than its reference says", () => {
    expect(Object.keys(check({ ...READY, type: "apprentissage" }, "S-2026-K7M4QX").errors)).toEqual(["type"]);
  });
});

test("a town of several départements is doubtful, and published all the same", () => {
  const { errors, doubts, postings } = check({ ...READY, place2: "Saint-Denis" });
  expect(errors).toEqual({});
  expect(doubts.place2).toContain("précisez lequel");
  expect(postings).toHaveLength(1);
});

test("a form keeps the fields of an offer alone, and what was typed in them", () => {
  const fields = new Map([
    ["title", " a\r\nb"],
    ["csrf", "x"],
    ["version", "3"],
    ["level", " "],
  ]);
  expect(readTyped(fields)).toEqual({ title: " a\nb" });
});

test("an offer of any publisher is a draft again, without its days", () => {
  const typed: TypedDraft = {
    ...READY,
    ...{ place1: "Rennes (35)", level: "6", telework: "oui", contact1Email: "a@b.fr", domain1: "CUL" },
  };
  const [{ posting } = { posting: null }] = check({ ...typed, expiresOn: "2026-09-01" }).postings;
  if (!posting) throw new Error("no posting");
  const offer = {
    ...{ ...posting, id: 1, commune: null, withdrawnAt: null, closedByHand: null, publishedAt: "", updatedAt: "" },
    administration: null,
  };
  expect(draftOfOffer(offer)).toEqual(typed);
});

test("a new draft begins with who hires, where, and whom to write to", () => {
  const last = { ...READY, employer: "Archives", place1: "Rennes", place2: "Brest", contact1Email: "a@b.fr" };
  expect(draftFrom(last, "apprentissage")).toEqual({
    ...{ type: "apprentissage", employer: "Archives", place1: "Rennes", contact1Email: "a@b.fr" },
  });
});

test("a reference says the type and the year, and holds a letter and a figure", () => {
  for (let byte = 0; byte < 256; byte++) {
    expect(offerReference("stage", "2026", new Uint8Array(16).fill(byte))).toMatch(
      /^S-2026-(?=.*[2-9])(?=.*[B-Z])[2-9BCDFGHJKMNPQRTVWXZ]{6}$/,
    );
  }
});
