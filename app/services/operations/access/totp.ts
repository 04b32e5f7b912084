import { base32 } from "oslo/encoding";
import { createTOTPKeyURI, generateHOTP } from "oslo/otp";
import { sameText } from "#app/services/secrets.ts";

/** How long each code lasts, in milliseconds (RFC 6238). */
const STEP_MS = 30_000;
/** A phone whose clock is this many steps ahead or behind is understood. */
const TOLERANCE = 1;

/** A secret for an authenticator application: 160 random bits, as RFC 4226 recommends. */
export function newTotpSecret(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(20));
}

/**
 * The step of a code of six digits: how many times 30 s have passed since 1970. Null when it is a code of no step
 * around now.
 */
export async function stepOf(code: string, secret: Uint8Array, now: Date): Promise<number | null> {
  const present = Math.floor(now.getTime() / STEP_MS);
  let found: number | null = null;
  for (let step = present - TOLERANCE; step <= present + TOLERANCE; step++) {
    if (sameText(await generateHOTP(secret, step), code)) found = step;
  }
  return found;
}

/** The address by which an authenticator application takes the secret, as a link or as a QR code. */
export function totpAddress(secret: Uint8Array, email: string): string {
  return createTOTPKeyURI("PASS", email, secret);
}

/** The secret as it is typed into an application: base32, in groups of four. */
export function shownSecret(secret: Uint8Array): string {
  return base32.encode(secret, { includePadding: false }).replace(/.{4}(?=.)/g, "$& ");
}
