import { distinctNames } from "#app/domain/documents/file-names.ts";
import { zipFiles } from "#app/services/zip-files.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Document, listDocuments, objectKey } from "#db/accounts/documents/documents.ts";

type Deps = { accounts: Accounts; documents: R2Bucket };

/** Whether a file may leave: found clean where files are scanned, and never one that was refused. */
export function maySend({ scan }: Pick<Document, "scan">, scanned: boolean): boolean {
  return scanned ? scan === "clean" : scan !== "refused";
}

/**
 * Files of a candidate as one ZIP, which is made while it is sent: one file in memory at a time (10 MB), stored as it
 * is, since PDF and office files are compressed already. A bucket that fails on the way cuts the answer short, which
 * browsers show as a download that failed: never a whole archive with a file missing.
 * @param ids those she chose; what is not hers, not whole or not cleared is left out
 * @param scanned whether a scanner is configured
 * @returns `none` when nothing is left of them; `missing` when the bucket does not have one of them now
 */
export async function zipDocuments(
  { accounts, documents }: Deps,
  { candidateId, ids, scanned }: { candidateId: number; ids: string[]; scanned: boolean },
): Promise<ReadableStream<Uint8Array> | "none" | "missing"> {
  const all = await listDocuments(accounts, { candidateId });
  const chosen = all.filter((document) => ids.includes(document.id) && maySend(document, scanned));
  if (chosen.length === 0) return "none";
  const there = await Promise.all(chosen.map(({ id }) => documents.head(objectKey(id))));
  if (there.includes(null)) return "missing";
  const names = distinctNames(chosen.map(({ name }) => name));
  const entries = chosen.map(({ id, createdAt }, index) => ({
    path: names[index] ?? id,
    at: new Date(createdAt),
    read: async () => {
      const object = await documents.get(objectKey(id));
      if (!object) throw new Error("a document has left the bucket");
      return new Uint8Array(await object.arrayBuffer());
    },
  }));
  return zipFiles(entries);
}
