import { nextToken, type PdfReader, TooMuchWork } from "./pdf-tokens.ts";

/** What stands under a key of a dictionary, as far as it is looked at. */
export type PdfValue =
  | { kind: "name"; text: string }
  | { kind: "number"; value: number }
  | { kind: "reference"; to: number }
  | { kind: "dictionary"; dictionary: PdfDictionary }
  | { kind: "array" | "string" | "null" | "other" };

/** The entries as they stand in the file: a key that comes twice is there twice, since viewers differ in which counts. */
export type PdfDictionary = {
  /** The key that holds it, when it stands in another dictionary. */
  under: string | null;
  entries: [key: string, value: PdfValue][];
};

export type PdfObject = {
  value: PdfValue;
  /** Whether it ended as it should: what is open was closed. */
  whole: boolean;
};

type Frame =
  | { of: "dictionary"; dictionary: PdfDictionary; key: string | null }
  | { of: "array"; under: string | null };

/** Deeper than any producer nests. */
const DEEPEST = 500;
/** Of one object: they are in memory together. */
const MOST_ENTRIES = 200_000;

/**
 * Reads the object that begins where the reader stands, to its end.
 * @param onDictionary is given each dictionary in it when it is read, those inside before those around
 */
export function readObject(reader: PdfReader, onDictionary: (dictionary: PdfDictionary) => void): PdfObject {
  const frames: Frame[] = [];
  let entries = 0;
  let result: PdfValue | null = null;
  /** Puts a value where one is expected. */
  const put = (value: PdfValue) => {
    const frame = frames.at(-1);
    if (!frame) result = value;
    else if (frame.of === "dictionary" && frame.key !== null) {
      frame.dictionary.entries.push([frame.key, value]);
      frame.key = null;
      entries += 1;
      if (entries > MOST_ENTRIES) throw new TooMuchWork("An object has too many entries");
    }
  };
  /** A reference comes as two numbers and `R`: the first one took the place of the value. */
  const toReference = () => {
    const frame = frames.at(-1);
    if (frame?.of !== "dictionary" || frame.key !== null) return;
    const last = frame.dictionary.entries.at(-1);
    if (last?.[1].kind === "number") last[1] = { kind: "reference", to: last[1].value };
  };
  const close = () => {
    const frame = frames.pop();
    if (!frame) return;
    if (frame.of === "array") return put({ kind: "array" });
    onDictionary(frame.dictionary);
    put({ kind: "dictionary", dictionary: frame.dictionary });
  };

  while (result === null) {
    const token = nextToken(reader);
    if (token.kind === "end" || frames.length > DEEPEST) {
      const whole = token.kind === "end" && frames.length === 0;
      while (frames.length > 0) close();
      return { value: result ?? { kind: "null" }, whole };
    }
    switch (token.kind) {
      case "open": {
        const around = frames.at(-1);
        const under = around?.of === "dictionary" ? around.key : (around?.under ?? null);
        if (token.of === "array") frames.push({ of: "array", under });
        else frames.push({ of: "dictionary", dictionary: { under, entries: [] }, key: null });
        break;
      }
      case "close":
        if (frames.length === 0) return { value: { kind: "null" }, whole: false };
        // One that closes something else closes nothing, here as in viewers.
        if (frames.at(-1)?.of === token.of) close();
        break;
      case "name": {
        const frame = frames.at(-1);
        if (frame?.of === "dictionary" && frame.key === null) frame.key = token.text;
        else put({ kind: "name", text: token.text });
        break;
      }
      case "number":
        put({ kind: "number", value: token.value });
        break;
      case "string":
        put({ kind: "string" });
        break;
      case "word":
        if (token.text === "R") toReference();
        else if (frames.length > 0 || token.text !== "") put({ kind: token.text === "null" ? "null" : "other" });
        break;
    }
  }
  return { value: result, whole: true };
}

/** The names that stand under a key: usually none or one. */
export function namesUnder({ entries }: PdfDictionary, key: string): string[] {
  return entries.flatMap(([name, value]) => (name === key && value.kind === "name" ? [value.text] : []));
}
