/**
 * The tokens of which one at least stands in every offer that an expression finds: by them, few fresh offers are asked
 * of few saved searches. `f:` stands before a filter token, `w:` before one of the text.
 * @param expression one that `compileMatch` made
 * @param frequency how many offers hold a token: of several groups that would do, the rarest is taken
 */
export function gateTokens(expression: string, frequency: (token: string) => number): string[] {
  const reader = { tokens: expression.match(TOKEN) ?? [], at: 0, frequency };
  const gate = readOr(reader, "w");
  if (reader.at < reader.tokens.length) throw new Error("An expression that is none of ours");
  return [...new Set(gate)];
}

/** The tokens that an expression names, without those that it excludes nothing by: what `frequency` is asked of. */
export function expressionTokens(expression: string): string[] {
  return [...new Set((expression.match(/"(?:[^"]|"")*"/g) ?? []).flatMap((quoted) => quoted.slice(1, -1).split(" ")))];
}

const TOKEN = /"(?:[^"]|"")*"|\{[^}]*\}:|[a-z]+:|\(|\)|AND|OR|NOT/g;

type Reader = { tokens: string[]; at: number; frequency: (token: string) => number };
/** Text, or filters. */
type Column = "w" | "f";

/** What stands left of NOT must hold; what stands right of it narrows no further. FTS5 binds NOT the tightest. */
function readOr(reader: Reader, column: Column): string[] {
  const gate = readAnd(reader, column);
  while (reader.tokens[reader.at] === "OR") {
    reader.at += 1;
    gate.push(...readAnd(reader, column));
  }
  return gate;
}

function readAnd(reader: Reader, column: Column): string[] {
  let gate = readNot(reader, column);
  while (reader.tokens[reader.at] === "AND") {
    reader.at += 1;
    const other = readNot(reader, column);
    if (cost(other, reader) < cost(gate, reader)) gate = other;
  }
  return gate;
}

function readNot(reader: Reader, column: Column): string[] {
  const gate = readOne(reader, column);
  while (reader.tokens[reader.at] === "NOT") {
    reader.at += 1;
    readOne(reader, column);
  }
  return gate;
}

function readOne(reader: Reader, column: Column): string[] {
  const token = reader.tokens[reader.at] ?? "";
  reader.at += 1;
  if (token.endsWith(":")) return readOne(reader, token === "f:" ? "f" : "w");
  if (token === "(") {
    const gate = readOr(reader, column);
    if (reader.tokens[reader.at] !== ")") throw new Error("An expression that is none of ours");
    reader.at += 1;
    return gate;
  }
  if (!token.startsWith('"')) throw new Error("An expression that is none of ours");
  // Of a phrase every token is there: the rarest says most.
  const words = token.slice(1, -1).split(" ");
  const rarest = words.reduce((best, word) => (reader.frequency(word) < reader.frequency(best) ? word : best));
  return [`${column}:${rarest}`];
}

function cost(gate: string[], { frequency }: Reader): number {
  return gate.reduce((sum, token) => sum + frequency(token.slice(2)), 0);
}
