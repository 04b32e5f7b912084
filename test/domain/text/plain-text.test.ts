import { expect, test } from "vitest";
import { toRichText } from "#app/domain/offers/rich-text.ts";
import { inTitle, phrase } from "#app/domain/text/fts5.ts";
import { cutAtWord, toPlainLine } from "#app/domain/text/plain-text.ts";
import { escapeHtml, plainText } from "#app/domain/text/reduced-html.ts";
import { escapeXml, textElement } from "#app/domain/text/xml.ts";

test("a line is read through a hundred elements within each other, and no further", () => {
  const within = (depth: number) => `un ${"<b>".repeat(depth)}deux${"</b>".repeat(depth)} trois`;
  expect(toPlainLine(within(100))).toBe("un deux trois");
  expect(toPlainLine(within(101))).toBe("un");
});

test("paragraphs and lines of HTML are words apart in a line", () => {
  expect(toPlainLine("<p>1 200 €<br>brut</p><p>CO<sub>2</sub></p>")).toBe("1 200 € brut CO2");
});

test("a line has neither soft hyphens nor control characters", () => {
  expect(toPlainLine("muni\u00ADci&shy;pal\u0007 &amp;amp; d\u2019\u00E9t\u00E9")).toBe(
    "municipal & d\u2019\u00E9t\u00E9",
  );
});

test("the apostrophes and ligatures of windows-1252 that became control characters are read as such", () => {
  expect(toPlainLine("l\u0092\u009Cuvre \u0096 10 \u0080")).toBe("l\u2019\u0153uvre \u2013 10 \u20AC");
  expect(toRichText("<p>l\u0092\u009Cuvre</p>")?.html).toBe("<p>l\u2019\u0153uvre</p>");
});

test("a line is read through entities that were escaped three times, and no more", () => {
  expect(toPlainLine("l&amp;amp;#039;image")).toBe("l'image");
  expect(toPlainLine("l&amp;amp;amp;#039;image")).toBe("l&#039;image");
  expect(toPlainLine("  un \n\t <b> deux</b>  ")).toBe("un deux");
  expect(toPlainLine("un \u00AD deux")).toBe("un deux");
});

test.each([
  ["un deux trois", 13, "un deux trois"],
  ["un deux trois", 12, "un deux…"],
  ["cinq six", 7, "cinq…"],
  ["deux trois", 8, "deux tr…"],
  ["abcd  efgh", 7, "abcd…"],
  ["anticonstitutionnellement", 6, "antic…"],
  ["ab\u{1F600}cd", 4, "ab…"],
  ["ab\u{1F600}cd", 5, "ab\u{1F600}…"],
  ["a\uD83Db\u{1F600}cd", 5, "ab…"],
])("« %s » in %i characters is « %s »", (text, most, cut) => {
  expect(cutAtWord(text, most)).toBe(cut);
});

test("the text of reduced HTML has its signs back, and a space for each tag", () => {
  const text = `R&D < 3 > 2 "été" &amp;`;
  expect(escapeHtml(text)).toBe("R&amp;D &lt; 3 &gt; 2 &quot;été&quot; &amp;amp;");
  expect(plainText(`<p>${escapeHtml(text)}</p><br>`)).toBe(` ${text}  `);
  expect(plainText(null)).toBe(null);
});

test("text in XML is escaped, and what no XML may hold is left out", () => {
  expect(escapeXml("a & b < c > \"d\" 'e'\r\n\t")).toBe("a &amp; b &lt; c &gt; &quot;d&quot; 'e'&#13;\n\t");
  expect(escapeXml("a\u0000b\u0008c\uFFFEd\uD800e\u{1F600}\uE000\u00A0")).toBe("abcde\u{1F600}\uE000\u00A0");
  expect(textElement("title", "R&D")).toBe("<title>R&amp;D</title>");
});

test("a quotation mark in a token does not end it in an expression", () => {
  expect(phrase(['a" OR "b', "c"])).toBe('"a"" OR ""b c"');
  expect(inTitle(['"'])).toBe('title:""""');
});
