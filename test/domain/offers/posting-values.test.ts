import { describe, expect, test } from "vitest";
import { checked, NOW } from "./checked.ts";

const IMPOSSIBLE = "La durée est impossible en partie~: seul ce qui se comprend est retenu.";

describe("what cannot be is left unsaid, with a doubt", () => {
  test.each([
    ["a level", { level: 2 }, "level", null, "Le niveau 2 n’existe pas~: il est laissé non précisé."],
    ["a level above all", { level: 9 }, "level", null, "Le niveau 9 n’existe pas~: il est laissé non précisé."],
    ["a domain", { domains: ["NUM", "xyz", "num"] }, "domains", ["NUM"], "Le domaine «~XYZ~» est inconnu."],
    ["a département", { department: " 99 " }, "department", null, "Le département «~99~» est inconnu."],
    ["a region", { region: " 99 " }, "region", null, "La région «~99~» est inconnue."],
    ["a country", { country: " xxx " }, "country", "FRA", "Le pays «~XXX~» est inconnu~: la France est supposée."],
    ["a start", { startsOn: " 2026-02-30 " }, "startsOn", null, "Le début «~2026-02-30~» n’est pas une date."],
    [
      "the start of no date",
      { startsOn: "0001-01-01" },
      "startsOn",
      null,
      "Le début «~0001-01-01~» n’est pas une date.",
    ],
    [
      "the publication of no date",
      { publishedAt: "0001-01-01T00:00:00Z" },
      "publishedAt",
      null,
      "La date de publication «~0001-01-01T00:00:00Z~» n’est pas une date et heure.",
    ],
    ["a last day", { expiresOn: "demain" }, "expiresOn", null, "La date limite «~demain~» n’est pas une date."],
    [
      "a publication",
      { publishedAt: " hier " },
      "publishedAt",
      null,
      "La date de publication «~hier~» n’est pas une date et heure.",
    ],
    [
      "a modification",
      { updatedAt: "hier" },
      "updatedAt",
      null,
      "La date de modification «~hier~» n’est pas une date et heure.",
    ],
    [
      "a modification to come",
      { updatedAt: "2026-06-01T12:00:01Z" },
      "updatedAt",
      null,
      "La date de modification est à venir~: celle de l’import est retenue.",
    ],
    [
      "a publication in more than a year, which is kept",
      { publishedAt: "2072-01-01T00:00:00Z" },
      "publishedAt",
      "2072-01-01T00:00:00.000Z",
      "La date de publication est à plus de 12 mois~: l’offre ne paraîtra que ce jour-là.",
    ],
    ["a least duration", { durationMinMonths: 0, durationMaxMonths: 6 }, "durationMinMonths", null, IMPOSSIBLE],
    ["a longest duration", { durationMinMonths: 6, durationMaxMonths: 61 }, "durationMaxMonths", null, IMPOSSIBLE],
    ["a longest duration alone", { durationMaxMonths: 0 }, "durationMaxMonths", null, IMPOSSIBLE],
    [
      "telework that may be",
      { telework: "à discuter" },
      "telework",
      null,
      "Le télétravail n’est dit ni par oui ni par non («~à discuter~»)~: laissé non précisé.",
    ],
    [
      "an openness that is neither yes nor no",
      { disabilityFriendly: "RQTH" },
      "disabilityFriendly",
      null,
      "L’ouverture aux personnes en situation de handicap n’est dit ni par oui ni par non («~rqth~»)~: laissé non précisé.",
    ],
    ["a text that is missing", { description: "<p></p>" }, "description", null, "Le texte du poste manque."],
    [
      "an address",
      { contacts: [{ email: "a@b", phone: "01 99 00 00 00" }] },
      "contacts",
      [{ phone: "01 99 00 00 00" }],
      "L’adresse mail «~a@b~» n’est pas utilisable.",
    ],
    [
      "a number",
      { contacts: [{ phone: "appelez-nous" }] },
      "contacts",
      [],
      "Le téléphone «~appelez-nous~» n’est pas utilisable.",
    ],
    [
      "1.2.2: a site that is not over TLS",
      { contacts: [{ url: "http://a.example" }] },
      "contacts",
      [],
      "Le site «~http://a.example~» n’est pas utilisable.",
    ],
    [
      "1.2.2: a site that runs",
      { contacts: [{ url: "javascript:alert(1)" }] },
      "contacts",
      [],
      "Le site «~javascript:alert(1)~» n’est pas utilisable.",
    ],
    [
      "a sixth contact",
      { contacts: Array(6).fill({ email: "a@b.example" }) },
      "contacts",
      Array(5).fill({ email: "a@b.example" }),
      "Il y a plus de 5 contacts~: les premiers sont retenus.",
    ],
  ] as const)("%s", (_, said, field, kept, told) => {
    const posting = checked(said);
    expect(posting[field]).toEqual(kept);
    expect(posting.doubts).toEqual([told.replaceAll("~", "\u00a0")]);
  });

  test("but twenty doubts at most are told", () => {
    expect(checked({ domains: Array.from({ length: 30 }, (_, n) => `X${n}`) }).doubts).toHaveLength(20);
  });
});

test("what is at the bounds is kept, without a doubt", () => {
  const said = {
    reference: " s-2026-000001 ",
    level: "8",
    country: " fra ",
    region: " 53 ",
    startsOn: " 2026-09-01 ",
    expiresOn: "2026-12-31",
    publishedAt: " 2027-06-01T12:00:00Z ",
    updatedAt: NOW,
    durationMinMonths: 1,
    durationMaxMonths: "60",
    contacts: Array(5).fill({ email: "a@b.example" }),
  };
  const kept = { reference: "S-2026-000001", level: 8, country: "FRA", region: "53", startsOn: "2026-09-01" };
  expect(checked(said)).toMatchObject({
    ...kept,
    expiresOn: "2026-12-31",
    publishedAt: "2027-06-01T12:00:00.000Z",
    updatedAt: NOW,
    durationMinMonths: 1,
    durationMaxMonths: 60,
    doubts: [],
  });
  expect(checked({ level: 3 })).toMatchObject({ level: 3, doubts: [] });
  expect(checked({ durationMinMonths: 6, durationMaxMonths: 6 }).doubts).toEqual([]);
  expect(checked({ durationMinMonths: 6 })).toMatchObject({
    durationMinMonths: 6,
    durationMaxMonths: null,
    doubts: [],
  });
});

test("domains are in the order of their codes, once each, however they are written", () => {
  expect(checked({ domains: ["NUM", " com ", "Num"] })).toMatchObject({ domains: ["COM", "NUM"], doubts: [] });
});

test("a last day in 9999 is none", () => {
  expect(checked({ expiresOn: "9999-12-31" })).toMatchObject({ expiresOn: null, doubts: [] });
});

test("durations that are the wrong way round are exchanged", () => {
  expect(checked({ durationMinMonths: 12, durationMaxMonths: 6 })).toMatchObject({
    durationMinMonths: 6,
    durationMaxMonths: 12,
    doubts: ["La durée la plus longue est plus courte que l’autre\u00a0: elles sont échangées."],
  });
});

test.each([
  [true, true],
  [false, false],
  [" Oui ", true],
  ["NON", false],
  ["true", true],
  ["false", false],
  ["", null],
  [null, null],
])("a yes or a no may be written %j", (said, kept) => {
  expect(checked({ telework: said, disabilityFriendly: said })).toMatchObject({
    telework: kept,
    disabilityFriendly: kept,
    doubts: [],
  });
});

test("an instant on a day that no calendar has is not kept", () => {
  expect(checked({ publishedAt: "2026-02-30T10:00:00Z" }).publishedAt).toBeNull();
});

test.each([
  ["description", "Le texte du poste", 10_000],
  ["profile", "Le profil", 3_000],
  ["employerDescription", "Le texte de l’employeur", 3_000],
  ["more", "Le complément", 3_000],
])("a text within its limit is kept whole, a longer one is cut: %s", (field, name, most) => {
  expect(checked({ [field]: "x".repeat(most) }).doubts).toEqual([]);
  expect(checked({ [field]: "x".repeat(most + 1) }).doubts).toEqual([
    `${name} dépasse ${most} caractères et a été coupé.`,
  ]);
});
