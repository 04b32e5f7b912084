import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPosting, contentOf } from "#app/domain/offers/posting.ts";
import { checked, LEAST, NOW } from "./checked.ts";

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
  ["no reference", { reference: undefined }, "Le champ reference manque ou n’a pas la forme attendue."],
  [
    "a reference that could be a path",
    { reference: "../../etc" },
    "La référence «~../../ETC~» n’a pas la forme attendue.",
  ],
  [
    "a reference too long",
    { reference: `S-${"1".repeat(63)}` },
    `La référence «~S-${"1".repeat(63)}~» n’a pas la forme attendue.`,
  ],
  [
    "a reference that tells no type",
    { reference: "2026-1" },
    "La référence ne dit pas s’il s’agit d’un stage ou d’un apprentissage.",
  ],
  [
    "a reference whose type comes late",
    { reference: "2026-A-S-1" },
    "La référence ne dit pas s’il s’agit d’un stage ou d’un apprentissage.",
  ],
  ["an empty title", { title: " <b></b> " }, "Le titre est vide."],
  ["a title that is no text", { title: 3 }, "Le champ title manque ou n’a pas la forme attendue."],
  ["a level before other words", { level: "5 ou 6" }, "Le champ level manque ou n’a pas la forme attendue."],
  ["a level after other words", { level: "bac 5" }, "Le champ level manque ou n’a pas la forme attendue."],
  ["a type that does not exist", { type: "emploi" }, "Le champ type manque ou n’a pas la forme attendue."],
  ["contacts that are no list", { contacts: "a@b.example" }, "Le champ contacts manque ou n’a pas la forme attendue."],
  [
    "a contact whose name is no text",
    { contacts: [{ name: 3 }] },
    "Le champ contacts.0.name manque ou n’a pas la forme attendue.",
  ],
])("%s cannot be published, and it is said why", (_, said, reason) => {
  expect(checkPosting({ ...LEAST, ...said }, NOW)).toMatchObject({
    ok: false,
    reason: reason.replaceAll("~", "\u00a0"),
  });
});

test.each([
  [3, null],
  [null, null],
  [{ reference: 3 }, null],
  [{ reference: "  " }, null],
  [{ reference: " s-1 " }, "S-1"],
  [{ reference: "x".repeat(70) }, "X".repeat(64)],
])("of %j, which is no offer, the reference is %j", (raw, reference) => {
  expect(checkPosting(raw, NOW)).toMatchObject({ ok: false, reference });
});

test("what is no object is no offer", () => {
  expect(checkPosting(3, NOW)).toMatchObject({ reason: "Ce n’est pas une offre." });
});

test("a reference tells the type by its first letter", () => {
  expect([checked({ reference: "A-2026-1" }).type, checked({ reference: "S-2026-1" }).type]).toEqual([
    "apprentissage",
    "stage",
  ]);
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
      const refused = checkPosting({ ...LEAST, [field]: text }, NOW);
      expect(refused).toMatchObject({ ok: false, reference: LEAST.reference });
      expect(refused).toMatchObject({ reason: expect.stringContaining(`Le champ ${field} `) });
      expect(refused).toMatchObject({ reason: expect.stringContaining(String(why)) });
    }
  });

  test("in a contact or a domain", () => {
    expect(checkPosting({ ...LEAST, contacts: [{ name: tooDeep }] }, NOW)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("contacts.name"),
    });
    expect(checkPosting({ ...LEAST, domains: ["NUM", tooLong] }, NOW)).toMatchObject({ ok: false });
  });

  test("in a reference, which is then unknown", () => {
    expect(checkPosting({ ...LEAST, reference: tooLong }, NOW)).toMatchObject({ ok: false, reference: null });
  });

  test("and one at the bounds is", () => {
    expect(checked({ description: "x ".repeat(100_000) }).description).toMatch(/^<p>(?:x )+x…<\/p>$/);
    expect(checked({ description: `${"<div>".repeat(100)}x${"</div>".repeat(100)}` }).description).toBe("<p>x</p>");
  });

  test("whatever stands around it in JSON", () => {
    const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    expect(checkPosting({ ...LEAST, unknown: deep }, NOW)).toMatchObject({ ok: true });
    expect(checkPosting({ ...LEAST, title: deep }, NOW)).toMatchObject({ ok: false });
    expect(checkPosting(deep, NOW)).toMatchObject({ ok: false });
  });
});

test("a text in a domain that is too long is told by the name of its field", () => {
  expect(checkPosting({ ...LEAST, domains: ["x".repeat(200_001)] }, NOW)).toMatchObject({
    reason: "Le champ domains dépasse 200\u00a0ko.",
  });
});

test.each([
  ["title", "Le titre"],
  ["city", "La ville"],
  ["administration", "L’administration"],
  ["employer", "L’employeur"],
  ["service", "Le service"],
])("a line of 200 characters is kept whole, a longer one is cut: %s", (field, name) => {
  const told = `${name} dépasse 200 caractères\u00a0: la fin est coupée.`;
  expect(checked({ [field]: "x".repeat(200) }).doubts).not.toContain(told);
  expect(checked({ [field]: "x".repeat(201) }).doubts).toContain(told);
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
        { ...LEAST, title: `t${title}`, city, pay: city, contacts: [{ email, name: city }] },
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
