import {
  type DocumentKind,
  documentName,
  labelOfKind,
  MAX_DOCUMENTS_OF_A_KIND,
} from "#app/domain/documents/document.ts";
import { refusedFileSentence } from "#app/domain/documents/refused-file.ts";
import { logEvent } from "#app/services/events.ts";
import { randomId } from "#app/services/secrets.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  type Holder,
  markReady,
  type NewDocument,
  objectKey,
  removeDocument,
  replaceDocument,
  reserveSlot,
} from "#db/accounts/documents/documents.ts";
import { discardObject } from "#db/accounts/documents/garbage.ts";
import { inspectFile } from "./inspect-file.ts";
import type { Scanner } from "./scanner.ts";

export type DocumentDeps = { accounts: Accounts; bucket: R2Bucket; scan: Scanner };

export type Upload = { kind: DocumentKind; name: string; type: string; bytes: Uint8Array };

export type Stored = { stored: string } | { refused: string };

/**
 * Keeps a file: inspects it, then writes its row (`pending`, which takes the slot), then its object, then marks it
 * `ready`. When this is interrupted, a pending row is left, whose slot and object the sweeper frees.
 * @returns the id under which it is kept, or the French sentence that says why not
 */
export async function storeDocument(
  { accounts, bucket, scan }: DocumentDeps,
  upload: Upload,
  holder: Holder,
  now: Date,
): Promise<Stored> {
  const inspected = await inspect(scan, upload, now);
  if ("refused" in inspected) return inspected;
  const document = { ...inspected, kind: upload.kind };
  if ((await reserveSlot(accounts, document, holder)) === "full") return { refused: fullSentence(upload.kind) };
  try {
    await putObject(bucket, document.id, upload.bytes);
  } catch (error) {
    await removeDocument(accounts, document.id, holder, now);
    throw error;
  }
  if (!(await markReady(accounts, document.id, holder, now))) throw new Error("The file was swept while it was sent");
  return { stored: document.id };
}

/** Puts a file in the place of another. @returns what `storeDocument` does, or null when there is no such file */
export async function replaceByUpload(
  { accounts, bucket, scan }: DocumentDeps,
  upload: Upload,
  { id, candidateId }: { id: string; candidateId: number },
  now: Date,
): Promise<Stored | null> {
  const inspected = await inspect(scan, upload, now);
  if ("refused" in inspected) return inspected;
  // The object is listed as garbage until it has taken the other one's place, so that an interrupted upload is swept.
  await discardObject(accounts, objectKey(inspected.id), new Date(now.getTime() + 3_600_000));
  await putObject(bucket, inspected.id, upload.bytes);
  const replaced = await replaceDocument(accounts, id, { ...inspected, kind: upload.kind }, candidateId, now);
  return replaced ? { stored: inspected.id } : null;
}

async function inspect(
  scan: Scanner,
  { name, type, bytes }: Upload,
  now: Date,
): Promise<Omit<NewDocument, "kind"> | { refused: string }> {
  const inspection = await inspectFile(bytes, name, type);
  if ("refused" in inspection) {
    logEvent("file-refused", { reason: inspection.refused });
    return { refused: refusedFileSentence(inspection.refused, name) };
  }
  const scanned = await scan(bytes);
  if (scanned === "refused") {
    logEvent("file-refused", { reason: "virus" });
    return { refused: refusedFileSentence("virus", name) };
  }
  const { format, locked } = inspection;
  const kept = { name: documentName(name, format), format, locked, size: bytes.length, scan: scanned };
  return { id: randomId(), ...kept, createdAt: now.toISOString() };
}

/** Writes an object under a key that has none yet. @throws when there is one */
async function putObject(bucket: R2Bucket, id: string, bytes: Uint8Array): Promise<void> {
  const put = await bucket.put(objectKey(id), bytes, { onlyIf: { etagDoesNotMatch: "*" } });
  if (put === null) throw new Error("The key of a new object is taken");
}

/** Said when a rubric holds what it may. */
function fullSentence(kind: DocumentKind): string {
  return `La rubrique «\u00a0${labelOfKind(kind)}\u00a0» contient déjà ${MAX_DOCUMENTS_OF_A_KIND}\u00a0documents\u00a0: retirez-en un avant d’en ajouter un autre.`;
}
