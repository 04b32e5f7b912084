import { eq } from "drizzle-orm";
import type { Accounts } from "./database.ts";
import { audit, candidates, documents, keptOffers, mails, sessions, tokens } from "./schema.ts";

/** Everything that is held of a candidate, table by table, as it was at one moment; null when there is no such account. */
export async function readEverything(db: Accounts, candidateId: number) {
  const [account, open, links, events, files, messages, kept] = await db.batch([
    db.select().from(candidates).where(eq(candidates.id, candidateId)),
    db.select().from(sessions).where(eq(sessions.candidateId, candidateId)),
    db.select().from(tokens).where(eq(tokens.candidateId, candidateId)),
    db.select().from(audit).where(eq(audit.candidateId, candidateId)).orderBy(audit.id),
    db.select().from(documents).where(eq(documents.candidateId, candidateId)).orderBy(documents.kind, documents.slot),
    db.select().from(mails).where(eq(mails.candidateId, candidateId)).orderBy(mails.createdAt),
    db.select().from(keptOffers).where(eq(keptOffers.candidateId, candidateId)).orderBy(keptOffers.keptAt),
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
  };
}

export type Everything = NonNullable<Awaited<ReturnType<typeof readEverything>>>;
