/**
 * The tokens of which one at least stands in every offer that an expression finds: by them, few fresh offers are asked
 * of few saved searches. `f:` stands before a filter token, `w:` before one of the text.
 * @param expression one that `compileMatch` made
 * @param frequency how many offers hold a token: of several groups that would do, the rarest is taken
 */
export function selectiveTokens(expression: string, frequency: (token: string) => number): string[] {
  const reader = { symbols: expression.match(TOKEN) ?? [], at: 0, frequency };
  const tokens = readOr(reader, "w");
  if (reader.at < reader.symbols.length) throw new Error("An expression that is none of ours");
  return [...new Set(tokens)];
}

/** The tokens that an expression names, without those that it excludes nothing by: what `frequency` is asked of. */
export function expressionTokens(expression: string): string[] {
  return [...new Set((expression.match(/"(?:[^"]|"")*"/g) ?? []).flatMap((quoted) => quoted.slice(1, -1).split(" ")))];
}

const TOKEN = /"(?:[^"]|"")*"|\{[^}]*\}:|[a-z]+:|\(|\)|AND|OR|NOT/g;

type Reader = { symbols: string[]; at: number; frequency: (token: string) => number };
/** Text, or filters. */
type Column = "w" | "f";

/** What stands left of NOT must hold; what stands right of it narrows no further. FTS5 binds NOT the tightest. */
function readOr(reader: Reader, column: Column): string[] {
  const tokens = readAnd(reader, column);
  while (reader.symbols[reader.at] === "OR") {
    reader.at += 1;
    tokens.push(...readAnd(reader, column));
  }
  return tokens;
}

function readAnd(reader: Reader, column: Column): string[] {
  let tokens = readNot(reader, column);
  while (reader.symbols[reader.at] === "AND") {
    reader.at += 1;
    const other = readNot(reader, column);
    if (cost(other, reader) < cost(tokens, reader)) tokens = other;
  }
  return tokens;
}

function readNot(reader: Reader, column: Column): string[] {
  const tokens = readOne(reader, column);
  while (reader.symbols[reader.at] === "NOT") {
    reader.at += 1;
    readOne(reader, column);
  }
  return tokens;
}

function readOne(reader: Reader, column: Column): string[] {
  const token = reader.symbols[reader.at] ?? "";
  reader.at += 1;
  if (token.endsWith(":")) return readOne(reader, token === "f:" ? "f" : "w");
  if (token === "(") {
    const tokens = readOr(reader, column);
    if (reader.symbols[reader.at] !== ")") throw new Error("An expression that is none of ours");
    reader.at += 1;
    return tokens;
  }
  if (!token.startsWith('"')) throw new Error("An expression that is none of ours");
  // Of a phrase every token is there: the rarest says most.
  const words = token.slice(1, -1).split(" ");
  const rarest = words.reduce((best, word) => (reader.frequency(word) < reader.frequency(best) ? word : best));
  return [`${column}:${rarest}`];
}

function cost(tokens: string[], { frequency }: Reader): number {
  return tokens.reduce((sum, token) => sum + frequency(token.slice(2)), 0);
}
