/**
 * Tokens such that every offer that an expression finds holds at least one of them. Matching compares a fresh offer
 * only with the saved searches that share such a token with it. `f:` begins a filter token, `w:` a token of the text.
 * @param expression an expression of `compileMatch`
 * @param frequency how many offers hold a token: of several possible groups of tokens, the rarest is returned
 * @throws when the expression has another form
 */
export function selectiveTokens(expression: string, frequency: (token: string) => number): string[] {
  const reader = { symbols: expression.match(TOKEN) ?? [], at: 0, frequency };
  const tokens = readOr(reader, "w");
  if (reader.at < reader.symbols.length) throw new Error("An expression that is none of ours");
  return [...new Set(tokens)];
}

/** The tokens that an expression names: those whose frequency `selectiveTokens` may ask for. */
export function expressionTokens(expression: string): string[] {
  return [...new Set((expression.match(/"(?:[^"]|"")*"/g) ?? []).flatMap((quoted) => quoted.slice(1, -1).split(" ")))];
}

const TOKEN = /"(?:[^"]|"")*"|\{[^}]*\}:|[a-z]+:|\(|\)|AND|OR|NOT/g;

type Reader = { symbols: string[]; at: number; frequency: (token: string) => number };
/** `w` for the text, `f` for the filters. */
type Column = "w" | "f";

/** Only the left side of NOT must match, so the right side gives no token. NOT has the highest precedence in FTS5. */
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
  // An offer that holds a phrase holds each of its tokens: the rarest one is enough.
  const words = token.slice(1, -1).split(" ");
  const rarest = words.reduce((best, word) => (reader.frequency(word) < reader.frequency(best) ? word : best));
  return [`${column}:${rarest}`];
}

function cost(tokens: string[], { frequency }: Reader): number {
  return tokens.reduce((sum, token) => sum + frequency(token.slice(2)), 0);
}
