import sax, { type SAXOptions } from "sax";
import type { RssItem } from "./rss-item.ts";

/** Only the five entities of XML itself; the option is younger than the library's types. */
const OPTIONS: SAXOptions & { strictEntities: boolean } = { strictEntities: true };
/** Elements within each other: an item has two or three. */
const DEEPEST = 100;

/** What is wrong with an item, in French, and on which of its lines, from 0. */
export type ItemFault = { fault: string; line: number };

/**
 * Parses one item as strictly as XML asks. Employers write HTML's entities (`&eacute;`, `&nbsp;`), bare ampersands and
 * bare « < » in titles: these are understood. sax is used because htmlparser2, which reads the texts, accepts malformed
 * XML silently: of 18 faults that sax reports, it accepts 12 (an unmatched end tag, text after the root). It counts no
 * lines either.
 */
export function parseItem(text: string): { item: RssItem } | ItemFault {
  const parser = sax.parser(true, OPTIONS);
  const item: RssItem = new Map();
  /** The tags that are open, the item aside. */
  const path: string[] = [];
  let depth = 0;

  parser.onerror = (error) => {
    throw new Broken(faultOf(error.message));
  };
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth === 1) return;
    path.push(name);
    if (path.length > DEEPEST) throw new Broken(`plus de ${DEEPEST} balises y sont l’une dans l’autre`);
    if (path.length === 1) {
      const texts = item.get(name);
      if (texts) texts.push("");
      else item.set(name, [""]);
    }
    if (name === "time") item.set("time", [String(attributes.datetime ?? "")]);
  };
  const onText = (said: string) => {
    const [tag] = path;
    const texts = tag === undefined ? undefined : item.get(tag);
    if (texts) texts[texts.length - 1] += said;
  };
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.onclosetag = () => {
    depth -= 1;
    path.pop();
  };

  try {
    parser.write(withoutBareSigns(text)).close();
    return { item };
  } catch (error) {
    if (error instanceof Broken) return { fault: error.message, line: parser.line };
    throw error;
  }
}

class Broken extends Error {}

function faultOf(message: string): string {
  if (/close tag|closing tag|Unclosed|Unexpected end/i.test(message))
    return "une balise n’est pas fermée ou pas ouverte";
  if (/attribute/i.test(message)) return "un attribut est mal écrit";
  return "son XML est mal formé";
}

/** A CDATA section, which is left as it is; a reference that XML knows; or a sign that begins nothing of XML. */
const SIGNS =
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|&(?:#(\d{1,8}|x[\da-f]{1,7});|(?:amp|lt|gt|quot|apos);)?|<(?![\p{L}_:/!?])/giu;

/**
 * The text with its bare signs escaped. HTML's entities are escaped too: the texts of an item are then read as HTML, of
 * which they are part. References to control characters, which XML does not allow, are dropped.
 */
function withoutBareSigns(text: string): string {
  return text.replace(SIGNS, (said, number?: string) => {
    if (said === "&") return "&amp;";
    if (said === "<") return "&lt;";
    if (number === undefined) return said;
    const code = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number);
    return isCharacter(code) ? said : "";
  });
}

/** https://www.w3.org/TR/xml/#charsets */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
