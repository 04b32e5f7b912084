import {
  type BackedUpTable,
  DATABASES,
  type DatabaseName,
  lastForgotten,
  type Manifest,
  nightOf,
  rowsOf,
  type Sequences,
} from "#app/domain/operations/backup.ts";
import { logEvent } from "#app/services/events.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findBackupCursors, markAwaited, markBackedUp } from "#db/accounts/operations/backups.ts";
import { type Limits, type Line, readNext, readTails } from "#db/backup/reading.ts";
import { findTables } from "#db/backup/tables.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { pack } from "./archive.ts";
import { deleteForgotten, listNight } from "./backup-index.ts";

export type BackupDeps = { accounts: Accounts; catalogue: Catalogue; bucket: R2Bucket };

/** How much is done: of one reading, of the rows that are read last, and of one tick. */
type Pace = Limits & {
  /** Rowids that are left until the end of a table's database, when all its tables are read at one moment. */
  margin: number;
  /** Objects that a tick stores. The next tick goes on. */
  objects: number;
};

/** Some 100 ms an object, of which half is processor time: six seconds a tick, and 100 MB a minute. */
const PACE: Pace = { rows: 5_000, bytes: 2_000_000, margin: 1_000, objects: 60 };
/** Objects after which a tick notes how far it has come. */
const NOTED_EVERY = 20;

/** How far the backup of a night has come: an object of the bucket, which only the tick that read it may replace. */
type Progress = {
  night: string;
  startedAt: string;
  databases: { name: DatabaseName; tables: TableProgress[]; sequences: Sequences | null }[];
};
type TableProgress = BackedUpTable & { after: number; scanned: boolean };

/**
 * Backs up both databases, once a night: a part each tick, until the manifest is written. It may be repeated,
 * interrupted and run twice at once: objects are named by what they hold, and of two ticks one notes how far it came.
 * A night that was missed is not made up for.
 * @returns whether this tick has completed the backup of its night
 */
export async function backUp(deps: BackupDeps, now: Date, pace: Pace = PACE): Promise<boolean> {
  const night = nightOf(now);
  const { last } = await findBackupCursors(deps.accounts);
  if (last !== null && nightOf(new Date(last)) >= night) return false;
  if (last === null) await markAwaited(deps.accounts, now);
  let { progress, etag } = (await readProgress(deps.bucket, night)) ?? (await begin(deps, night, now, pace));
  for (let stored = 0; stored < pace.objects; ) {
    const database = progress.databases.find(({ sequences }) => sequences === null);
    if (!database) return finish(deps, progress, now);
    const before = stored;
    stored += await step(deps, night, database, pace);
    if (Math.floor(before / NOTED_EVERY) === Math.floor(stored / NOTED_EVERY)) continue;
    const noted = await note(deps.bucket, progress, etag);
    if (noted === null) return false;
    etag = noted;
  }
  await note(deps.bucket, progress, etag);
  return false;
}

async function readProgress(bucket: R2Bucket, night: string) {
  const object = await bucket.get(progressKey(night));
  return object && { progress: await object.json<Progress>(), etag: object.etag as string | null };
}

async function begin(deps: BackupDeps, night: string, now: Date, pace: Pace) {
  await deleteForgotten(deps.bucket, lastForgotten(night));
  const databases: Progress["databases"] = [];
  for (const name of DATABASES) {
    const tables = await findTables(deps[name]);
    databases.push({
      name,
      tables: tables.map(({ newest, ...table }) => {
        return { ...table, slices: [], after: 0, scanned: newest <= pace.margin };
      }),
      sequences: null,
    });
  }
  return { progress: { night, startedAt: now.toISOString(), databases }, etag: null };
}

/** Stores how far a tick has come. @returns null when another tick was faster: its work counts, this one's does not */
async function note(bucket: R2Bucket, progress: Progress, etag: string | null): Promise<string | null> {
  const onlyIf = etag === null ? { etagDoesNotMatch: "*" } : { etagMatches: etag };
  const noted = await bucket.put(progressKey(progress.night), JSON.stringify(progress), { onlyIf });
  return noted?.etag ?? null;
}

/** Reads once, and stores what was read. @returns how many objects were stored, and 1 when there was nothing */
async function step(
  deps: BackupDeps,
  night: string,
  database: Progress["databases"][number],
  pace: Pace,
): Promise<number> {
  const db = deps[database.name];
  const store = (table: TableProgress, lines: Line[]) =>
    storeSlice(deps.bucket, `${night}/${database.name}`, table, lines);
  const table = database.tables.find(({ scanned }) => !scanned);
  if (table) {
    const lines = await readNext(db, table, pace, pace.margin);
    if (lines.length === 0) table.scanned = true;
    else await store(table, lines);
    return 1;
  }
  // All tables at once: so that they fit into the memory, each gives less than when it is read alone.
  const { tails, whole, sequences } = await readTails(db, database.tables, { ...pace, bytes: pace.bytes / 4 });
  const filled = database.tables.flatMap((each, at) => (tails[at]?.length ? [{ each, lines: tails[at] }] : []));
  for (const { each, lines } of filled) await store(each, lines);
  if (whole) database.sequences = sequences;
  return Math.max(1, filled.length);
}

/** Stores lines of a table under a name that says what they are, so that two ticks never replace each other's. */
async function storeSlice(bucket: R2Bucket, folder: string, table: TableProgress, lines: Line[]): Promise<void> {
  const { bytes, sha256 } = await pack(lines.map(({ line }) => line));
  const number = String(table.slices.length + 1).padStart(5, "0");
  const key = `${folder}/${table.name}/${number}-${sha256.slice(0, 16)}.ndjson.gz`;
  await bucket.put(key, bytes);
  const upTo = lines.at(-1)?.at ?? table.after;
  table.slices.push({ key, rows: lines.length, sha256, after: table.after, upTo });
  table.after = upTo;
}

/** Writes the manifest, then the list of backups, then the cursor that `/sante` reads. */
async function finish(deps: BackupDeps, { night, startedAt, databases }: Progress, now: Date): Promise<boolean> {
  const manifest: Manifest = {
    format: 1,
    night,
    startedAt,
    finishedAt: now.toISOString(),
    databases: Object.fromEntries(
      databases.map(({ name, tables, sequences }) => [
        name,
        { tables: tables.map(({ after, scanned, ...table }) => table), sequences: sequences ?? {} },
      ]),
    ) as Manifest["databases"],
  };
  // Another tick may have written it from other readings: one manifest is true, the first one.
  await deps.bucket.put(manifestKey(night), JSON.stringify(manifest), { onlyIf: { etagDoesNotMatch: "*" } });
  const rows = databases.flatMap(({ tables }) => tables).reduce((sum, table) => sum + rowsOf(table), 0);
  await listNight(deps.bucket, { night, startedAt, finishedAt: manifest.finishedAt, rows });
  await markBackedUp(deps.accounts, startedAt, now);
  logEvent("backed-up", { night, rows });
  return true;
}

const progressKey = (night: string) => `${night}/progress.json`;
/** Where the manifest of a night stands. */
export const manifestKey = (night: string) => `${night}/manifest.json`;
