import type { Marked } from "#app/domain/search/highlight.ts";

/** A text whose searched words are marked. */
export function MarkedText({ pieces }: { pieces: Marked }) {
  return pieces.map(({ text, marked }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces never change once they are rendered
    marked ? <mark key={index}>{text}</mark> : text,
  );
}
