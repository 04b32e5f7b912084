import { eq, inArray } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import {
  alertMatches,
  audit,
  candidates,
  documents,
  keptOffers,
  mailedOffers,
  mails,
  savedSearches,
  sessions,
  suppressions,
  tokens,
} from "#db/accounts/schema.ts";

/** All rows of a candidate, table by table, read in one transaction; null when there is no such account. */
export async function readEverything(db: Accounts, candidateId: number) {
  const [account, open, links, events, files, messages, kept, searches, found, mailed, suppressed] = await db.batch([
    db.select().from(candidates).where(eq(candidates.id, candidateId)),
    db.select().from(sessions).where(eq(sessions.candidateId, candidateId)),
    db.select().from(tokens).where(eq(tokens.candidateId, candidateId)),
    db.select().from(audit).where(eq(audit.candidateId, candidateId)).orderBy(audit.id),
    db.select().from(documents).where(eq(documents.candidateId, candidateId)).orderBy(documents.kind, documents.slot),
    db.select().from(mails).where(eq(mails.candidateId, candidateId)).orderBy(mails.createdAt),
    db.select().from(keptOffers).where(eq(keptOffers.candidateId, candidateId)).orderBy(keptOffers.keptAt),
    db.select().from(savedSearches).where(eq(savedSearches.candidateId, candidateId)).orderBy(savedSearches.id),
    db.select().from(alertMatches).where(eq(alertMatches.candidateId, candidateId)).orderBy(alertMatches.offerId),
    db.select().from(mailedOffers).where(eq(mailedOffers.candidateId, candidateId)).orderBy(mailedOffers.offerId),
    db
      .select()
      .from(suppressions)
      .where(
        inArray(
          suppressions.emailKey,
          db.select({ key: candidates.emailKey }).from(candidates).where(eq(candidates.id, candidateId)),
        ),
      ),
  ]);
  if (account.length === 0) return null;
  return {
    candidates: account,
    sessions: open,
    tokens: links,
    audit: events,
    documents: files,
    mails: messages,
    keptOffers: kept,
    savedSearches: searches,
    alertMatches: found,
    mailedOffers: mailed,
    suppressions: suppressed,
  };
}

export type Everything = NonNullable<Awaited<ReturnType<typeof readEverything>>>;
