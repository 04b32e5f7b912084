import { readCursor, writeCursor } from "#db/accounts/cursors.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { deleteEnded, discardOrphans, findGarbage, forgetGarbage } from "#db/accounts/sweeping.ts";
import { logEvent } from "./events.ts";

type Deps = { accounts: Accounts; documents: R2Bucket };

/** What R2 deletes in one call, and lists in one page. */
const OBJECTS = 1000;
/** An object comes after its row: one as old as this that no row names was left by a failure. */
const ORPHAN_MS = 3_600_000;

/**
 * Clears away what has come to its end and what a failure left behind, rows and objects. Bounded, harmless when run
 * twice or cut short: the next tick takes up whatever is left.
 */
export async function sweep(deps: Deps, now: Date): Promise<void> {
  await deleteEnded(deps.accounts, now);
  await findOrphans(deps, now);
  await deleteGarbage(deps, now);
}

/** From the bucket to the rows: a page of objects a tick, round and round. */
async function findOrphans({ accounts, documents }: Deps, now: Date): Promise<void> {
  const startAfter = await readCursor(accounts, "bucket");
  const page = await documents.list({ limit: OBJECTS, ...(startAfter ? { startAfter } : {}) });
  const old = page.objects.filter(({ uploaded }) => uploaded.getTime() <= now.getTime() - ORPHAN_MS);
  const orphans = old.length === 0 ? 0 : await discardOrphans(accounts, keysOf(old), now);
  if (orphans > 0) logEvent("orphans-found", { orphans });
  await writeCursor(accounts, "bucket", (page.truncated && page.objects.at(-1)?.key) || "", now);
}

/** The objects first: a key that is forgotten too early would name nothing that anybody could find. */
async function deleteGarbage({ accounts, documents }: Deps, now: Date): Promise<void> {
  const keys = await findGarbage(accounts, now, OBJECTS);
  if (keys.length === 0) return;
  await documents.delete(keys);
  await forgetGarbage(accounts, keys);
}

function keysOf(objects: R2Object[]): string[] {
  return objects.map(({ key }) => key);
}
