import { type SQL, sql } from "drizzle-orm";
import type { Catalogue } from "./database.ts";

/** The one step of a cursor that some work is. Positions are texts; a cursor that does not exist is at an empty one. */
export type Step = { cursor: string; from: string; to: string };

/** The condition that the work of a step is still to be done: its cursor has not left `from`. */
export function isAt({ cursor, from }: Pick<Step, "cursor" | "from">): SQL {
  return sql`coalesce((SELECT position FROM cursors WHERE name = ${cursor}), '') = ${from}`;
}

/** The statement that moves a cursor, last in the batch of its work. It does nothing when the cursor has left `from`. */
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
export const AFTER_ISOLATES = "counts0";
