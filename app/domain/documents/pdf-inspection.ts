import { firstFrom, latin1, positionsOf, standsAt } from "./pdf-bytes.ts";
import { dangerOfName, dangersOf, isAction, openingActions, type PdfDanger } from "./pdf-dangers.ts";
import { beginsForeign, endsAsZip, isForeign } from "./pdf-hidden-files.ts";
import { type PdfDictionary, type PdfObject, readObject } from "./pdf-object.ts";
import { codingOf, holdsObjects, readObjectStream } from "./pdf-object-streams.ts";
import { isSpace, type PdfReader, skipSpace, TooMuchWork } from "./pdf-tokens.ts";

export type PdfRefusal = PdfDanger | "hidden-file" | "damaged" | "too-complex";

/** Inflates zlib data, whatever follows it; null when it is broken or longer than `limit` once inflated. */
export type Inflate = (bytes: Uint8Array, limit: number) => Uint8Array | null;

/** Of one object stream (producers put 100 to 200 objects in one) and of all of a file. */
const MOST_INFLATED = 16 * 1024 * 1024;
const MOST_INFLATED_IN_ALL = 64 * 1024 * 1024;
/** Each byte of an honest file is read once. */
const READINGS = 3;
/** One of 10 MB whose objects were of 25 bytes each. */
const MOST_OBJECTS = 400_000;

/** The reason that is told when there are several: first what hides or explains the others. */
const ORDER: PdfRefusal[] = [
  ...(["password", "script", "launch", "attachment", "media", "form", "sending", "opening-action"] as const),
  ...(["hidden-file", "damaged"] as const),
];

/**
 * Looks a PDF through for what acts by itself or carries something else. Objects are read wherever they stand, the ones
 * that no table names and those of earlier revisions included, since viewers differ in which they take; the content of
 * streams (pages, pictures, fonts) and of strings is no object, and is not looked at.
 * @param bytes at most 10 MB
 * @returns why it is refused, or null
 */
export function inspectPdf(bytes: Uint8Array, inflate: Inflate): PdfRefusal | null {
  if (!/^%PDF-[12]\.\d/.test(latin1(bytes.subarray(0, 8)))) return "damaged";
  const look = newLook(bytes, inflate);
  try {
    readObjects(look);
    readTrailers(look);
  } catch (error) {
    if (error instanceof TooMuchWork) look.findings.add("too-complex");
    else throw error;
  }
  const { findings, openers, actions, rooted } = look;
  // An action whose number cannot be told may be the one that is meant.
  if (openers.some((number) => actions.has(number) || actions.has(UNKNOWN))) findings.add("opening-action");
  if (endsAsZip(bytes)) findings.add("hidden-file");
  if (!rooted || !endsWhole(bytes)) findings.add("damaged");
  return findings.has("too-complex") ? "too-complex" : (ORDER.find((refusal) => findings.has(refusal)) ?? null);
}

type Look = {
  bytes: Uint8Array;
  inflate: Inflate;
  work: PdfReader["work"];
  inflated: number;
  /** Where `endstream` stands. */
  ends: number[];
  findings: Set<PdfRefusal>;
  /** The numbers of the objects that are actions, and of those that the document opens with. */
  actions: Set<number>;
  openers: number[];
  /** Whether anything says where the document begins. */
  rooted: boolean;
};

const UNKNOWN = -1;

function newLook(bytes: Uint8Array, inflate: Inflate): Look {
  const work = { left: READINGS * bytes.length + 1024 };
  const found = { findings: new Set<PdfRefusal>(), actions: new Set<number>(), openers: [], rooted: false };
  return { bytes, inflate, work, inflated: 0, ends: [...positionsOf(bytes, "endstream")], ...found };
}

/** Reads every object of the file, and looks at what stands between them: tables, and whatever somebody put there. */
function readObjects(look: Look): void {
  const { bytes, findings } = look;
  let count = 0;
  let end = 0;
  for (const at of positionsOf(bytes, "obj")) {
    if (isLetter(bytes[at - 1])) continue;
    count += 1;
    if (count > MOST_OBJECTS) throw new TooMuchWork("The file has too many objects");
    // In a string or a stream of another one: a table may lead a viewer to it all the same.
    const hidden = at < end;
    const reader: PdfReader = { bytes, at: at + 3, end: bytes.length, work: look.work };
    if (!hidden) {
      if (isForeign(bytes.subarray(end, at))) findings.add("hidden-file");
      reader.onComment = (from, to) => {
        if (isForeign(bytes.subarray(from, to))) findings.add("hidden-file");
      };
    }
    const object = readObject(reader, (dictionary) => judge(look, dictionary));
    note(look, object, numberBefore(bytes, at));
    if (!object.whole && !hidden) findings.add("damaged");
    const streamEnd = object.value.kind === "dictionary" ? readStream(look, reader, object.value.dictionary) : null;
    if (!hidden) end = streamEnd ?? reader.at;
  }
  if (isForeign(bytes.subarray(end))) findings.add("hidden-file");
}

function readTrailers(look: Look): void {
  const { bytes, work } = look;
  for (const at of positionsOf(bytes, "trailer")) {
    readObject({ bytes, at: at + 7, end: bytes.length, work }, (dictionary) => judge(look, dictionary));
  }
}

function judge(look: Look, dictionary: PdfDictionary): void {
  for (const danger of dangersOf(dictionary)) look.findings.add(danger);
  const { action, references } = openingActions(dictionary);
  if (action) look.findings.add("opening-action");
  look.openers.push(...references);
  if (dictionary.entries.some(([key]) => key === "Root")) look.rooted = true;
}

function note(look: Look, { value }: PdfObject, number: number | null): void {
  if (value.kind === "dictionary" && isAction(value.dictionary) && number !== null) look.actions.add(number);
  const danger = value.kind === "name" ? dangerOfName(value.text) : null;
  if (danger) look.findings.add(danger);
}

/** Reads the stream that follows a dictionary, if it is one of objects. @returns where it ends, or null without one */
function readStream(look: Look, reader: PdfReader, dictionary: PdfDictionary): number | null {
  const { bytes, findings } = look;
  skipSpace(reader);
  if (!standsAt(bytes, reader.at, "stream")) return null;
  let from = reader.at + 6;
  if (bytes[from] === 13) from += 1;
  if (bytes[from] === 10) from += 1;
  const { to, exact } = endOfStream(look, from, dictionary);
  const content = bytes.subarray(from, to);
  const coding = codingOf(dictionary);
  if (coding === "none" && beginsForeign(content)) findings.add("hidden-file");
  if (holdsObjects(dictionary)) {
    const objects = coding === "deflate" ? inflateObjects(look, content) : coding === "none" && exact ? content : null;
    const deps = { dictionary: (each: PdfDictionary) => judge(look, each), object: note.bind(null, look) };
    if (!objects || !readObjectStream(objects, dictionary, look.work, deps)) findings.add("damaged");
  }
  return to;
}

/** As long as it says, if that is true; otherwise to the next `endstream`. */
function endOfStream({ bytes, ends }: Look, from: number, { entries }: PdfDictionary): { to: number; exact: boolean } {
  const length = entries.find(([key]) => key === "Length")?.[1];
  if (length?.kind === "number" && length.value >= 0) {
    const to = from + length.value;
    let after = to;
    while (after < to + 4 && isSpace(bytes[after])) after += 1;
    if (standsAt(bytes, after, "endstream")) return { to, exact: true };
  }
  return { to: ends[firstFrom(ends, from)] ?? bytes.length, exact: false };
}

/** Null for one that is broken, after which no other one is inflated: the file is refused. */
function inflateObjects(look: Look, deflated: Uint8Array): Uint8Array | null {
  look.work.left -= deflated.length;
  if (look.work.left < 0) throw new TooMuchWork("Streams that lie in one another");
  const objects = look.findings.has("damaged") ? null : look.inflate(deflated, MOST_INFLATED);
  look.inflated += objects?.length ?? 0;
  look.work.left += READINGS * (objects?.length ?? 0);
  if (look.inflated > MOST_INFLATED_IN_ALL) throw new TooMuchWork("The file inflates to too much");
  return objects;
}

/** The number of the object whose `obj` stands at a place. */
function numberBefore(bytes: Uint8Array, at: number): number {
  const before = latin1(bytes.subarray(Math.max(0, at - 40), at));
  const [, number] = /(\d{1,10})[\s\0]+\d{1,5}[\s\0]*$/.exec(before) ?? [];
  return number === undefined ? UNKNOWN : Number(number);
}

/** An honest file ends with its mark, whatever white space a mail put after it: otherwise its end is missing. */
function endsWhole(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 0 && isSpace(bytes[end - 1])) end -= 1;
  const tail = latin1(bytes.subarray(Math.max(0, end - 2048), end));
  return tail.includes("%%EOF") && tail.includes("startxref");
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
}
