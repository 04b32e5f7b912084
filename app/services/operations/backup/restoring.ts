import type { SQL } from "drizzle-orm";
import type { BackedUpTable, DatabaseName, Slice } from "#app/domain/operations/backup.ts";
import type { Reference } from "#db/backup/loading.ts";
import { unpack } from "./archive.ts";

/** Where backups are read: the bucket, or what stands for it. */
export type Source = { get: (key: string) => Promise<Uint8Array<ArrayBuffer> | null> };

/** The databases that are filled: those of this machine, or deployed ones. */
export type Target = {
  /** Runs statements of one database, and answers the rows of each. */
  query: (database: DatabaseName, statements: SQL[]) => Promise<Record<string, unknown>[][]>;
  /** Runs statements that fill a database, each of which may be repeated. */
  load: (database: DatabaseName, statements: SQL[]) => Promise<void>;
};

export type RestoreDeps = { source: Source; target: Target; say: (line: string) => void };

/** A table of the backup, and what it refers to. */
export type LoadedTable = BackedUpTable & { references: Reference[] };

/** Reads a slice. @returns its lines, or the sentence that says why it cannot be used */
export async function readSlice(source: Source, slice: Slice): Promise<string[] | string> {
  const bytes = await source.get(slice.key);
  if (!bytes) return `${slice.key} is missing from the bucket.`;
  const lines = await unpack(bytes, slice.sha256);
  if (lines?.length !== slice.rows) return `${slice.key} is damaged: it is not what the backup has written.`;
  return lines;
}
