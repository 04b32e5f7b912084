import { inflateRawSync } from "node:zlib";
import { type Entry, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { hasOpenDocumentMacros, hasWordMacros, isWithinLimits, MOST_ENTRIES } from "#app/domain/documents/archive.ts";
import type { RefusedFile } from "#app/domain/documents/refused-file.ts";

/** Word writes a few kB. Beyond this the file is refused, however little it declares. */
const LARGEST_CONTENT_TYPES = 1024 * 1024;

/**
 * Reads the directory of an office document, and of its parts only the one that names their types.
 * @returns why the document is refused, or null
 * @throws when the directory or that part cannot be read
 */
export async function inspectOfficeArchive(bytes: Uint8Array, format: "docx" | "odt"): Promise<RefusedFile | null> {
  const entries: Entry[] = [];
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false });
  for await (const entry of reader.getEntriesGenerator()) {
    if (entries.length === MOST_ENTRIES) return "unreadable";
    entries.push(entry);
  }
  if (!isWithinLimits(entries.map(({ filename, uncompressedSize }) => ({ name: filename, size: uncompressedSize }))))
    return "unreadable";
  const names = entries.map(({ filename }) => filename);
  if (format === "odt") {
    if (!names.includes("content.xml")) return "another-type";
    return hasOpenDocumentMacros(names) ? "macros" : null;
  }
  const types = entries.find(({ filename }) => filename.toLowerCase() === "[content_types].xml");
  const contentTypes = types ? textOf(bytes, types) : "";
  if (hasWordMacros(names, contentTypes)) return "macros";
  return contentTypes.includes("wordprocessingml") ? null : "another-type";
}

/**
 * The text of one entry. Inflated by `node:zlib`, which stops at a limit: workerd's `DecompressionStream`, which zip.js
 * would use, inflates all that it is given, whatever the directory declares (20 MB ahead of its reader, measured).
 */
function textOf(bytes: Uint8Array, { offset, compressedSize, compressionMethod }: Entry): string {
  // PKWARE's APPNOTE 6.3, 4.3.7: before the content stand 30 bytes, the name and the extra field.
  const header = new DataView(bytes.buffer, bytes.byteOffset + offset, 30);
  const from = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = bytes.subarray(from, from + compressedSize);
  const text = compressionMethod === 0 ? packed : inflateRawSync(packed, { maxOutputLength: LARGEST_CONTENT_TYPES });
  return new TextDecoder().decode(text);
}
