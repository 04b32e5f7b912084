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
  ["a type that does not exist", { type: "emploi" }, "Le champ type manque ou n’a pas la forme attendue."],
  ["contacts that are no list", { contacts: "a@b.example" }, "Le champ contacts manque ou n’a pas la forme attendue."],
  [
    "a contact whose name is no text",
    { contacts: [{ name: 3 }] },
    "Le champ contacts.0.name manque ou n’a pas la forme attendue.",
  ],
])("%s cannot be published, and it is said why", (_, said, reason) => {
  expect(checkPosting({ ...least, ...said }, NOW)).toMatchObject({
    ok: false,
    reason: reason.replaceAll("~", "\u00a0"),
  });
});

test.each([
  [3, null],
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

const IMPOSSIBLE = "La durée est impossible en partie~: seul ce qui se comprend est retenu.";

describe("what cannot be is left unsaid, with a doubt", () => {
  test.each([
    ["a level", { level: 2 }, "level", null, "Le niveau 2 n’existe pas~: il est laissé non précisé."],
    ["a domain", { domains: ["NUM", "xyz", "num"] }, "domains", ["NUM"], "Le domaine «~XYZ~» est inconnu."],
    ["a département", { department: " 99 " }, "department", null, "Le département «~99~» est inconnu."],
    ["a region", { region: " 99 " }, "region", null, "La région «~99~» est inconnue."],
    ["a country", { country: " xxx " }, "country", "FRA", "Le pays «~XXX~» est inconnu~: la France est supposée."],
    ["a start", { startsOn: " 2026-02-30 " }, "startsOn", null, "Le début «~2026-02-30~» n’est pas une date."],
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
    durationMaxMonths: 60,
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
  expect(checked({ durationMinMonths: 6, durationMaxMonths: 6 }).doubts).toEqual([]);
  expect(checked({ durationMinMonths: 6 })).toMatchObject({
    durationMinMonths: 6,
    durationMaxMonths: null,
    doubts: [],
  });
});

test("a post abroad has neither region nor département", () => {
  const ignored = "Un poste à l’étranger n’a ni région ni département\u00a0: ils sont ignorés.";
  for (const place of [{ department: "75" }, { region: "11" }]) {
    expect(checked({ country: " deu ", city: "Berlin", ...place })).toMatchObject({
      country: "DEU",
      department: null,
      region: null,
      doubts: [ignored],
    });
  }
  expect(checked({ country: "DEU", city: "Berlin" }).doubts).toEqual([]);
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

test.each([
  ["-- (()) ..//", false],
  ["3939", true],
  ["393", false],
  ["+33 (0)1 99 00 00 00 ", true],
  ["poste 3939", false],
  ["3939 le matin", false],
  [`0${"0".repeat(16)}`, true],
  [`0${"0".repeat(17)}`, false],
  ["01.99.00.00.00", true],
  ["0 - 1 - 9 - 9 - 0 - 0 - 0 - 00", true],
  ["0 - 1 - 9 - 9 - 0 - 0 - 0 - 000", false],
])("« %s » is a telephone number: %s", (phone, isOne) => {
  const { contacts } = checked({ contacts: [{ phone: phone }] });
  expect(contacts.length > 0).toBe(isOne);
});

test("a site of 500 characters is kept, a longer one is not", () => {
  const site = (length: number) => `https://a.example/${"x".repeat(length - 18)}`;
  for (const [length, kept] of [
    [500, [{ url: site(500) }]],
    [501, []],
  ] as const)
    expect(checked({ contacts: [{ url: site(length) }] }).contacts).toEqual(kept);
});

test("a text in a domain that is too long is told by the name of its field", () => {
  expect(checkPosting({ ...least, domains: ["x".repeat(200_001)] }, NOW)).toMatchObject({
    reason: "Le champ domains dépasse 200\u00a0ko.",
  });
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
      doubts: [
        "La ville «\u00a0SAINT-DENIS\u00a0» existe dans plusieurs départements (93, 974, 11, 30)\u00a0: précisez lequel.",
      ],
    });
  });

  test("that is not in the publisher's département is kept, with a doubt", () => {
    const read = checkPosting({ ...least, city: "Rennes", department: "75" }, NOW);
    expect(read).toMatchObject({
      posting: { city: "Rennes", department: "75" },
      doubts: ["La ville «\u00a0Rennes\u00a0» n’est pas connue dans ce département."],
    });
    expect(checked({ city: "Trifouillis" }).doubts).toEqual(["La ville «\u00a0Trifouillis\u00a0» n’est pas connue."]);
  });

  test("that is the name of another département than the publisher's is kept as it was written", () => {
    expect(checked({ city: "Cantal - 15", department: "35" })).toMatchObject({ city: "Cantal - 15", department: "35" });
    expect(checked({ city: "Cantal - 15", department: "15" })).toMatchObject({ city: null, department: "15" });
  });

  test("abroad is kept as it is", () => {
    expect(checked({ city: "Bruxelles", country: "BEL" })).toMatchObject({ city: "Bruxelles", department: null });
  });
});

test.each([
  ["Ille-et-Vilaine", "35", "53"],
  [" 6 ", "06", "93"],
  ["2a", "2A", "94"],
])("a département is understood by its name or its code: « %s »", (said, department, region) => {
  expect(checked({ department: said })).toMatchObject({ department, region, doubts: [] });
});

test("département 20 is Corsica, of which only the région is known", () => {
  expect(checked({ department: "20" })).toMatchObject({
    department: null,
    region: "94",
    doubts: ["Le département 20 est la Corse, sans dire laquelle\u00a0: la région seule est retenue."],
  });
});
