import { dayInParis } from "#app/domain/format.ts";
import { administrationName, type Publisher } from "#app/domain/imports/publisher.ts";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import { findApiKey, recordKeyUse } from "#db/catalogue/api/api-keys.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** Makes an API key for a publisher, `pass_` and 256 random bits, and the hash of it that the database keeps. */
export async function makeApiKey(): Promise<{ key: string; hash: string }> {
  const key = `pass_${randomSecret()}`;
  return { key, hash: await hashSecret(key) };
}

/**
 * Finds the publisher of an `Authorization` header, and records the day of this use of its key. The key is looked up by
 * its hash, so the time of the look-up reveals nothing of the key.
 * @returns the publisher; null without a header, with another scheme, or with an unknown or revoked key
 */
export async function authenticatePublisher(
  db: Catalogue,
  authorization: string | null,
  now: Date,
): Promise<Publisher | null> {
  const [, secret] = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "") ?? [];
  const key = secret ? await findApiKey(db, await hashSecret(secret)) : null;
  if (!key) return null;
  const today = dayInParis(now);
  if (key.lastUsedOn !== today) await recordKeyUse(db, key.name, today);
  return key.administration === null
    ? { name: key.name, administration: null }
    : { name: administrationName(key.administration.slug), administration: key.administration };
}
