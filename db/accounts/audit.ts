import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { AuditEvent } from "#app/domain/account/audit.ts";
import { audit } from "./common-tables.ts";
import type { Accounts } from "./database.ts";

/** The statement that records an event of an account. It has no effect when there is no such account. */
export function recordEvent(candidateId: number | null, event: AuditEvent, device: string | null, now: Date): SQL {
  return sql`INSERT INTO audit (candidate_id, event, device, at)
    SELECT id, ${event}, ${device}, ${now.toISOString()} FROM candidates WHERE id = ${candidateId}`;
}

/** As `recordEvent`, but only if the previous statement of the batch changed a row. */
export function recordEventIfChanged(...event: Parameters<typeof recordEvent>): SQL {
  return sql`${recordEvent(...event)} AND changes() > 0`;
}

/** The last hundred events of an account, newest first. */
export function listEvents(db: Accounts, candidateId: number) {
  return db
    .select({ id: audit.id, event: audit.event, device: audit.device, at: audit.at })
    .from(audit)
    .where(eq(audit.candidateId, candidateId))
    .orderBy(desc(audit.id))
    .limit(100);
}
