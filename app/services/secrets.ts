import { constantTimeEqual, HMAC, sha256 } from "oslo/crypto";
import { base64url, encodeHex } from "oslo/encoding";

/** A secret that nobody can guess, for links and cookies: 256 random bits, base64url. */
export function randomSecret(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(32)), { includePadding: false });
}

/** An identifier that nobody can guess: 128 random bits, base64url. */
export function randomId(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(16)), { includePadding: false });
}

/**
 * The hash of a secret that databases keep: SHA-256, hexadecimal. It is enough for random secrets, not for passwords.
 */
export async function hashSecret(secret: string): Promise<string> {
  return encodeHex(await sha256(new TextEncoder().encode(secret)));
}

/**
 * HMAC-SHA-256 of a text, base64url. The purpose is signed too: a signature for one purpose is not valid for another.
 * @throws when the key is not set: a deployment without its secrets must not run on guessable ones
 */
export async function sign(key: string | undefined, purpose: string, text: string): Promise<string> {
  if (!key) throw new Error("SIGNING_KEY is not set");
  const bytes = new TextEncoder();
  const signature = await new HMAC("SHA-256").sign(bytes.encode(key), bytes.encode(`${purpose}\n${text}`));
  return base64url.encode(new Uint8Array(signature), { includePadding: false });
}

/** Whether two texts are equal, compared in constant time. */
export function sameText(a: string, b: string): boolean {
  const bytes = new TextEncoder();
  return constantTimeEqual(bytes.encode(a), bytes.encode(b));
}
