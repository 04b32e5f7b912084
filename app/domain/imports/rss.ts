import sax, { type SAXOptions } from "sax";
import { checkPosting } from "#app/domain/offers/posting.ts";
import { type FeedReader, RAW_AT_MOST, type Read, UnreadableFeed } from "./feed-reader.ts";
import { itemToPosting, type RssItem } from "./rss-item.ts";

/** Only the five entities of XML itself; the option is younger than the library's types. */
const OPTIONS: SAXOptions & { strictEntities: boolean } = { strictEntities: true };

/**
 * Reads a PASS feed (RSS 2.0 with Dublin Core) as strictly as XML asks, an item at a time. A feed has no document type:
 * one that declares entities is refused before any is expanded. sax is used because htmlparser2, which reads the texts,
 * accepts malformed XML silently: of 18 faults that sax reports, it accepts 12 (a bare ampersand, an unmatched end tag,
 * text after the root). It counts no lines either.
 */
export function createRssReader(now: string): FeedReader {
  const reads: Read[] = [];
  const parser = sax.parser(true, OPTIONS);
  const source = createSource();
  let root = "";
  let depth = 0;
  let item: RssItem | null = null;
  let path: string[] = [];

  parser.onerror = (error) => {
    throw new UnreadableFeed(
      `Le XML est mal formé ou tronqué, ligne ${parser.line + 1} : ${error.message.split("\n")[0]}.`,
    );
  };
  parser.ondoctype = () => {
    throw new UnreadableFeed("Le flux déclare un type de document ou des entités, ce qui n’est pas accepté.");
  };
  parser.onopentag = ({ name, attributes }) => {
    if (depth === 0 && root) throw new UnreadableFeed("Le XML est mal formé : il y a deux flux bout à bout.");
    depth += 1;
    root ||= name;
    if (root !== "rss") throw new UnreadableFeed("Ce n’est pas un flux RSS.");
    if (item) {
      path.push(name);
      if (path.length === 1) item.set(name, [...(item.get(name) ?? []), ""]);
      if (name === "time") item.set("time", [String(attributes.datetime ?? "")]);
    } else if (name === "item") {
      item = new Map();
      path = [];
      source.keepFrom(parser.startTagPosition - 1);
    }
  };
  const onText = (text: string) => {
    const [tag] = path;
    const texts = tag === undefined ? undefined : item?.get(tag);
    if (texts) texts[texts.length - 1] += text;
  };
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.onclosetag = () => {
    depth -= 1;
    if (!item) return;
    if (path.length > 0) path.pop();
    else {
      const { posting, doubts } = itemToPosting(item);
      const checked = checkPosting(posting, now);
      const told = checked.ok ? { ...checked, doubts: [...doubts, ...checked.doubts] } : checked;
      reads.push({ ...told, raw: source.until(parser.position).slice(0, RAW_AT_MOST) });
      item = null;
    }
  };

  return {
    get count() {
      return reads.length;
    },
    write(text) {
      source.append(text);
      parser.write(text);
      // The next item may have begun in this piece, so the source is kept from the last tag on.
      if (!item) source.keepFrom(Math.max(0, (parser.startTagPosition || 1) - 1));
    },
    end() {
      parser.close();
      if (!root) throw new UnreadableFeed("Ce n’est pas un flux RSS, ou il est tronqué.");
      return reads;
    },
  };
}

/** The end of the source, addressed by positions in the whole. */
function createSource() {
  let kept = "";
  let start = 0;
  return {
    append(text: string): void {
      kept += text;
    },
    keepFrom(position: number): void {
      kept = kept.slice(position - start);
      start = position;
    },
    until: (position: number): string => kept.slice(0, position - start),
  };
}
