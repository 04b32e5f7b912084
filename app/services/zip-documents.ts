import { Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { distinctNames } from "#app/domain/file-names.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Document, listDocuments, objectKey } from "#db/accounts/documents.ts";

type Hands = { accounts: Accounts; documents: R2Bucket };

/** Whether a file may leave: found clean where files are scanned, and never one that was refused. */
export function maySend({ scan }: Pick<Document, "scan">, scanned: boolean): boolean {
  return scanned ? scan === "clean" : scan !== "refused";
}

/**
 * Files of a candidate as one ZIP, which is made while it is sent: one file in memory at a time (10 MB), stored as it is,
 * since PDF and office files are compressed already. A bucket that fails on the way cuts the answer short, which browsers
 * show as a download that failed: never a whole archive with a file missing.
 * @param ids those she chose; what is not hers, not whole or not cleared is left out
 * @param scanned whether a scanner is configured
 * @returns `none` when nothing is left of them; `missing` when the bucket does not have one of them now
 */
export async function zipDocuments(
  { accounts, documents }: Hands,
  { candidateId, ids, scanned }: { candidateId: number; ids: string[]; scanned: boolean },
): Promise<ReadableStream<Uint8Array> | "none" | "missing"> {
  const all = await listDocuments(accounts, { candidateId });
  const chosen = all.filter((document) => ids.includes(document.id) && maySend(document, scanned));
  if (chosen.length === 0) return "none";
  const there = await Promise.all(chosen.map(({ id }) => documents.head(objectKey(id))));
  if (there.includes(null)) return "missing";
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  // Not awaited: it goes on as the archive is read, and its failure is the reader's.
  write(documents, chosen, writable).catch((error: unknown) => writable.abort(error).catch(() => {}));
  return readable;
}

async function write(bucket: R2Bucket, chosen: Document[], writable: WritableStream<Uint8Array>): Promise<void> {
  const names = distinctNames(chosen.map(({ name }) => name));
  const zip = new ZipWriter(writable, {
    level: 0,
    // Sizes stand before the bytes: some programs cannot read a stored file otherwise.
    dataDescriptor: false,
    useWebWorkers: false,
    // What the library would make itself has an endless queue, which workerd refuses.
    createTempStream: () => new TransformStream({}, {}, { highWaterMark: 1_000_000 }),
  });
  for (const [index, { id, createdAt }] of chosen.entries()) {
    const object = await bucket.get(objectKey(id));
    if (!object) throw new Error("a document has left the bucket");
    const bytes = new Uint8Array(await object.arrayBuffer());
    await zip.add(names[index] ?? id, new Uint8ArrayReader(bytes), { lastModDate: new Date(createdAt) });
  }
  await zip.close();
}
