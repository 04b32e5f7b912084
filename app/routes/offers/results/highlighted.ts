import { extract, mark } from "#app/domain/search/highlight.ts";
import { plainText } from "#app/domain/text/reduced-html.ts";
import type { Entry } from "#db/catalogue/search/offer-pages.ts";

/** The offers with the searched words marked in their titles, and an excerpt of their texts around these words. */
export function highlighted(offers: Entry[], texts: ReadonlyMap<string, string>, marks: string[][]) {
  if (marks.length === 0) return offers;
  return offers.map((offer) => ({
    ...offer,
    markedTitle: mark(offer.title, marks),
    extract: extract(oneLine(texts.get(offer.reference) ?? ""), marks),
  }));
}

/** The texts are cut at a number of characters, maybe within a tag. */
function oneLine(html: string): string {
  return (plainText(html.replace(/<[^>]*$/, "")) ?? "")
    .replace(/\s+/g, " ")
    .replace(/ (?=[.,])/g, "")
    .trim();
}
