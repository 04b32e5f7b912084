import { type Handler, Parser } from "htmlparser2";

/**
 * How deep elements may be within each other. People's texts, pasted from a mail program too, have some tens. At each tag
 * the parser goes through the elements that are open: without a limit, of 128,000 within each other it took 4.5 s.
 */
export const DEEPEST_HTML = 100;

/** A mail address between angle brackets, as mail programs write it: it is no tag. */
export const ADDRESS = /<(?=[^\s<>@"'=/]+@[^\s<>@"'=/]+>)/g;

/** The « & » of a parameter of a web address: `&region=11` holds no `&reg`, the « ® » that old HTML writes without `;`. */
const PARAMETER = /&(?=[a-z][\w-]*=)/gi;

/**
 * Control characters that nobody writes: they are « ’ », « œ » and the like of windows-1252 that a program took for those
 * of Unicode. HTML reads their references (`&#146;`) so; XML reads these as the control characters.
 */
const OF_WINDOWS = /[\u0080-\u009F]/g;

/**
 * Reads HTML from outside, however it is written, in time that grows with its length. It is read up to the first
 * element within a hundred others.
 * @returns whether it was read to its end
 */
export function readHtml(html: string, { onopentag, onclosetag, ...handler }: Partial<Handler>): boolean {
  let open = 0;
  const parser = new Parser({
    ...handler,
    onopentag(...tag) {
      open += 1;
      if (open > DEEPEST_HTML) parser.pause();
      else onopentag?.(...tag);
    },
    onclosetag(...tag) {
      open -= 1;
      onclosetag?.(...tag);
    },
  });
  const markup = html.replace(PARAMETER, "&amp;").replace(OF_WINDOWS, (control) => `&#${control.charCodeAt(0)};`);
  parser.end(markup);
  return open <= DEEPEST_HTML;
}
