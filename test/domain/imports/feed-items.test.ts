import fc from "fast-check";
import { expect, test } from "vitest";
import { createItemCutter, type FeedItem } from "#app/domain/imports/feed-items.ts";

/** What was cut of a text that came in pieces of so many characters, of which so many are looked at together. */
function cut(text: string, piece: number, window: number) {
  const items: FeedItem[] = [];
  try {
    const cutter = createItemCutter((item) => items.push(item), window);
    for (let at = 0; at < text.length; at += piece) cutter.write(text.slice(at, at + piece));
    return { items, ...cutter.end() };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

const MARKS = [
  ...["<item>", "<item a='b'>", "<items>", "</item>", "</item \n >", "<channel>", "</channel>", "</rss>"],
  ...["<![CDATA[", "]]>", "<!--", "-->", "<?p", "?>", "<", ">", "\n", " ", "a", "’"],
];
/** These refuse a feed: one in each would leave nothing else to try. */
const REFUSED = ["<rss>", "<!DOCTYPE a>"];
const PROLOGUES = ["", "<?xml version='1.0'?>\n", "<!-- un flux -->", "<?xml", "<html>"];

test("a feed is cut in the same places, whatever pieces the network makes of it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PROLOGUES),
      fc.array(fc.oneof({ weight: 50, arbitrary: fc.constantFrom(...MARKS) }, fc.constantFrom(...REFUSED)), {
        maxLength: 40,
      }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 60 }),
      (prologue, marks, piece, window) => {
        const text = `${prologue}<rss><channel>${marks.join("")}`;
        expect(cut(text, piece, window)).toEqual(cut(text, text.length, Number.POSITIVE_INFINITY));
      },
    ),
    { numRuns: 2_000 },
  );
});

test("an item is given as soon as it is whole, with its line", () => {
  const items: FeedItem[] = [];
  const cutter = createItemCutter((item) => items.push(item), 1);
  cutter.write("<rss>\n<channel>\n<item>1</item>\n<item>2</i");
  expect(items).toEqual([{ text: "<item>1</item>", line: 3, swallowsOthers: false }]);
  cutter.write("tem>");
  cutter.write("</channel>");
  expect(items.map(({ line }) => line)).toEqual([3, 4]);
});
