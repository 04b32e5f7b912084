import { sha256 } from "oslo/crypto";
import { base64url, encodeHex } from "oslo/encoding";
import { findPublisher } from "#db/catalogue/api-keys.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** A new key for a publisher, 256 random bits, and the hash that is kept of it. */
export async function makeApiKey(): Promise<{ key: string; hash: string }> {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const key = `pass_${base64url.encode(secret, { includePadding: false })}`;
  return { key, hash: await hashApiKey(key) };
}

/** SHA-256, hexadecimal: enough for a secret that is random, since nobody can guess what to hash. */
export async function hashApiKey(key: string): Promise<string> {
  return encodeHex(await sha256(new TextEncoder().encode(key)));
}

/**
 * The publisher that an `Authorization` header names, or null: no header, another scheme, an unknown or revoked key.
 * The look-up is by hash, so its time tells nothing of the key.
 */
export async function authenticatePublisher(db: Catalogue, authorization: string | null): Promise<string | null> {
  const [, key] = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "") ?? [];
  return key ? findPublisher(db, await hashApiKey(key)) : null;
}
