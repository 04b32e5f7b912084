import { logEvent } from "#app/services/events.ts";
import { readCursor, writeCursor } from "#db/accounts/cursors.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findUnscanned, markScanned, objectKey } from "#db/accounts/documents/documents.ts";
import type { Scanner } from "./scanner.ts";

type Deps = { accounts: Accounts; documents: R2Bucket; scan: Scanner };

/** A tick: at most 20 s each, one in memory at a time. */
const FILES = 10;

/**
 * Scans the files that no scanner has looked at: those kept while there was none, or while it did not answer. Goes
 * through them cyclically, so that a file that cannot be scanned does not keep the others waiting. Stops at the first
 * error, since the scanner or the bucket is then likely to be down. Harmless when run twice or interrupted.
 * @returns how many were looked at
 */
export async function scanDocuments({ accounts, documents, scan }: Deps, now: Date): Promise<number> {
  const after = (await readCursor(accounts, "scan")) ?? "";
  const waiting = await findUnscanned(accounts, after, FILES);
  let scanned = 0;
  let last = after;
  for (const { id, place } of waiting) {
    last = place;
    const bytes = await readObject(documents, id);
    const said = typeof bytes === "string" ? "error" : await scan(bytes);
    if (said === "not_scanned") return 0;
    await markScanned(accounts, id, said);
    if (said === "refused") logEvent("file-refused", { reason: "virus" });
    if (said === "error" && bytes !== "missing") break;
    scanned += 1;
  }
  const isLast = waiting.length < FILES && last === (waiting.at(-1)?.place ?? after);
  if (waiting.length > 0 || after !== "") await writeCursor(accounts, "scan", isLast ? "" : last, now);
  return scanned;
}

async function readObject(bucket: R2Bucket, id: string): Promise<Uint8Array | "missing" | "broken"> {
  try {
    const object = await bucket.get(objectKey(id));
    return object ? new Uint8Array(await object.arrayBuffer()) : "missing";
  } catch {
    return "broken";
  }
}
