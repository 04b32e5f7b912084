import { makeApiKey } from "#app/services/api/api-keys.ts";
import { logEvent } from "#app/services/events.ts";
import { endAdministrationKey, makeAdministrationKey } from "#app/services/publishing/administration-keys.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { insertApiKey, revokeApiKey } from "#db/catalogue/api/api-keys.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findKey } from "#db/catalogue/operations/key-lists.ts";

type Deps = { accounts: Accounts; primaryCatalogue: Catalogue };

/** Who made or revoked a key, in the activity that an administration sees. */
const ACTOR = "l’exploitation du site";

/** A key that an operator asks for. */
export type AskedKey = {
  /** Names the form, so that one that is sent again makes no second key. */
  id: string;
  /** Slug of the only administration whose offers it publishes; null for any. */
  administration: string | null;
  /** What its administration calls it; without one, the name of its publisher. */
  label: string;
};

/**
 * Makes an API key, for an administration or for a publisher of any offers.
 * @returns the key, which nothing can show again; or why there is none
 */
export async function makeOperatorKey(
  deps: Deps,
  operator: Operator,
  { id, administration, label }: AskedKey,
  now: Date,
): Promise<{ key: string } | "already-made" | "limit-reached"> {
  const name = administration === null ? label : `@${administration}/${id}`;
  const subject = { kind: "api-key", id: name } as const;
  await noteOperatorEvent(deps.accounts, { operator, event: "key-created", subject }, now);
  if (administration !== null) return makeAdministrationKey(deps, { administration, actor: ACTOR }, { id, label }, now);
  const { key, hash } = await makeApiKey();
  if (!(await insertApiKey(deps.primaryCatalogue, { name, hash, createdAt: now.toISOString() }))) return "already-made";
  logEvent("key-created");
  return { key };
}

/** Revokes a key, whoever made it. @returns whether it was in force */
export async function endKey(
  deps: Deps,
  operator: Operator,
  { id, reason }: { id: number; reason: string | null },
  now: Date,
): Promise<boolean> {
  const key = await findKey(deps.primaryCatalogue, id);
  if (!key || key.revokedAt !== null) return false;
  const { name, administration } = key;
  const subject = { kind: "api-key", id: name } as const;
  await noteOperatorEvent(deps.accounts, { operator, event: "key-revoked", subject, reason }, now);
  if (administration !== null) return endAdministrationKey(deps, { administration, actor: ACTOR }, id, now);
  const ended = await revokeApiKey(deps.primaryCatalogue, name, now.toISOString());
  if (ended) logEvent("key-revoked");
  return ended;
}
