import { crc32, createInflateRaw } from "node:zlib";
import {
  type Entry,
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_EOCDR_NOT_FOUND,
  Uint8ArrayReader,
  ZipReader,
} from "@zip.js/zip.js/lib/zip-core-native.js";
import type { Package } from "#app/domain/documents/docx.ts";
import { type FoundInside, whatIsInside } from "#app/domain/documents/inner-files.ts";
import { judgeDirectory, MOST_FILES, type ZipRefusal } from "#app/domain/documents/zip-directory.ts";

/** Of one file that is read, and of all of them: the largest that office programs write are of some 100 kB. */
const LARGEST_PART = 1024 * 1024;
const LARGEST_PARTS = 8 * 1024 * 1024;

export type ArchiveRefusal = ZipRefusal | FoundInside | "password" | "damaged" | "too-complex";

/**
 * Reads a ZIP as an office document has to be one: its directory first, judged alone; then each file once, to see that
 * it is as long as the directory says and what it begins with. Inflated bytes are counted and dropped.
 * @param isRead names, in small letters, the files whose content is given back
 * @returns the names, in small letters, and those contents; or why it is refused
 */
export async function readArchive(
  bytes: Uint8Array,
  isRead: (name: string) => boolean,
): Promise<Package | { refused: ArchiveRefusal }> {
  const entries = await readDirectory(bytes);
  if ("refused" in entries) return entries;
  if (entries.some(({ encrypted }) => encrypted)) return { refused: "password" };
  const refused = judgeDirectory(
    entries.map(({ filename, uncompressedSize, compressedSize }) => {
      return { name: filename, size: uncompressedSize, packed: compressedSize };
    }),
  );
  if (refused) return { refused };
  const places = placesOf(bytes, entries);
  if (!places) return { refused: "archive" };

  const parts = new Map<string, Uint8Array>();
  let kept = 0;
  for (const { entry, from, to } of places) {
    const name = entry.filename.toLowerCase();
    const keep = isRead(name);
    if (keep) kept += entry.uncompressedSize;
    if (keep && (entry.uncompressedSize > LARGEST_PART || kept > LARGEST_PARTS)) return { refused: "too-complex" };
    const content = await readEntry(bytes.subarray(from, to), entry, keep);
    if ("refused" in content) return content;
    if (keep) parts.set(name, content.bytes);
  }
  return { names: entries.filter(({ directory }) => !directory).map(({ filename }) => filename.toLowerCase()), parts };
}

/** What a reader would have to guess (data before or after, a name given twice…) is no document. */
async function readDirectory(bytes: Uint8Array): Promise<Entry[] | { refused: ArchiveRefusal }> {
  const entries: Entry[] = [];
  try {
    const reader = new ZipReader(new Uint8ArrayReader(bytes), { strictness: "strict", useWebWorkers: false });
    for await (const entry of reader.getEntriesGenerator()) {
      entries.push(entry);
      if (entries.length > MOST_FILES) return { refused: "too-many-files" };
    }
  } catch (error) {
    const { message } = error as Error;
    if (message === ERR_ENCRYPTED_CENTRAL_DIRECTORY) return { refused: "password" };
    const missing = [ERR_EOCDR_NOT_FOUND, ERR_CENTRAL_DIRECTORY_NOT_FOUND].includes(message);
    return { refused: missing ? "damaged" : "archive" };
  }
  return entries;
}

type Place = { entry: Entry; from: number; to: number };

const LOCAL_HEADER = 0x04034b50;
/** What may stand between two files: a data descriptor, the long one. */
const DESCRIPTOR_BYTES = 24;

/**
 * Where the content of each file stands, in the order of the archive, when the headers before them say what the
 * directory does: programs differ in which of the two they believe. Null otherwise, or when files overlap or leave room
 * for another one between them.
 */
function placesOf(bytes: Uint8Array, entries: Entry[]): Place[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: Place[] = [];
  let end = 0;
  for (const entry of [...entries].sort((one, other) => one.offset - other.offset)) {
    const { offset, rawFilename, compressedSize, uncompressedSize, compressionMethod } = entry;
    if (offset + 30 > bytes.length || offset < end || offset > end + DESCRIPTOR_BYTES) return null;
    if (view.getUint32(offset, true) !== LOCAL_HEADER || view.getUint16(offset + 8, true) !== compressionMethod)
      return null;
    const [packed, size] = [view.getUint32(offset + 18, true), view.getUint32(offset + 22, true)];
    const nameLength = view.getUint16(offset + 26, true);
    const name = bytes.subarray(offset + 30, offset + 30 + nameLength);
    if (name.length !== rawFilename.length || name.some((byte, n) => byte !== rawFilename[n])) return null;
    if (!saysThatOrNothing(packed, compressedSize) || !saysThatOrNothing(size, uncompressedSize)) return null;
    const from = offset + 30 + nameLength + view.getUint16(offset + 28, true);
    end = from + compressedSize;
    if (end > bytes.length) return null;
    places.push({ entry, from, to: end });
  }
  return places;
}

/** Zero where a descriptor follows, all ones where an extra field tells. */
function saysThatOrNothing(said: number, size: number): boolean {
  return said === size || said === 0 || said === 0xffffffff;
}

/** The content of one file, or nothing but its checks. */
async function readEntry(
  packed: Uint8Array,
  { filename, compressionMethod, uncompressedSize, crc32: expected }: Entry,
  keep: boolean,
): Promise<{ bytes: Uint8Array } | { refused: ArchiveRefusal }> {
  const chunks: Uint8Array[] = [];
  let [size, sum] = [0, 0];
  try {
    for await (const chunk of unpack(packed, compressionMethod)) {
      const found = size === 0 ? whatIsInside(filename, chunk) : null;
      if (found) return { refused: found };
      size += chunk.length;
      if (size > uncompressedSize) return { refused: "archive" };
      sum = crc32(chunk, sum);
      if (keep) chunks.push(chunk);
    }
  } catch {
    return { refused: "damaged" };
  }
  if (size !== uncompressedSize || (expected !== undefined && sum !== expected)) return { refused: "damaged" };
  const bytes = new Uint8Array(keep ? size : 0);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { bytes };
}

/**
 * Stored, or deflated. Through Node's stream, which inflates no further than it is read; workerd's `DecompressionStream`
 * inflates all that it is given at once (20 MB ahead of its reader, measured).
 */
function unpack(packed: Uint8Array, method: number): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  if (method === 0) return packed.length > 0 ? [packed] : [];
  if (method !== 8) throw new Error("A compression that no office program uses");
  const inflating = createInflateRaw();
  inflating.end(packed);
  return inflating;
}
