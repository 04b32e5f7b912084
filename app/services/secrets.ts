import { constantTimeEqual, HMAC, sha256 } from "oslo/crypto";
import { base64url, encodeHex } from "oslo/encoding";

/** A secret that nobody can guess: 256 random bits, as text for links and cookies. */
export function randomSecret(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(32)), { includePadding: false });
}

/** A name that nobody can guess: 128 random bits. */
export function randomId(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(16)), { includePadding: false });
}

/** What is kept of a secret: SHA-256, hexadecimal. Enough for what is random, since nobody can guess what to hash. */
export async function hashSecret(secret: string): Promise<string> {
  return encodeHex(await sha256(new TextEncoder().encode(secret)));
}

/**
 * HMAC-SHA-256 of a text, base64url. The purpose stands in what is signed: a signature made for one is no good for
 * another.
 * @throws when the key was not set: a deployment without its secrets must not run on guessable ones
 */
export async function sign(key: string | undefined, purpose: string, text: string): Promise<string> {
  if (!key) throw new Error("SIGNING_KEY is not set");
  const bytes = new TextEncoder();
  const signature = await new HMAC("SHA-256").sign(bytes.encode(key), bytes.encode(`${purpose}\n${text}`));
  return base64url.encode(new Uint8Array(signature), { includePadding: false });
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const bytes = new TextEncoder();
  return constantTimeEqual(bytes.encode(a), bytes.encode(b));
}
