/**
 * The tokens of PDF objects (ISO 32000-2, 7.2 and 7.3), read as tolerantly as viewers do: what they would understand is
 * understood here. Strings and comments are stepped over, names come with their `#xx` escapes undone.
 */
export type PdfToken =
  | { kind: "open" | "close"; of: "dictionary" | "array" }
  | { kind: "name" | "word"; text: string }
  | { kind: "number"; value: number }
  | { kind: "string" }
  | { kind: "end" };

export type PdfReader = {
  bytes: Uint8Array;
  at: number;
  end: number;
  /** How many bytes may still be read, over all readers of a file: past it, `TooMuchWork` is thrown. */
  work: { left: number };
  /** Told where each comment stands. */
  onComment?: (from: number, to: number) => void;
};

/** A file that can only be read through in much more time than honest ones take. */
export class TooMuchWork extends Error {}

const END = { kind: "end" } as const;
const NOTHING = { kind: "word", text: "" } as const;
const STRING = { kind: "string" } as const;
const OPEN_DICTIONARY = { kind: "open", of: "dictionary" } as const;
const CLOSE_DICTIONARY = { kind: "close", of: "dictionary" } as const;
const OPEN_ARRAY = { kind: "open", of: "array" } as const;
const CLOSE_ARRAY = { kind: "close", of: "array" } as const;

/** Names and numbers longer than this mean nothing to anybody: what they begin with is enough. */
const LONGEST = 128;

const code = (sign: string) => sign.charCodeAt(0);
const PERCENT = code("%");
const SLASH = code("/");
const HASH = code("#");
const LESS = code("<");
const GREATER = code(">");

/** 1: white space; 2: delimiter; 0: regular. */
const KINDS = new Uint8Array(256);
for (const space of [0, 9, 10, 12, 13, 32]) KINDS[space] = 1;
for (const delimiter of "()<>[]{}/%") KINDS[code(delimiter)] = 2;

export const isSpace = (byte: number | undefined) => byte !== undefined && KINDS[byte] === 1;

/** The next token; `end` when there is none. */
export function nextToken(reader: PdfReader): PdfToken {
  skipSpace(reader);
  const { bytes, at, end } = reader;
  if (at >= end) return END;
  const byte = bytes[at];
  switch (byte) {
    case SLASH:
      return readName(reader);
    case LESS:
      if (bytes[at + 1] !== LESS) return skipTo(reader, GREATER);
      move(reader, at + 2);
      return OPEN_DICTIONARY;
    case GREATER:
      // One alone closes nothing.
      move(reader, bytes[at + 1] === GREATER ? at + 2 : at + 1);
      return bytes[at + 1] === GREATER ? CLOSE_DICTIONARY : NOTHING;
    case code("["):
      move(reader, at + 1);
      return OPEN_ARRAY;
    case code("]"):
      move(reader, at + 1);
      return CLOSE_ARRAY;
    case code("("):
      return skipString(reader);
    case code(")"):
    case code("{"):
    case code("}"):
      move(reader, at + 1);
      return NOTHING;
    default:
      return readWord(reader);
  }
}

/** Steps over white space and comments. */
export function skipSpace(reader: PdfReader): void {
  const { bytes, end } = reader;
  let { at } = reader;
  while (at < end) {
    const byte = bytes[at];
    if (byte === PERCENT) {
      const from = at;
      while (at < end && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
      reader.onComment?.(from, at);
    } else if (isSpace(byte)) at += 1;
    else break;
  }
  move(reader, at);
}

function move(reader: PdfReader, to: number): void {
  reader.work.left -= to - reader.at;
  if (reader.work.left < 0) throw new TooMuchWork("The file takes too long to be read");
  reader.at = to;
}

function readName(reader: PdfReader): PdfToken {
  const { bytes, end } = reader;
  let at = reader.at + 1;
  let text = "";
  for (; at < end && KINDS[bytes[at] ?? 0] === 0; at++) {
    let value = bytes[at] ?? 0;
    if (value === HASH) {
      const escaped = hexadecimal(bytes[at + 1]) * 16 + hexadecimal(bytes[at + 2]);
      if (escaped >= 0) {
        value = escaped;
        at += 2;
      }
    }
    if (text.length < LONGEST) text += String.fromCharCode(value);
  }
  move(reader, at);
  return { kind: "name", text };
}

/** The value of a hexadecimal digit; far below zero when it is none. */
function hexadecimal(byte: number | undefined): number {
  if (byte === undefined) return -1000;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1000;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)/;

/** A number ends where it no longer is one: `0obj` and `5R` are two tokens each. */
function readWord(reader: PdfReader): PdfToken {
  const { bytes, at: from, end } = reader;
  let at = from;
  let text = "";
  for (; at < end && KINDS[bytes[at] ?? 0] === 0; at++) {
    if (text.length < LONGEST) text += String.fromCharCode(bytes[at] ?? 0);
  }
  const [number] = NUMBER.exec(text) ?? [];
  if (number === undefined || (number.length < text.length && text.length === LONGEST)) {
    move(reader, at);
    return { kind: "word", text };
  }
  move(reader, number.length < text.length ? from + number.length : at);
  return { kind: "number", value: Number(number) };
}

function skipTo(reader: PdfReader, byte: number): PdfToken {
  const found = reader.bytes.indexOf(byte, reader.at);
  move(reader, found < 0 || found >= reader.end ? reader.end : found + 1);
  return STRING;
}

/** Parentheses are balanced in a string, unless a backslash stands before. */
function skipString(reader: PdfReader): PdfToken {
  const { bytes, end } = reader;
  let { at } = reader;
  let depth = 0;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29 && --depth === 0) break;
  }
  move(reader, Math.min(at + 1, end));
  return STRING;
}
