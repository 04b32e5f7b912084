import { type SQL, sql } from "drizzle-orm";
import { shift } from "#app/domain/time.ts";
import type { Catalogue } from "./database.ts";

/** The one step of a cursor that some additions are. Positions are texts; a cursor that does not exist is at an empty one. */
export type Step = { cursor: string; from: string; to: string };

/** Whether a cursor is at a position: a condition of a statement that is made once with `moveCursor`. */
export function isAt({ cursor, from }: Step): SQL {
  return sql`coalesce((SELECT position FROM cursors WHERE name = ${cursor}), '') = ${from}`;
}

/** The statement that moves a cursor, unless it has left `from`. */
export function moveCursor(step: Step, now: Date): SQL {
  return sql`INSERT INTO cursors (name, position, updated_at) SELECT ${step.cursor}, ${step.to}, ${now.toISOString()}
    WHERE ${isAt(step)}
    ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at`;
}

/** Where a cursor is; an empty text when it does not exist. */
export async function findPosition(db: Catalogue, cursor: string): Promise<string> {
  const [found] = await db.all<{ position: string }>(sql`SELECT position FROM cursors WHERE name = ${cursor}`);
  return found?.position ?? "";
}

/** The cursors of isolates that count are named so. A slash is followed by a zero in ASCII. */
export const ISOLATES = "counts/";
const AFTER_ISOLATES = "counts0";
/** An isolate, which lives for hours, has written nothing for that long: there is no other. */
const ISOLATE_MS = 7 * 86_400_000;

/** The statement that deletes the cursors of isolates that are gone. */
export function deleteOldIsolates(now: Date): SQL {
  return sql`DELETE FROM cursors WHERE name > ${ISOLATES} AND name < ${AFTER_ISOLATES}
    AND updated_at <= ${shift(now.toISOString(), -ISOLATE_MS)}`;
}
