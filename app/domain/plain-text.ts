import { Parser } from "htmlparser2";

/**
 * The text of what may be HTML, on one line: markup is read through, entities are decoded however many times they were
 * escaped, control characters go.
 */
export function toPlainLine(html: string): string {
  let text = html;
  // The feeds escape some fields twice (`l&amp;#039;image`); a third time has not been seen.
  for (let pass = 0; pass < 3; pass++) {
    const read = textOf(text);
    if (read === text) break;
    text = read;
  }
  return text.replace(/[\s\p{Cc}\p{Cs}]+/gu, " ").trim();
}

function textOf(html: string): string {
  let text = "";
  new Parser({
    ontext: (part) => {
      text += part;
    },
  }).end(html);
  return text;
}
