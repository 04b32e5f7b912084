import { makeApiKey } from "#app/services/api/api-keys.ts";
import { logEvent } from "#app/services/events.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { recordPublishing } from "#db/accounts/publishing/publishing-events.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { insertAdministrationKey, revokeAdministrationKey } from "#db/catalogue/publishing/administration-keys.ts";

type Deps = { accounts: Accounts; primaryCatalogue: Catalogue };

/** For which administration somebody acts, by its slug, and her name in its activity. */
type Acting = { administration: string; actor: string };

/**
 * Makes an API key that publishes for an administration, and for no other.
 * @param form `id` names the form, so that one that is sent again makes no second key
 * @returns the key, which nothing can show again; or why there is none
 */
export async function makeAdministrationKey(
  { accounts, primaryCatalogue }: Deps,
  { administration, actor }: Acting,
  { id, label }: { id: string; label: string },
  now: Date,
): Promise<{ key: string } | "already-made" | "limit-reached"> {
  const { key, hash } = await makeApiKey();
  const row = { name: `@${administration}/${id}`, hash, administration, label, createdAt: now.toISOString() };
  const outcome = await insertAdministrationKey(primaryCatalogue, row);
  if (outcome !== "made") return outcome;
  await runBatch(accounts, [recordPublishing({ administration, actor, event: "key-created", subject: label }, now)]);
  logEvent("key-created");
  return { key };
}

/** Revokes a key of an administration. @returns whether it was in force */
export async function endAdministrationKey(
  { accounts, primaryCatalogue }: Deps,
  { administration, actor }: Acting,
  id: number,
  now: Date,
): Promise<boolean> {
  const label = await revokeAdministrationKey(primaryCatalogue, { id, administration }, now);
  if (label === null) return false;
  await runBatch(accounts, [recordPublishing({ administration, actor, event: "key-revoked", subject: label }, now)]);
  logEvent("key-revoked");
  return true;
}
