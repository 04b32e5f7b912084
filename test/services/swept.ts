import { env } from "cloudflare:workers";
import { beforeEach } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import * as schema from "#db/accounts/schema.ts";
import { forgetEverybody } from "#test/support/people.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const accounts = openAccounts(env.ACCOUNTS);
/** What a sweep is handed. */
export const deps = { accounts, documents: env.DOCUMENTS };

/**
 * A moment for every test of a file, and what lies before and after it: each test begins with nobody but Léa. The
 * bucket dates its objects with its own clock, so the clock of these tests starts at the same time.
 */
export function momentWithLea() {
  const now = new Date();
  const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const later = (ms: number) => new Date(now.getTime() + ms);
  beforeEach(() => onlyLea(ago(0)));
  return { now, ago, later };
}

/** Nobody has an account but Léa, who is number 7. */
export async function onlyLea(at: string): Promise<void> {
  await forgetEverybody();
  await accounts.insert(schema.candidates).values({ ...person("lea", at), id: 7, lastLoginAt: at });
}

export function person(name: string, at: string) {
  const keys = { username: name, usernameKey: name, email: `${name}@a.fr`, emailKey: `${name}@a.fr` };
  return { ...keys, passwordHash: "", firstName: "", lastName: "", consentedAt: at, createdAt: at };
}

/** A mail to Léa that is asked for, unless more is said. */
export function mail(
  id: string,
  at: string,
  said: Partial<typeof schema.mails.$inferInsert>,
): typeof schema.mails.$inferInsert {
  const asked = { kind: "activation", priority: 0, candidateId: 7, recipient: "lea@a.fr", details: {} } as const;
  return { id, ...asked, state: "requested", dueAt: at, createdAt: at, ...said };
}

/** The first column of what a query finds, in order. */
export async function kept(query: string): Promise<unknown[]> {
  const rows = await env.ACCOUNTS.prepare(query).raw();
  return rows.map(([value]) => value).sort();
}
