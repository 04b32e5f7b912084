import { stem } from "./stem.ts";
import { prepareText } from "./text.ts";

/** A text in pieces: those that were looked for are marked. Joined, they are the text again. */
export type Marked = { text: string; marked: boolean }[];

/** A piece of a text as it was written, and the tokens that the index has of it. */
type Chunk = { from: number; to: number; tokens: string[] };

/**
 * Marks what was looked for, whatever its accents, gender or number.
 * @param marks tokens side by side, as `compileMatch` gives them
 */
export function mark(text: string, marks: readonly string[][]): Marked {
  return pieces(text, 0, text.length, spansOf(chunksOf(text), marks));
}

/** About two lines of a page. */
const EXTRACT = 180;

/**
 * The part of a text that holds most of what was looked for, cut between words, marked; null when it holds nothing of
 * it.
 */
export function extract(text: string, marks: readonly string[][], length: number = EXTRACT): Marked | null {
  const spans = spansOf(chunksOf(text), marks);
  const first = bestStart(spans, length);
  if (!first) return null;
  // A little of what comes before, so that the words stand in their sentence.
  let from = Math.max(0, first.from - Math.floor(length / 4));
  if (from > 0) from = text.indexOf(" ", from) + 1 || from;
  from = Math.min(from, first.from);
  let to = Math.min(text.length, Math.max(from + length, first.to));
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), first.to);
  const inside = spans.filter((span) => span.from >= from && span.to <= to);
  return [
    ...(from > 0 ? [{ text: "… ", marked: false }] : []),
    ...pieces(text, from, to, inside),
    ...(to < text.length ? [{ text: " …", marked: false }] : []),
  ];
}

type Span = { from: number; to: number; mark: number };

/** Where the most different marks stand within a length: the first such place. */
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

function spansOf(chunks: Chunk[], marks: readonly string[][]): Span[] {
  const byFirst = new Map<string, { tokens: string[]; mark: number }[]>();
  for (const [index, tokens] of marks.entries()) {
    const first = tokens[0];
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { tokens, mark: index }]);
  }
  const flat = chunks.flatMap((chunk) => chunk.tokens.map((token) => ({ token, chunk })));
  const spans: Span[] = [];
  for (let at = 0; at < flat.length; at++) {
    const start = flat[at];
    const found = (start && byFirst.get(start.token))?.filter(({ tokens }) =>
      tokens.every((token, offset) => flat[at + offset]?.token === token),
    );
    const longest = found?.sort((a, b) => b.tokens.length - a.tokens.length)[0];
    const end = longest && flat[at + longest.tokens.length - 1];
    if (!start || !longest || !end) continue;
    if ((spans.at(-1)?.to ?? 0) <= start.chunk.from) {
      spans.push({ from: start.chunk.from, to: end.chunk.to, mark: longest.mark });
    }
    at += longest.tokens.length - 1;
  }
  return spans;
}

function pieces(text: string, from: number, to: number, spans: Span[]): Marked {
  const marked: Marked = [];
  let at = from;
  for (const span of spans) {
    if (span.from > at) marked.push({ text: text.slice(at, span.from), marked: false });
    marked.push({ text: text.slice(span.from, span.to), marked: true });
    at = span.to;
  }
  if (at < to) marked.push({ text: text.slice(at, to), marked: false });
  return marked;
}

/** Words with what belongs to them: « chargé·e », « R.H. », « C++ », « Bac +3 »; an elision stays outside. */
const CHUNK = /bac ?\+ ?\d|\.?[\p{L}\p{N}]+(?:[.·&/()-]+[\p{L}\p{N}]+)*(?:\)|[+#]+)?/giu;

function chunksOf(text: string): Chunk[] {
  return [...text.matchAll(CHUNK)].map((match) => {
    const [written] = match;
    return { from: match.index, to: match.index + written.length, tokens: tokensOf(written) };
  });
}

/** Most chunks are plain words, for which the whole preparation is not needed. */
function tokensOf(written: string): string[] {
  const known = tokens.get(written);
  if (known) return known;
  const folded = written.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const found = /^[a-z]{4,}$/.test(folded) && !/[a-z][A-Z]/.test(written) ? [stem(folded)] : prepareText(written);
  if (tokens.size >= REMEMBERED) tokens.clear();
  tokens.set(written, found);
  return found;
}

const REMEMBERED = 20_000;
const tokens = new Map<string, string[]>();
