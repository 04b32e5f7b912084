import { prepareText } from "#app/domain/text/text.ts";

/** A text in pieces, some of them marked. Joined, the pieces are the whole text. */
export type Marked = { text: string; marked: boolean }[];

/** A token of a text, and where its word stands in the text. */
type Written = { token: string; from: number; to: number };

/**
 * Marks the words that a search looked for, whatever their accents, gender or number in the text.
 * @param marks tokens side by side, as `compileMatch` gives them
 */
export function mark(text: string, marks: readonly string[][]): Marked {
  return pieces(text, spansOf(text, marks));
}

/** About two lines of a page. */
const EXTRACT = 180;

/** The extract is looked for within this many characters first; the rest is read only when they hold no mark. */
const BEGINNING = 1500;

/**
 * An extract: the part of a text that holds the most different marks, cut between words, with its marks. The beginning
 * of the text is preferred when it holds any. Null when the text holds none.
 */
export function extract(text: string, marks: readonly string[][], length: number = EXTRACT): Marked | null {
  const first = bestStart(spansOf(text.slice(0, BEGINNING), marks), length) ?? bestStart(spansOf(text, marks), length);
  if (!first) return null;
  // A little of what comes before, so that the words stand in their sentence.
  let from = Math.max(0, first.from - Math.floor(length / 4));
  if (from > 0) from = text.indexOf(" ", from) + 1 || from;
  from = Math.min(from, first.from);
  let to = Math.min(text.length, Math.max(from + length, first.to));
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), first.to);
  return [
    ...(from > 0 ? [{ text: "… ", marked: false }] : []),
    ...mark(text.slice(from, to), marks),
    ...(to < text.length ? [{ text: " …", marked: false }] : []),
  ];
}

type Span = { from: number; to: number; mark: number };

/** Where the first window of a given length that holds the most different marks begins. */
function bestStart(spans: Span[], length: number): Span | null {
  let best: Span | null = null;
  let most = 0;
  for (const [index, span] of spans.entries()) {
    const within = new Set<number>();
    for (let next = index; next < spans.length; next++) {
      const other = spans[next];
      if (!other || other.to > span.from + (length * 3) / 4) break;
      within.add(other.mark);
    }
    if (within.size > most || best === null) [best, most] = [span, within.size];
  }
  return best;
}

function spansOf(text: string, marks: readonly string[][]): Span[] {
  const byFirst = Map.groupBy(
    marks.map((tokens, mark) => ({ tokens, mark })).sort((a, b) => b.tokens.length - a.tokens.length),
    ({ tokens }) => tokens[0],
  );
  const written = tokensIn(text);
  const spans: Span[] = [];
  for (let at = 0; at < written.length; at++) {
    const start = written[at];
    const longest = byFirst
      .get(start?.token)
      ?.find(({ tokens }) => tokens.every((token, offset) => written[at + offset]?.token === token));
    const end = longest && written[at + longest.tokens.length - 1];
    if (!start || !longest || !end) continue;
    if ((spans.at(-1)?.to ?? 0) <= start.from) spans.push({ from: start.from, to: end.to, mark: longest.mark });
    at += longest.tokens.length - 1;
  }
  return spans;
}

function pieces(text: string, spans: Span[]): Marked {
  const marked: Marked = [];
  let at = 0;
  for (const span of spans) {
    if (span.from > at) marked.push({ text: text.slice(at, span.from), marked: false });
    marked.push({ text: text.slice(span.from, span.to), marked: true });
    at = span.to;
  }
  if (at < text.length) marked.push({ text: text.slice(at), marked: false });
  return marked;
}

/**
 * A word with the signs that belong to it: « chargé·e », « R.H. », « C++ », « Bac +3 »; an elision is not part of it.
 */
const CHUNK = /bac ?\+ ?\d|\.?[\p{L}\p{N}]+(?:[.·&/()-]+[\p{L}\p{N}]+)*(?:\)|[+#]+)?/giu;

function tokensIn(text: string): Written[] {
  const written: Written[] = [];
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    for (const token of tokensOf(chunk)) written.push({ token, from: index, to: index + chunk.length });
  }
  return written;
}

/** The tokens are remembered, because texts repeat their words. */
function tokensOf(written: string): string[] {
  const known = tokens.get(written);
  if (known) return known;
  const found = prepareText(written);
  if (tokens.size >= REMEMBERED) tokens.clear();
  tokens.set(written, found);
  return found;
}

const REMEMBERED = 20_000;
const tokens = new Map<string, string[]>();
