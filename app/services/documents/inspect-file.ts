import { fileTypeFromBuffer } from "file-type";
import { MAX_DOCUMENT_BYTES } from "#app/domain/documents/document.ts";
import { type DocumentFormat, formatOfName, isDeclaredAs, isFoundAs } from "#app/domain/documents/formats.ts";
import type { RefusedFile } from "#app/domain/documents/refused-file.ts";
import { logEvent } from "#app/services/events.ts";
import { inspectOfficeArchive } from "./office-archive.ts";
import { asksPassword } from "./pdf-password.ts";

/** `locked`: nobody opens the file without a password. */
export type Inspection = { format: DocumentFormat; locked: boolean } | { refused: RefusedFile };

/** `file-type` finds an office document by parts that stand near its beginning. */
const BEGINNING = 64 * 1024;

/**
 * Tells which format a file has and whether it is kept: its name, the type that the browser sent and its first bytes
 * agree, and an office document is within limits and holds no macros (docs/decisions/0010). Never throws: a file whose
 * inspection fails is refused as unreadable.
 * @param bytes the whole file
 * @param declaredType the media type that the browser sent, or nothing
 */
export async function inspectFile(bytes: Uint8Array, name: string, declaredType: string): Promise<Inspection> {
  try {
    if (bytes.length > MAX_DOCUMENT_BYTES) return { refused: "too-large" };
    if (bytes.length === 0) return { refused: "empty" };
    const format = formatOfName(name);
    if (!format) return { refused: "not-accepted" };
    if (!isDeclaredAs(format, declaredType)) return { refused: "another-type" };
    const refused = await inspectContent(bytes, format);
    return refused ? { refused } : { format, locked: format === "pdf" && asksPassword(bytes) };
  } catch (error) {
    logEvent("file-not-inspected", { error: error instanceof Error ? error.name : null });
    return { refused: "unreadable" };
  }
}

async function inspectContent(bytes: Uint8Array, format: DocumentFormat): Promise<RefusedFile | null> {
  if (format === "pdf") return isPdf(bytes) ? null : "another-type";
  const found = (await fileTypeFromBuffer(bytes.subarray(0, BEGINNING)))?.ext;
  if (format === "docx" && found === "cfb") return "old-word";
  if (format === "docx" && (found === "docm" || found === "dotm")) return "macros";
  if (!isFoundAs(format, found)) return "another-type";
  return format === "docx" || format === "odt" ? inspectOfficeArchive(bytes, format) : null;
}

/** Readers look for the header within the first 1,024 bytes: some programs write something before it. */
function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");
}
