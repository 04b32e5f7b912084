import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Read } from "#app/domain/imports/feed-reader.ts";
import { root } from "#workers/local/build.ts";
import { fixture, read } from "./reading.ts";

const apprenticeships = read(fixture("apprenticeships.rss"));
const internships = read(fixture("internships.rss"));

function posting(reads: Read[], reference: string) {
  const found = reads.find((each) => each.ok && each.posting.reference === reference);
  if (!found?.ok) throw new Error(`${reference} was not read`);
  return { ...found.posting, doubts: found.doubts };
}

describe("a PASS feed", () => {
  test("gives an offer whole, whatever was escaped once, twice or wrapped in a link", () => {
    expect(posting(apprenticeships, "A-2026-000101")).toMatchObject({
      type: "apprentissage",
      title: "Apprenti(e) archiviste – fonds de l'État & des communes",
      employer: "Archives de l'Ain",
      service: null,
      administration: "Ministère de la Culture",
      city: "Bourg-en-Bresse",
      department: "01",
      region: "84",
      country: "FRA",
      level: 6,
      durationMinMonths: 24,
      durationMaxMonths: 36,
      startsOn: "2026-09-01",
      publishedAt: "2026-01-12T15:40:27.000Z",
      updatedAt: "2026-01-12T16:00:00.000Z",
      expiresOn: null,
      contacts: [{ email: "recrutement@archives.example", phone: "04.65.71.00.00" }],
      doubts: [],
    });
  });

  test("gives its text without what runs", () => {
    expect(posting(apprenticeships, "A-2026-000101").description).toBe(
      "<p>Vous participez au classement :</p><ul><li>des fonds anciens</li><li>des <strong>plans</strong></li></ul>",
    );
  });

  test("has départements without zero, in lower case, overseas, and one that is no longer", () => {
    expect(posting(apprenticeships, "A-2026-000102")).toMatchObject({ department: "2A", region: "94" });
    expect(posting(apprenticeships, "A-2026-000103")).toMatchObject({ department: "973", region: "03" });
    const { department, region, doubts } = posting(apprenticeships, "A-2026-000104");
    expect({ department, region }).toEqual({ department: null, region: "94" });
    expect(doubts.join()).toContain("département 20");
  });

  test("has durations in part impossible, of which the rest is kept with a doubt", () => {
    const { durationMinMonths, durationMaxMonths, doubts } = posting(apprenticeships, "A-2026-000102");
    expect({ durationMinMonths, durationMaxMonths }).toEqual({ durationMinMonths: 12, durationMaxMonths: null });
    expect(doubts).toHaveLength(1);
    expect(posting(apprenticeships, "A-2026-000103")).toMatchObject({ durationMinMonths: 12, durationMaxMonths: 12 });
  });

  test("has several contacts, or half of one", () => {
    expect(posting(apprenticeships, "A-2026-000102").contacts).toEqual([{ email: "rh@jardins.example" }]);
    expect(posting(apprenticeships, "A-2026-000103").contacts).toEqual([
      { email: "a@aviation.example", phone: "05 36 49 00 00" },
      { email: "b@aviation.example", phone: "06 39 98 00 00" },
    ]);
    expect(posting(apprenticeships, "A-2026-000104").contacts).toEqual([{ phone: "04 65 71 11 11" }]);
    const withoutAddress = fixture("apprenticeships.rss").replace(">04 65 71 11 11<", "> - 04 65 71 11 11<");
    expect(posting(read(withoutAddress), "A-2026-000104").contacts).toEqual([{ phone: "04 65 71 11 11" }]);
  });

  test("has starts at midnight in Paris, in summer and winter; another hour is no start", () => {
    expect(posting(apprenticeships, "A-2026-000102").startsOn).toBe("2026-11-01");
    expect(posting(internships, "S-2026-000202").startsOn).toBe("2026-08-03");
    const { startsOn, doubts } = posting(internships, "S-2026-000201");
    expect(startsOn).toBeNull();
    expect(doubts.join()).toContain("pas un début de contrat");
  });

  test("has publications written in two ways, one of them in the time of Paris", () => {
    expect(posting(internships, "S-2026-000201").publishedAt).toBe("2026-01-12T06:05:00.000Z");
    expect(posting(internships, "S-2026-000202").publishedAt).toBe("2026-07-12T05:05:00.000Z");
  });

  test("says what is not understood, and leaves it unsaid", () => {
    const { publishedAt, level, durationMinMonths, doubts } = posting(apprenticeships, "A-2026-000104");
    expect({ publishedAt, level, durationMinMonths }).toEqual({
      publishedAt: null,
      level: null,
      durationMinMonths: null,
    });
    expect(doubts).toHaveLength(4);
  });

  test("gives an internship without département nor level as such", () => {
    expect(posting(internships, "S-2026-000201")).toMatchObject({
      type: "stage",
      department: null,
      region: null,
      level: null,
      service: "Préfecture",
      contacts: [],
      description: "<p>Rédaction de notes &amp; participation aux réunions.</p><p>Visites de terrain...</p>",
    });
    expect(posting(internships, "S-2026-000202").description).toBe("<p>Une ligne.</p><p>Une autre.</p>");
  });

  test("has offers that cannot be published, each told with its source", () => {
    const refused = apprenticeships.flatMap((each) => (each.ok ? [] : [each]));
    expect(refused.map(({ reference }) => reference)).toEqual([null, "A-2026-000106", "X-2026-000107"]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      "Le champ reference manque ou n’a pas la forme attendue.",
      "Le champ title manque ou n’a pas la forme attendue.",
      "La référence ne dit pas s’il s’agit d’un stage ou d’un apprentissage.",
    ]);
    for (const { raw } of refused) expect(raw).toMatch(/^<item>.*<\/item>$/s);
  });

  test.each([1, 7, 100])("reads the same in pieces of %i characters", (piece) => {
    expect(read(fixture("apprenticeships.rss"), "rss", piece)).toEqual(apprenticeships);
  });

  test("that is real has 8 offers, none of them refused", () => {
    const folder = join(root, "../shared/data/pass-feed");
    // The extract is not ours to publish: it is read where it is at hand.
    if (!existsSync(folder)) return;
    const reads = ["apprenticeships.rss", "internships.rss"].flatMap((name) =>
      read(readFileSync(join(folder, name), "utf8")),
    );
    expect(reads.map((each) => (each.ok ? "read" : each.reason))).toEqual(Array(8).fill("read"));
  });
});
