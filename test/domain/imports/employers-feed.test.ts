import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodingOf } from "#app/domain/imports/encoding.ts";
import { createReader } from "#app/domain/imports/feed.ts";
import { root } from "#workers/local/build.ts";

const NOW = "2026-12-01T12:00:00.000Z";

/** A feed as employers send them: a broken offer and one whose end tag is missing, among four that can be read. */
const bytes = readFileSync(join(root, "test/fixtures/feeds/employer-windows-1252.rss"));
const encoding = encodingOf(bytes);
if ("unknown" in encoding) throw new Error(encoding.unknown);
const reader = createReader("rss", NOW, encoding);
reader.write(new TextDecoder(encoding.label).decode(bytes));
const reads = reader.end();

function posting(reference: string) {
  const found = reads.find((each) => each.ok && each.posting.reference === reference);
  if (!found?.ok) throw new Error(`${reference} was not read`);
  return found.posting;
}

test("it is read in the encoding that it declares", () => {
  expect(encoding.label).toBe("windows-1252");
  expect(posting("A-2026-000301").employer).toBe("Ville de Saint-Étienne");
});

test("HTML's entities and bare ampersands are read", () => {
  expect(posting("A-2026-000301")).toMatchObject({
    title: "Chargé(e) d’études – Eau & assainissement",
    service: "R&D",
    description: "<p>Vous suivez l’étude \u00a0: 12 000 € de budget.</p>",
    contacts: [{ email: "rh@ville.example", phone: "04 65 71 00 00" }],
  });
});

test("a title that was escaped twice is unescaped, without its soft hyphen", () => {
  expect(posting("A-2026-000302").title).toBe("Jardinier(ère) municipal");
});

test("a CDATA section is left as it is", () => {
  expect(posting("A-2026-000302").description).toBe("<p>Plantes &amp; arbres, R&amp;D des sols</p>");
});

test("a bare « < » is read, a control character is dropped", () => {
  expect(posting("A-2026-000304").title).toBe("Niveau < 5 ans d’expérience");
});

test("towns are read as people write them", () => {
  expect(["A-2026-000301", "A-2026-000302", "A-2026-000304"].map((reference) => posting(reference).city)).toEqual([
    "Saint-Étienne",
    "Lyon",
    "Saint-Denis",
  ]);
});

test("a publication to come is kept", () => {
  expect(posting("A-2026-000306").publishedAt).toBe("2027-02-01T07:00:00.000Z");
});

test("offers that stay broken are told with their reference, their line and their source, and cost no other", () => {
  const broken = reads.flatMap((each) => (each.ok ? [] : [each]));
  expect(broken).toMatchObject([
    { reference: "A-2026-000303", reason: expect.stringMatching(/^L’offre de la ligne 23 .* ligne 27\.$/) },
    { reference: "A-2026-000305", reason: expect.stringMatching(/^L’offre de la ligne 33 /) },
  ]);
  expect(broken.map(({ raw }) => raw.split("\n").slice(0, 2))).toEqual([
    ["<item>", "<title>Archiviste</title>"],
    ["<item>", "<title>Informaticien</title>"],
  ]);
  expect(reads).toHaveLength(6);
});
