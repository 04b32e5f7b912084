import { eq } from "drizzle-orm";
import { idempotent } from "#db/d1/open-database.ts";
import { cursors } from "./common-tables.ts";
import type { Accounts } from "./database.ts";

/** The position of a recurring piece of work; null when it has never run. */
export async function readCursor(db: Accounts, name: string): Promise<string | null> {
  const cursor = await db.select().from(cursors).where(eq(cursors.name, name)).get();
  return cursor?.position ?? null;
}

/** Stores the position of a recurring piece of work. */
export async function writeCursor(db: Accounts, name: string, position: string, now: Date): Promise<void> {
  const updatedAt = now.toISOString();
  await idempotent(db)
    .insert(cursors)
    .values({ name, position, updatedAt })
    .onConflictDoUpdate({ target: cursors.name, set: { position, updatedAt } });
}
