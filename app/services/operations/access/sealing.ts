import { base64url } from "oslo/encoding";

const bytes = new TextEncoder();
/** What AES-GCM needs beside the key, in front of what it encrypts: 96 bits, never used twice. */
const NONCE = 12;

/**
 * Encrypts a secret that a database keeps (AES-256-GCM). A copy of the database without `SIGNING_KEY` tells nothing.
 * @param whose whom the secret belongs to: what was sealed for one opens for no other
 * @throws when the key is not set
 */
export async function seal(signingKey: string | undefined, whose: string, secret: Uint8Array): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: bytes.encode(whose) },
    await keyOf(signingKey),
    secret,
  );
  return base64url.encode(new Uint8Array([...iv, ...new Uint8Array(sealed)]), { includePadding: false });
}

/** What `seal` encrypted; null when it was sealed for another, or under another key. */
export async function unseal(
  signingKey: string | undefined,
  whose: string,
  sealed: string,
): Promise<Uint8Array | null> {
  const whole = base64url.decode(sealed, { strict: false });
  const key = await keyOf(signingKey);
  const algorithm = { name: "AES-GCM", iv: whole.slice(0, NONCE), additionalData: bytes.encode(whose) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, whole.slice(NONCE)));
  } catch {
    return null;
  }
}

/** A key of its own, so that nothing that `SIGNING_KEY` signs helps to open what is sealed (HKDF, RFC 5869). */
async function keyOf(signingKey: string | undefined): Promise<CryptoKey> {
  if (!signingKey) throw new Error("SIGNING_KEY is not set");
  const material = await crypto.subtle.importKey("raw", bytes.encode(signingKey), "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytes.encode("operator-totp") };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
