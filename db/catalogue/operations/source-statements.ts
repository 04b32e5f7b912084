import { type SQL, sql } from "drizzle-orm";
import { FAILING_AFTER, type SourceKind } from "#app/domain/imports/sources/source.ts";

/** What an operator says of a source. */
export type NewSource = { name: string; url: string; kind: SourceKind; everyMinutes: number; full: boolean };

/** Adds a source, which is due at once. One row when it was added; none when there is one of this name already. */
export function addSource({ name, url, kind, everyMinutes, full }: NewSource, now: Date): SQL {
  const at = now.toISOString();
  return sql`INSERT INTO sources (name, url, kind, every_minutes, "full", due_at, created_at)
    VALUES (${name}, ${url}, ${kind}, ${everyMinutes}, ${full ? 1 : 0}, ${at}, ${at})
    ON CONFLICT (name) DO NOTHING RETURNING name`;
}

/** A source as operators see it, under the names of the columns that the command shows. */
export type ListedSource = {
  name: string;
  kind: SourceKind;
  holds: "full" | "partial";
  every: number;
  state: "paused" | "being pulled" | "failing" | "tried again" | "new" | "read";
  /** When it is pulled next, unless it is paused. */
  due: string;
  "last success": string | null;
  "last change": string | null;
  failures: number;
  "last error": string | null;
  /** « yes » when the next pull may withdraw any number of offers. */
  forced: string;
  url: string;
};

/** The sources, with how each stands. */
export function listSources(now: Date): SQL {
  return sql`SELECT name, kind, iif("full", 'full', 'partial') AS holds, every_minutes AS every,
      CASE WHEN paused THEN 'paused' WHEN lease_until > ${now.toISOString()} THEN 'being pulled'
        WHEN failures >= ${FAILING_AFTER} THEN 'failing' WHEN failures > 0 THEN 'tried again'
        WHEN succeeded_at IS NULL THEN 'new' ELSE 'read' END AS state,
      due_at AS due, succeeded_at AS "last success", changed_at AS "last change", failures, last_error AS "last error",
      iif(force, 'yes', '') AS forced, url
    FROM sources ORDER BY name`;
}

/** A row when there is a source of this name. */
export const findSource = (name: string): SQL => sql`SELECT name FROM sources WHERE name = ${name}`;

/** A row of its name when there is such a source; then it is not pulled any more until `resumeSource`. */
export const pauseSource = (name: string): SQL =>
  sql`UPDATE sources SET paused = 1 WHERE name = ${name} RETURNING name`;

/** A source that was paused is due now. */
export const resumeSource = (name: string, now: Date): SQL =>
  sql`UPDATE sources SET paused = 0, due_at = ${now.toISOString()} WHERE name = ${name} RETURNING name`;

/** The source is due now. */
export const pullSourceNow = (name: string, now: Date): SQL =>
  sql`UPDATE sources SET due_at = ${now.toISOString()} WHERE name = ${name} RETURNING name, paused`;

/** The source is due now, and may withdraw any number of offers this once. */
export const forceSource = (name: string, now: Date): SQL =>
  sql`UPDATE sources SET force = 1, due_at = ${now.toISOString()} WHERE name = ${name} RETURNING name, paused`;

/** Removes a source; its offers stay. */
export const removeSource = (name: string): SQL => sql`DELETE FROM sources WHERE name = ${name} RETURNING name, kind`;
