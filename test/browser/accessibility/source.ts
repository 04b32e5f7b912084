import { Parser } from "htmlparser2";

/** Elements without an end, which the source closes by itself (« <br/> »). */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/**
 * Compares the source of a page, read to the letter, with what the browser makes of it: where it had to mend something
 * (an element that may not stand there, that is not closed, an attribute given twice), they differ (RGAA 8.2).
 * @param made what the browser made of it: « depth name » for each element, in order
 */
export function asTheBrowserReadsIt(source: string, made: string[]): string[] {
  const written: string[] = [];
  const faults: string[] = [];
  const open: string[] = [];
  const attributes = new Set<string>();
  const parser = new Parser(
    {
      onattribute(name) {
        if (attributes.has(name)) faults.push(`twice: ${name}`);
        attributes.add(name);
      },
      onopentag(name) {
        attributes.clear();
        written.push(`${open.length} ${name.toLowerCase()}`);
        open.push(name);
      },
      onclosetag(name, implied) {
        if (implied && !VOID.test(name) && !isDrawn(open)) faults.push(`not closed: ${name}`);
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(source.replace(/<(script|style)\b([^>]*)>[\s\S]*?<\/\1>/g, "<$1$2></$1>"));
  const at = written.findIndex((element, place) => element !== made[place]?.toLowerCase());
  if (at !== -1 || written.length !== made.length) {
    const place = at === -1 ? written.length : at;
    faults.push(`element ${place}: written ${written[place]} after ${written[place - 1]}, made ${made[place]}`);
  }
  return faults;
}

/** Inside a drawing, elements close by themselves. */
function isDrawn(open: string[]): boolean {
  return open.includes("svg");
}
