import { namesUnder, type PdfDictionary, type PdfObject, readObject } from "./pdf-object.ts";
import { nextToken, type PdfReader, skipSpace } from "./pdf-tokens.ts";

/** What is made of what is read. */
export type Judge = {
  dictionary: (dictionary: PdfDictionary) => void;
  /** @param number its number, or null when it is known elsewhere */
  object: (object: PdfObject, number: number | null) => void;
};

/** Whether viewers would take a stream for one that holds objects. */
export function holdsObjects(dictionary: PdfDictionary): boolean {
  const has = (key: string) => dictionary.entries.some(([name]) => name === key);
  return namesUnder(dictionary, "Type").includes("ObjStm") || (has("First") && has("N"));
}

/**
 * How the content of a stream of objects is coded. Producers deflate them and do nothing else, or leave them as they
 * are; another coding, which would have to be undone to see what is inside, is not accepted.
 */
export function codingOf({ entries }: PdfDictionary): "none" | "deflate" | "another" {
  const under = (...keys: string[]) => entries.flatMap(([key, value]) => (keys.includes(key) ? [value] : []));
  const filters = under("Filter", "F");
  const [filter] = filters;
  if (!filter) return "none";
  if (filters.length > 1 || filter.kind !== "name" || !["FlateDecode", "Fl"].includes(filter.text)) return "another";
  const predicted = under("DecodeParms", "DP").some((value) => {
    if (value.kind !== "dictionary") return value.kind !== "null";
    const predictors = value.dictionary.entries.filter(([key]) => key === "Predictor");
    return predictors.some(([, predictor]) => predictor.kind !== "number" || predictor.value > 1);
  });
  return predicted ? "another" : "deflate";
}

/**
 * Reads the objects of a stream: numbers and places first, then the objects. They are read in a row, and once more from
 * a place that the row does not come by (within a string, say).
 * @returns false when it does not say how many they are and where they begin
 */
export function readObjectStream(
  content: Uint8Array,
  dictionary: PdfDictionary,
  work: PdfReader["work"],
  judge: Judge,
): boolean {
  const first = numberUnder(dictionary, "First");
  const count = numberUnder(dictionary, "N");
  if (first === null || count === null) return false;
  const readerAt = (at: number): PdfReader => ({ bytes: content, at, end: content.length, work });
  const places = readPlaces(readerAt(0), first, count);
  for (const row = readerAt(0); ; ) {
    skipSpace(row);
    const { at } = row;
    if (at >= content.length) break;
    const object = readObject(row, judge.dictionary);
    for (const number of places.get(at) ?? [null]) judge.object(object, number);
    places.delete(at);
  }
  for (const [place, numbers] of places) {
    if (!(place >= 0 && place < content.length)) continue;
    const object = readObject(readerAt(place), judge.dictionary);
    for (const number of numbers) judge.object(object, number);
  }
  return true;
}

/** Where the objects stand in the content, and which numbers each place has. */
function readPlaces(header: PdfReader, first: number, count: number): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let n = 0; n < count; n++) {
    const [number, place] = [nextToken(header), nextToken(header)];
    if (number.kind !== "number" || place.kind !== "number") break;
    const at = first + place.value;
    const numbers = places.get(at);
    if (numbers) numbers.push(number.value);
    else places.set(at, [number.value]);
  }
  return places;
}

function numberUnder({ entries }: PdfDictionary, key: string): number | null {
  const value = entries.find(([name]) => name === key)?.[1];
  return value?.kind === "number" ? value.value : null;
}
