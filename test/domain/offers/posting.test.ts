import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPosting, contentOf, type Posting } from "#app/domain/offers/posting.ts";

const NOW = "2026-06-01T12:00:00.000Z";
const least = { reference: "S-2026-000001", title: "Stage", description: "<p>Texte</p>" };

function checked(said: Record<string, unknown>): Posting & { doubts: string[] } {
  const result = checkPosting({ ...least, ...said }, NOW);
  if (!result.ok) throw new Error(result.reason);
  return { ...result.posting, doubts: result.doubts };
}

test("the least that can be said is a reference, a type and a title: the rest is not said", () => {
  expect(checked({})).toEqual({
    reference: "S-2026-000001",
    type: "stage",
    title: "Stage",
    administration: null,
    employer: null,
    service: null,
    level: null,
    domains: [],
    region: null,
    department: null,
    country: "FRA",
    city: null,
    description: "<p>Texte</p>",
    profile: null,
    employerDescription: null,
    more: null,
    startsOn: null,
    durationMinMonths: null,
    durationMaxMonths: null,
    telework: null,
    disabilityFriendly: null,
    pay: null,
    contacts: [],
    publishedAt: null,
    updatedAt: null,
    expiresOn: null,
    doubts: [],
  });
});

test("what is checked once passes again unchanged", () => {
  const { doubts, ...posting } = checked({
    title: "A &amp; B",
    description: "un\n\ndeux",
    department: "6",
    level: "7",
    country: "FRA",
  });
  expect(doubts).toEqual([]);
  expect(checkPosting(posting, NOW)).toEqual({ ok: true, posting, doubts: [] });
});

test.each([
  ["no reference", { reference: undefined }],
  ["a reference that could be a path", { reference: "../../etc" }],
  ["a reference too long", { reference: `S-${"1".repeat(100)}` }],
  ["a reference that tells no type", { reference: "2026-1" }],
  ["an empty title", { title: " <b></b> " }],
  ["a title that is no text", { title: 3 }],
  ["a type that does not exist", { type: "emploi" }],
  ["contacts that are no list", { contacts: "a@b.example" }],
])("%s cannot be published", (_, said) => {
  expect(checkPosting({ ...least, ...said }, NOW).ok).toBe(false);
});

test("the type that is said counts more than the letter", () => {
  expect(checked({ reference: "VILLE-12", type: "apprentissage" })).toMatchObject({
    reference: "VILLE-12",
    type: "apprentissage",
  });
});

test("a publication to come is kept", () => {
  const { publishedAt, doubts } = checked({ publishedAt: "2027-01-01T09:00:00+01:00" });
  expect(publishedAt).toBe("2027-01-01T08:00:00.000Z");
  expect(doubts).toEqual([]);
});

describe("a text beyond all bounds is not read", () => {
  const tooLong = "x".repeat(200_001);
  const tooDeep = `${"<div>".repeat(101)}x`;
  const FIELDS =
    "title administration employer service region department country city description profile employerDescription more startsOn pay publishedAt updatedAt expiresOn telework disabilityFriendly".split(
      " ",
    );

  test.each(FIELDS)("in %s", (field) => {
    for (const [text, why] of [
      [tooLong, "200\u00a0ko"],
      [tooDeep, "plus de 100 balises"],
    ]) {
      const refused = checkPosting({ ...least, [field]: text }, NOW);
      expect(refused).toMatchObject({ ok: false, reference: least.reference });
      expect(refused).toMatchObject({ reason: expect.stringContaining(`Le champ ${field} `) });
      expect(refused).toMatchObject({ reason: expect.stringContaining(String(why)) });
    }
  });

  test("in a contact or a domain", () => {
    expect(checkPosting({ ...least, contacts: [{ name: tooDeep }] }, NOW)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("contacts.name"),
    });
    expect(checkPosting({ ...least, domains: ["NUM", tooLong] }, NOW)).toMatchObject({ ok: false });
  });

  test("in a reference, which is then unknown", () => {
    expect(checkPosting({ ...least, reference: tooLong }, NOW)).toMatchObject({ ok: false, reference: null });
  });

  test("and one at the bounds is", () => {
    expect(checked({ description: "x ".repeat(100_000) }).description).toMatch(/^<p>(?:x )+x…<\/p>$/);
    expect(checked({ description: `${"<div>".repeat(100)}x${"</div>".repeat(100)}` }).description).toBe("<p>x</p>");
  });

  test("whatever stands around it in JSON", () => {
    const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    expect(checkPosting({ ...least, unknown: deep }, NOW)).toMatchObject({ ok: true });
    expect(checkPosting({ ...least, title: deep }, NOW)).toMatchObject({ ok: false });
    expect(checkPosting(deep, NOW)).toMatchObject({ ok: false });
  });
});

describe("what cannot be is left unsaid, with a doubt", () => {
  test.each([
    ["a level", { level: 2 }, "level", null],
    ["a domain", { domains: ["NUM", "xyz", "num"] }, "domains", ["NUM"]],
    ["a département", { department: "99" }, "department", null],
    ["a region", { region: "99" }, "region", null],
    ["a country", { country: "XXX" }, "country", "FRA"],
    ["a start", { startsOn: "2026-02-30" }, "startsOn", null],
    ["a last day", { expiresOn: "demain" }, "expiresOn", null],
    ["a modification to come", { updatedAt: "2027-01-01T00:00:00Z" }, "updatedAt", null],
    [
      "a publication in more than a year, which is kept",
      { publishedAt: "2072-01-01T00:00:00Z" },
      "publishedAt",
      "2072-01-01T00:00:00.000Z",
    ],
    ["a duration", { durationMinMonths: 0, durationMaxMonths: 6 }, "durationMinMonths", null],
    ["telework that may be", { telework: "à discuter" }, "telework", null],
    ["an openness that is neither yes nor no", { disabilityFriendly: "RQTH" }, "disabilityFriendly", null],
    ["a text that is missing", { description: "<p></p>" }, "description", null],
    [
      "an address",
      { contacts: [{ email: "a@b", phone: "01 99 00 00 00" }] },
      "contacts",
      [{ phone: "01 99 00 00 00" }],
    ],
    ["a number", { contacts: [{ phone: "appelez-nous" }] }, "contacts", []],
    ["1.2.2: a site that is not over TLS", { contacts: [{ url: "http://a.example" }] }, "contacts", []],
    ["1.2.2: a site that runs", { contacts: [{ url: "javascript:alert(1)" }] }, "contacts", []],
    [
      "a sixth contact",
      { contacts: Array(6).fill({ email: "a@b.example" }) },
      "contacts",
      Array(5).fill({ email: "a@b.example" }),
    ],
  ] as const)("%s", (_, said, field, kept) => {
    const posting = checked(said);
    expect(posting[field]).toEqual(kept);
    expect(posting.doubts).toHaveLength(1);
  });
});

test("a post abroad has neither region nor département", () => {
  expect(checked({ country: "deu", department: "75", city: "Berlin" })).toMatchObject({
    country: "DEU",
    department: null,
    region: null,
  });
});

test("a last day in 9999 is none", () => {
  expect(checked({ expiresOn: "9999-12-31" })).toMatchObject({ expiresOn: null, doubts: [] });
});

test("durations that are the wrong way round are exchanged", () => {
  expect(checked({ durationMinMonths: 12, durationMaxMonths: 6 })).toMatchObject({
    durationMinMonths: 6,
    durationMaxMonths: 12,
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

test("the pay is one plain line of 200 characters at most", () => {
  expect(checked({ pay: "<b>1 250 €</b>\nbrut &amp; par mois" }).pay).toBe("1 250 € brut & par mois");
  const { pay, doubts } = checked({ pay: "euro ".repeat(100) });
  expect(pay?.length).toBeLessThanOrEqual(201);
  expect(doubts).toEqual(["La rémunération dépasse 200 caractères : la fin est coupée."]);
});

describe("what is hashed of an offer", () => {
  const said = { contacts: [{ name: "Ada", email: "a@b.example" }], level: 6, department: "35" };
  const content = (facts: Record<string, unknown>) => contentOf(checked({ ...said, ...facts }));

  test("that says no telework, openness or pay is what it was before these facts existed", () => {
    const { doubts, ...posting } = checked(said);
    expect(contentOf(posting)).toBe(
      '{"reference":"S-2026-000001","type":"stage","title":"Stage","administration":null,"employer":null,"service":null,"city":null,"level":6,"domains":[],"country":"FRA","department":"35","region":"53","description":"<p>Texte</p>","profile":null,"employerDescription":null,"more":null,"durationMinMonths":null,"durationMaxMonths":null,"startsOn":null,"expiresOn":null,"publishedAt":null,"updatedAt":null,"contacts":[{"name":"Ada","email":"a@b.example"}]}',
    );
  });

  test("is another when one of them is said, even by a no", () => {
    const contents = [{}, { telework: true }, { telework: false }, { disabilityFriendly: true }, { pay: "600 €" }];
    expect(new Set(contents.map(content)).size).toBe(contents.length);
  });
});

test("long titles and texts are cut between two words, and it is told", () => {
  const { title, description, doubts } = checked({
    title: "mot ".repeat(100),
    description: `<p>${"mot ".repeat(5_000)}</p>`,
  });
  expect(title).toMatch(/ mot…$/);
  expect(title.length).toBeLessThanOrEqual(201);
  expect(description?.length).toBeLessThan(10_020);
  expect(doubts).toHaveLength(2);
});

test("no field of one line holds a line break or a control character, whatever is sent", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  fc.assert(
    fc.property(text, text, text, (title, city, email) => {
      const result = checkPosting(
        { ...least, title: `t${title}`, city, pay: city, contacts: [{ email, name: city }] },
        NOW,
      );
      if (!result.ok) return;
      const { posting } = result;
      const lines = [
        posting.title,
        posting.city ?? "",
        posting.pay ?? "",
        ...posting.contacts.flatMap((contact) => Object.values(contact)),
      ];
      for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }),
  );
});

test("anything at all is answered, never thrown at", () => {
  fc.assert(
    fc.property(
      fc.object({
        key: fc.constantFrom("reference", "title", "contacts", "level", "__proto__", "domains"),
        maxDepth: 2,
      }),
      (raw) => {
        expect(typeof checkPosting(raw, NOW).ok).toBe("boolean");
      },
    ),
  );
});

test("marks that turn the writing around are taken out: a name cannot be shown as another", () => {
  expect(checked({ title: "Stage \u202Eegats\u202C\u200B" }).title).toBe("Stage egats");
});

test("a modification date to come is not kept", () => {
  const { updatedAt, doubts } = checked({ updatedAt: "2027-01-01T00:00:00Z" });
  expect(updatedAt).toBeNull();
  expect(doubts).toEqual(["La date de modification est à venir : celle de l’import est retenue."]);
});

test("an instant on a day that no calendar has is not kept", () => {
  expect(checked({ publishedAt: "2026-02-30T10:00:00Z" }).publishedAt).toBeNull();
});

test("a telephone number of punctuation only is no telephone number", () => {
  expect(checked({ contacts: [{ phone: "-- (()) ..//" }] }).contacts).toEqual([]);
});

describe("a town", () => {
  test.each([
    ["LYON CEDEX 03", { city: "Lyon", department: "69", region: "84" }],
    ["97400 Saint-Denis", { city: "Saint-Denis", department: "974", region: "04" }],
    ["Cantal - 15", { city: null, department: "15", region: "84" }],
    ["Rennes, site de Beaulieu", { city: "Rennes, site de Beaulieu", department: "35", region: "53" }],
    ["Télétravail", { city: null, department: null, region: null }],
    ["Bretagne", { city: null, department: null, region: "53" }],
  ])("« %s » is read with its codes", (city, place) => {
    expect(checked({ city })).toMatchObject({ ...place, country: "FRA" });
  });

  test("that several départements have is kept as it was written, with a doubt", () => {
    const read = checkPosting({ ...least, city: "SAINT-DENIS" }, NOW);
    expect(read).toMatchObject({
      posting: { city: "SAINT-DENIS", department: null },
      doubts: [expect.stringContaining("(93, 974, 11, 30)")],
    });
  });

  test("that is not in the publisher's département is kept, with a doubt", () => {
    const read = checkPosting({ ...least, city: "Rennes", department: "75" }, NOW);
    expect(read).toMatchObject({
      posting: { city: "Rennes", department: "75" },
      doubts: [expect.stringContaining("dans ce département")],
    });
  });

  test("abroad is kept as it is", () => {
    expect(checked({ city: "Bruxelles", country: "BEL" })).toMatchObject({ city: "Bruxelles", department: null });
  });
});

test("a département is understood by its name too", () => {
  expect(checked({ department: "Ille-et-Vilaine" })).toMatchObject({ department: "35", region: "53" });
});
