/** The pieces of FTS5 expressions. Every token is quoted, so that no text from outside is read as a keyword of FTS5. */

const quoted = (tokens: readonly string[]) => `"${tokens.join(" ").replaceAll('"', '""')}"`;

/** The tokens next to each other, in this order. */
export const phrase = quoted;

/** One of the filter tokens. */
export function inFilters(tokens: readonly string[]): string {
  const alternatives = tokens.map((token) => quoted([token]));
  return alternatives.length === 1 ? `f:${alternatives[0]}` : `f:(${alternatives.join(" OR ")})`;
}

/** An expression without column filters, kept to the columns of text. */
export const inText = (expression: string) => `{title employer body}:(${expression})`;

/** An expression of `inText` kept to the columns that say what an offer is: title, domain, employer, town. */
export const inHeadOnly = (expression: string) => expression.replaceAll("{title employer body}:", "{title employer}:");

/** The tokens next to each other in the title or the employer's columns; valid within `inText` too. */
export const inHead = (tokens: readonly string[]) => `{title employer}:${phrase(tokens)}`;

/** A phrase of the title. Within `inText` too, since FTS5 keeps the columns that both filters name. */
export const inTitle = (tokens: readonly string[]) => `title:${phrase(tokens)}`;

export const either = (expressions: readonly string[]) => joined(expressions, " OR ");
export const both = (expressions: readonly string[]) => joined(expressions, " AND ");

function joined(expressions: readonly string[], operator: string): string {
  return expressions.length === 1 ? expressions.join() : `(${expressions.join(operator)})`;
}
