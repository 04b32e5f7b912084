import { describe, expect, test } from "vitest";
import { UnreadableFeed } from "#app/domain/imports/feed-reader.ts";
import { fixture, read, readerOf } from "./reading.ts";

const ITEM = "<title>Stage</title><dc:identifier>S-2026-000301</dc:identifier>";
/** A feed of an item with this content, and of what comes after it. */
const aFeed = (content: string, ...after: string[]) =>
  `<?xml version="1.0"?><rss><channel><item>${content}</item>${after.join("")}</channel></rss>`;

describe("a PASS feed", () => {
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
});

test("two feeds end to end, or none at all, are refused whole", () => {
  const feed = fixture("internships.rss");
  expect(() => read(feed + feed.replace(/<\?xml[^>]*\?>/, ""))).toThrow(UnreadableFeed);
  expect(() => read("<!-- nothing -->")).toThrow(UnreadableFeed);
});
