import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import { findPublisher } from "#db/catalogue/api/api-keys.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** Makes an API key for a publisher, `pass_` and 256 random bits, and the hash of it that the database keeps. */
export async function makeApiKey(): Promise<{ key: string; hash: string }> {
  const key = `pass_${randomSecret()}`;
  return { key, hash: await hashSecret(key) };
}

/**
 * Finds the publisher of an `Authorization` header. The key is looked up by its hash, so the time of the look-up
 * reveals nothing of the key.
 * @returns the name of the publisher; null without a header, with another scheme, or with an unknown or revoked key
 */
export async function authenticatePublisher(db: Catalogue, authorization: string | null): Promise<string | null> {
  const [, key] = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "") ?? [];
  return key ? findPublisher(db, await hashSecret(key)) : null;
}
