import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import { findPublisher } from "#db/catalogue/api/api-keys.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** A new key for a publisher, 256 random bits, and the hash that is kept of it. */
export async function makeApiKey(): Promise<{ key: string; hash: string }> {
  const key = `pass_${randomSecret()}`;
  return { key, hash: await hashSecret(key) };
}

/**
 * The publisher that an `Authorization` header names, or null: no header, another scheme, an unknown or revoked key.
 * The look-up is by hash, so its time tells nothing of the key.
 */
export async function authenticatePublisher(db: Catalogue, authorization: string | null): Promise<string | null> {
  const [, key] = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "") ?? [];
  return key ? findPublisher(db, await hashSecret(key)) : null;
}
