import { ADDRESS, readHtml } from "./read-html.ts";

/**
 * The text of a value that may be HTML, on one line: tags and control characters are removed, and entities are decoded,
 * even when they were escaped several times.
 */
export function toPlainLine(html: string): string {
  let text = html;
  // The feeds escape some fields twice (`l&amp;#039;image`); a third time has not been seen.
  for (let pass = 0; pass < 3; pass++) {
    const read = textOf(text);
    if (read === text) break;
    text = read;
  }
  // Spaces that stood around an invisible character are one space too: the line of a line is that line.
  return withoutInvisible(text.replace(/[\s\p{Cc}]/gu, " "))
    .replace(/ {2,}/g, " ")
    .trim();
}

/**
 * The text without its invisible characters: control characters, soft hyphens, lone surrogates, code points that no XML
 * may hold, and the marks that change the direction of writing, with which one name can be displayed as another (Unicode TR 36, «
 * bidirectional text spoofing »).
 */
export function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{NChar}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, "");
}

/**
 * The text cut between two words to at most `most` characters, at least one; the « … » that ends a cut text is counted.
 */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most - 1).replace(/\p{Cs}/gu, "");
  const space = start.lastIndexOf(" ");
  return `${(space > most / 2 ? start.slice(0, space) : start).trimEnd()}…`;
}

/** Tags that part words. Others (« CO<sub>2</sub> ») stand within them. */
const PARTING = /^(?:br|p|div|li|td|th|h[1-6])$/;

function textOf(html: string): string {
  let text = "";
  const part = (name: string) => {
    if (PARTING.test(name)) text += " ";
  };
  readHtml(html.replace(ADDRESS, "&lt;"), {
    onopentag: part,
    onclosetag: part,
    ontext(said) {
      text += said;
    },
  });
  return text;
}
