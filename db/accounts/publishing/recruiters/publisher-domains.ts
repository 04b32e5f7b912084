import { asc, eq, sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { recordPublishingIfChanged } from "#db/accounts/publishing/publishing-events.ts";
import { publisherDomains, publishers } from "#db/accounts/publishing/schema.ts";
import { runBatch } from "#db/batch.ts";

/** The administration that the owners of a mail domain may join by themselves; null when there is none. */
export async function findPublisherOfDomain(
  db: Accounts,
  domain: string,
): Promise<{ administration: string; label: string } | null> {
  const found = await db
    .select({ administration: publishers.administration, label: publishers.label })
    .from(publisherDomains)
    .innerJoin(publishers, eq(publishers.administration, publisherDomains.administration))
    .where(eq(publisherDomains.domain, domain))
    .get();
  return found ?? null;
}

/** The mail domains of an administration, in alphabetical order. */
export async function listDomains(db: Accounts, administration: string): Promise<string[]> {
  const found = await db
    .select({ domain: publisherDomains.domain })
    .from(publisherDomains)
    .where(eq(publisherDomains.administration, administration))
    .orderBy(asc(publisherDomains.domain));
  return found.map(({ domain }) => domain);
}

type Change = { administration: string; domain: string; actor: string };

/** Lets the owners of a mail domain in. @returns false when the domain is that of another administration */
export async function addDomain(db: Accounts, change: Change, now: Date): Promise<boolean> {
  const { administration, domain, actor } = change;
  const [, , found] = await runBatch<[never, never, { administration: string }]>(db, [
    sql`INSERT OR IGNORE INTO publisher_domains (domain, administration, created_at)
      VALUES (${domain}, ${administration}, ${now.toISOString()})`,
    recordPublishingIfChanged({ administration, actor, event: "domain-added", subject: domain }, now),
    sql`SELECT administration FROM publisher_domains WHERE domain = ${domain}`,
  ]);
  return found[0]?.administration === administration;
}

/** Lets the owners of a mail domain in no more; those who have come stay. */
export async function removeDomain(db: Accounts, change: Change, now: Date): Promise<void> {
  const { administration, domain, actor } = change;
  await runBatch(db, [
    sql`DELETE FROM publisher_domains WHERE domain = ${domain} AND administration = ${administration}`,
    recordPublishingIfChanged({ administration, actor, event: "domain-removed", subject: domain }, now),
  ]);
}
