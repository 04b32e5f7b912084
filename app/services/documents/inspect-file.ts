import { inflateSync } from "node:zlib";
import { fileTypeFromBuffer } from "file-type";
import { formatOfName, mayBe } from "#app/domain/documents/declared-type.ts";
import { type DocumentFormat, MAX_DOCUMENT_BYTES } from "#app/domain/documents/document.ts";
import { isReadInDocx, judgeDocx } from "#app/domain/documents/docx.ts";
import { isReadInOdt, judgeOdt } from "#app/domain/documents/odt.ts";
import { inspectPdf } from "#app/domain/documents/pdf-inspection.ts";
import type { RefusedFile } from "#app/domain/documents/refused-file.ts";
import { logEvent } from "#app/services/events.ts";
import { readArchive } from "./read-archive.ts";

export type Inspection = { format: DocumentFormat } | { refused: RefusedFile };

/** What the beginning of a file may be taken for: an office document is a ZIP, which is looked into afterwards. */
const FAMILIES: Record<DocumentFormat, string[]> = { pdf: ["pdf"], docx: ["docx", "zip"], odt: ["odt", "zip"] };
const BEGINNING = 64 * 1024;

/**
 * Looks a file through: that its name, what the browser says of it and what it is agree, and that it holds nothing that
 * acts by itself (docs/decisions/0010). Never throws: what cannot be looked through is refused.
 * @param bytes the whole file
 */
export async function inspectFile(bytes: Uint8Array, name: string, declaredType: string): Promise<Inspection> {
  try {
    if (bytes.length > MAX_DOCUMENT_BYTES) return { refused: "too-large" };
    if (bytes.length === 0) return { refused: "empty" };
    const format = formatOfName(name);
    if (!format) return { refused: "not-accepted" };
    if (!mayBe(format, declaredType)) return { refused: "another-type" };
    const refused = (await judgeFamily(bytes, format)) ?? (await judge(bytes, format));
    return refused ? { refused } : { format };
  } catch (error) {
    logEvent("file-not-inspected", { error: error instanceof Error ? error.name : null });
    return { refused: "damaged" };
  }
}

async function judgeFamily(bytes: Uint8Array, format: DocumentFormat): Promise<RefusedFile | null> {
  const found = (await fileTypeFromBuffer(bytes.subarray(0, BEGINNING)))?.ext;
  if (found !== undefined && FAMILIES[format].includes(found)) return null;
  // Word keeps what it encrypts, and kept what it wrote before 2007, in the same container.
  if (found === "cfb" && format === "docx") return holdsEncryptedPackage(bytes) ? "password" : "old-word";
  return found === "docm" || found === "dotm" ? "macros" : "another-type";
}

async function judge(bytes: Uint8Array, format: DocumentFormat): Promise<RefusedFile | null> {
  if (format === "pdf") return inspectPdf(bytes, inflate);
  const archive = await readArchive(bytes, format === "docx" ? isReadInDocx : isReadInOdt);
  if ("refused" in archive) return archive.refused;
  return format === "docx" ? judgeDocx(archive) : judgeOdt(archive);
}

function inflate(bytes: Uint8Array, limit: number): Uint8Array | null {
  try {
    return inflateSync(bytes, { maxOutputLength: limit });
  } catch {
    return null;
  }
}

/** The name of the stream that holds an encrypted document, as its container writes it ([MS-OFFCRYPTO], 2.3.4.4). */
function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  const name = [..."EncryptedPackage"].flatMap((sign) => [sign.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(0x45); at >= 0; at = bytes.indexOf(0x45, at + 1)) {
    if (name.every((byte, n) => bytes[at + n] === byte)) return true;
  }
  return false;
}
