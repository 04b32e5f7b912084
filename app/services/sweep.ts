import { readCursor, writeCursor } from "#db/accounts/cursors.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { deleteEnded, discardOrphans, findGarbage, forgetGarbage } from "#db/accounts/sweeping.ts";
import { logEvent } from "./events.ts";

type Deps = { accounts: Accounts; documents: R2Bucket };

/** Objects that R2 deletes in one call and lists in one page, at most. */
const OBJECTS = 1000;
/** An object is stored after its row: an object of this age that no row names was left behind by a failure. */
const ORPHAN_MS = 3_600_000;

/**
 * Deletes expired rows, objects of deleted documents, and objects that a failure left behind. One run is bounded, and
 * may be repeated and interrupted: the next tick continues.
 */
export async function sweep(deps: Deps, now: Date): Promise<void> {
  await deleteEnded(deps.accounts, now);
  await findOrphans(deps, now);
  await deleteGarbage(deps, now);
}

/** Looks for objects that no row names: one page of the bucket a tick, and the first page again after the last. */
async function findOrphans({ accounts, documents }: Deps, now: Date): Promise<void> {
  const startAfter = await readCursor(accounts, "bucket");
  const page = await documents.list({ limit: OBJECTS, ...(startAfter ? { startAfter } : {}) });
  const old = page.objects.filter(({ uploaded }) => uploaded.getTime() <= now.getTime() - ORPHAN_MS);
  const orphans = old.length === 0 ? 0 : await discardOrphans(accounts, keysOf(old), now);
  if (orphans > 0) logEvent("orphans-found", { orphans });
  await writeCursor(accounts, "bucket", (page.truncated && page.objects.at(-1)?.key) || "", now);
}

/** Deletes the objects before their keys: without its key, an object would never be found again. */
async function deleteGarbage({ accounts, documents }: Deps, now: Date): Promise<void> {
  const keys = await findGarbage(accounts, now, OBJECTS);
  if (keys.length === 0) return;
  await documents.delete(keys);
  await forgetGarbage(accounts, keys);
}

function keysOf(objects: R2Object[]): string[] {
  return objects.map(({ key }) => key);
}
