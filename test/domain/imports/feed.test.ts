import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createReader } from "#app/domain/imports/feed.ts";
import { type Read, UnreadableFeed } from "#app/domain/imports/feed-reader.ts";
import { root } from "#workers/local/build.ts";

const NOW = "2026-12-01T12:00:00.000Z";
const fixture = (name: string) => readFileSync(join(root, "test/fixtures/feeds", name), "utf8");

const ITEM = "<title>Stage</title><dc:identifier>S-2026-000301</dc:identifier>";
/** A feed of an item with this content, and of what comes after it. */
const aFeed = (content: string, ...after: string[]) =>
  `<?xml version="1.0"?><rss><channel><item>${content}</item>${after.join("")}</channel></rss>`;

const readerOf = (kind: "rss" | "ndjson") => createReader(kind, NOW, { label: "utf-8", isDeclared: true });

/** Reads in pieces of any size: a network cuts where it likes. */
function read(text: string, kind: "rss" | "ndjson" = "rss", piece = text.length): Read[] {
  const reader = readerOf(kind);
  for (let at = 0; at < text.length; at += piece) reader.write(text.slice(at, at + piece));
  return reader.end();
}

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

  test.each([
    ["with a document type", `<!DOCTYPE rss><rss><channel/></rss>`],
    [
      "with a billion laughs",
      `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;">]><rss><channel><item><title>&lol2;</title></item></channel></rss>`,
    ],
    ["that is a page", "<html><body/></html>"],
  ])("1.5.1: %s is refused whole", (_, text) => {
    expect(() => read(text)).toThrow(UnreadableFeed);
  });

  test("whose end is missing says so, and gives the offers before it", () => {
    const whole = fixture("internships.rss");
    for (const [cut, first, second] of [
      [whole.slice(0, whole.indexOf("s-2026-000202")), true, false],
      [whole.slice(0, whole.lastIndexOf("</channel>")), true, true],
    ] as const) {
      const reader = readerOf("rss");
      reader.write(cut);
      expect(reader.end().map(({ ok }) => ok)).toEqual([first, second]);
      expect(reader.isTruncated).toBe(true);
    }
  });

  test("whose end is there is not truncated", () => {
    const reader = readerOf("rss");
    reader.write(fixture("internships.rss"));
    reader.end();
    expect(reader.isTruncated).toBe(false);
  });

  test("that has a broken offer gives the others", () => {
    const [first, second] = read(fixture("internships.rss").replace("</author>", "</auteur>"));
    expect(first).toMatchObject({ ok: false, reference: "S-2026-000201", reason: expect.stringContaining("balise") });
    expect(second).toMatchObject({ ok: true });
  });

  test("of which nothing can be read is refused with the first reason", () => {
    expect(() => read(fixture("internships.rss").replaceAll("</title>", "</titre>"))).toThrow(
      /^Aucune offre du flux n’est lisible. L’offre de la ligne \d+ /,
    );
  });

  test("has in a CDATA section what looks like offers, and is none", () => {
    const fake = "<item><title>Faux</title><dc:identifier>S-2026-000999</dc:identifier></item>";
    const [only, ...others] = read(
      aFeed(`<title>Vrai</title><description><![CDATA[</item>${fake}<!-- ]]></description>
      <dc:identifier>S-2026-000001</dc:identifier>`),
    );
    expect(only).toMatchObject({ ok: true, posting: { reference: "S-2026-000001", title: "Vrai" } });
    expect(others).toEqual([]);
  });

  test("has in a comment what is no offer", () => {
    const [only, ...others] = read(aFeed(ITEM, `<!-- <item><title>Faux</title></item> -->`));
    expect(only).toMatchObject({ ok: true });
    expect(others).toEqual([]);
  });

  test("whose CDATA section is not closed does not lend the texts of an offer to another one", () => {
    const reads = read(
      aFeed(
        "<title>Un</title><description><![CDATA[Texte</description><dc:identifier>S-2026-000001</dc:identifier>",
        "<item><title>Deux</title><description><![CDATA[Texte]]></description><dc:identifier>S-2026-000002</dc:identifier></item>",
        `<item>${ITEM}</item>`,
      ),
    );
    expect(reads).toMatchObject([
      { ok: false, reference: "S-2026-000001" },
      { ok: false, reference: "S-2026-000002" },
      { ok: true },
    ]);
  });

  test("whose last CDATA section is not closed costs its offer only", () => {
    const open =
      "<title>Un</title><description><![CDATA[Texte</description><dc:identifier>S-2026-000001</dc:identifier>";
    const reads = read(aFeed(open, `<item>${ITEM}</item>`));
    expect(reads).toMatchObject([{ ok: false, reference: "S-2026-000001" }, { ok: true }]);
  });

  test.each([
    ["an entity that nobody knows", "Stage &inconnu; ici", "Stage &inconnu; ici"],
    ["an ampersand at the end of a tag", "AT&T", "AT&T"],
    ["a number of no character", "Sta&#0;ge&#xFFFF;", "Stage"],
    ["a number of a character", "L&#8217;&#xE9;t&#233;", "L’été"],
  ])("has %s", (_, written, title) => {
    expect(read(aFeed(ITEM.replace("Stage", written)))).toMatchObject([{ posting: { title } }]);
  });

  test.each([
    ["an item of 10,000 tags", `${ITEM}${"<category>x</category>".repeat(10_000)}`, true],
    ["an attribute of 300,000 characters", `${ITEM}<a href="${"x".repeat(300_000)}"/>`, true],
    ["tags within each other", `${ITEM}${"<a>".repeat(200)}${"</a>".repeat(200)}`, false],
    ["a million characters", `${ITEM}<!--${"x".repeat(1_000_000)}-->`, false],
  ])("has %s, which is read or costs its offer only", (_, content, ok) => {
    expect(read(aFeed(content, `<item>${ITEM.replace("1", "2")}</item>`)).map((each) => each.ok)).toEqual([ok, true]);
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

describe("postings one a line", () => {
  const line = JSON.stringify({ reference: "S-2026-000301", title: "Stage", description: "<p>Texte</p>" });

  test("are read, empty lines aside, in pieces of any size", () => {
    const text = `${line}\n\n${line.replace("301", "302")}\n`;
    expect(read(text, "ndjson", 5).map((each) => each.ok && each.posting.reference)).toEqual([
      "S-2026-000301",
      "S-2026-000302",
    ]);
  });

  test("that are no JSON cost themselves only, and are told with their line", () => {
    const reads = read(
      `${line}\n{"reference": "S-2026-000302", "title": Stage}\n${line.replace("301", "303")}\n`,
      "ndjson",
    );
    expect(reads).toMatchObject([
      { ok: true },
      { ok: false, reference: "S-2026-000302", reason: "La ligne 2 n’est pas du JSON." },
      { ok: true },
    ]);
  });

  test.each([
    ["within its last line", `${line}\n${line.slice(0, -5)}`, true],
    ["nowhere, but its last line is no JSON", `${line}\nx\n`, false],
    ["nowhere", line, false],
  ])("may be cut %s", (_, text, isTruncated) => {
    const reader = readerOf("ndjson");
    reader.write(text);
    reader.end();
    expect(reader.isTruncated).toBe(isTruncated);
  });

  test.each(["Bonjour.", `[\n  {"reference": "S-2026-000301"},\n]`])("« %s » is refused whole", (text) => {
    expect(() => read(text, "ndjson")).toThrow(/^Aucune ligne du fichier n’est lisible/);
  });

  test("that are no offers are refused one by one", () => {
    const reads = read(`3\n[]\n"x"\nnull\n{}\n${line}`, "ndjson");
    expect(reads.map(({ ok }) => ok)).toEqual([false, false, false, false, false, true]);
  });
});

test("two feeds end to end, or none at all, are refused whole", () => {
  const feed = fixture("internships.rss");
  expect(() => read(feed + feed.replace(/<\?xml[^>]*\?>/, ""))).toThrow(UnreadableFeed);
  expect(() => read("<!-- nothing -->")).toThrow(UnreadableFeed);
});
