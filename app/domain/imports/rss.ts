import { checkPosting } from "#app/domain/offers/posting.ts";
import type { Encoding } from "./encoding.ts";
import { createItemCutter, type FeedItem } from "./feed-items.ts";
import { type FeedReader, MOST_OFFERS, type Read, readOf, UnreadableFeed } from "./feed-reader.ts";
import { checkLegible } from "./illegible.ts";
import { itemToPosting } from "./rss-item.ts";
import { parseItem } from "./rss-xml.ts";

/** An offer of which each text is as long as a text may be has fewer characters. */
const LONGEST_ITEM = 1_000_000;

/**
 * Reads a PASS feed (RSS 2.0 with Dublin Core). It is cut into its items first, and each is then read as strictly as XML
 * asks, by itself, except that HTML's entities and bare ampersands are understood (`rss-xml.ts`).
 */
export function createRssReader(now: string, encoding: Encoding): FeedReader {
  const reads: Read[] = [];
  let isTruncated = false;
  let legible = 0;
  const cutter = createItemCutter((item) => {
    if (reads.length > MOST_OFFERS) return;
    for (const { isLegible, ...read } of readItem(item, now, encoding)) {
      reads.push(read);
      if (isLegible) legible += 1;
    }
  });
  return {
    get count() {
      return reads.length;
    },
    get isTruncated() {
      return isTruncated;
    },
    write: cutter.write,
    end() {
      const end = cutter.end();
      isTruncated = end.isTruncated;
      if (end.withoutItems !== null) checkWellFormed(end.withoutItems);
      const [first] = reads;
      if (first && !first.ok && legible === 0) {
        throw new UnreadableFeed(`Aucune offre du flux n’est lisible. ${first.reason}`);
      }
      return reads;
    },
  };
}

/** A feed without any offer is believed only when all of it is right. */
function checkWellFormed(text: string): void {
  const parsed = parseItem(text);
  if ("fault" in parsed) throw new UnreadableFeed(`Le XML est mal formé ou tronqué, ligne ${parsed.line + 1}.`);
}

/** Whether XML and encoding were right is told beside: an offer may still not be one that can be published. */
type ItemRead = Read & { isLegible: boolean };

/** The offer of an item; several when the item has swallowed others. */
function readItem({ text, line, swallowsOthers }: FeedItem, now: string, encoding: Encoding): ItemRead[] {
  const place = `L’offre de la ligne ${line}`;
  const broken = (source: string, why: string): ItemRead => {
    const reason = `${place} n’est pas lisible\u00a0: ${why}.`;
    return { ...readOf({ ok: false, reference: referenceIn(source), reason }, source), isLegible: false };
  };
  if (swallowsOthers) {
    const each = text.split(/(?=<item[\s/>])/);
    return each.map((source) => broken(source, "une section CDATA, la sienne ou celle d’avant, n’est pas fermée"));
  }
  if (text.length > LONGEST_ITEM) return [broken(text, "elle dépasse un million de caractères")];
  const parsed = parseItem(text);
  if ("fault" in parsed) return [broken(text, `${parsed.fault}, ligne ${line + parsed.line}`)];
  const { posting, doubts } = itemToPosting(parsed.item);
  const checked = checkPosting(posting, now);
  const told = checked.ok ? { ...checked, doubts: [...doubts, ...checked.doubts] } : checked;
  const { legible, ...read } = checkLegible(told, text, place, encoding);
  return [{ ...read, isLegible: legible }];
}

/** The reference that an item which cannot be parsed seems to have. */
function referenceIn(text: string): string | null {
  const [, said] = /<dc:identifier>\s{0,9}(?:<!\[CDATA\[)?\s{0,9}([a-z\d][\w.-]{2,63})\s{0,9}[<\]]/i.exec(text) ?? [];
  return said?.toUpperCase() ?? null;
}
