/** One part between the dots of what stands before the « @ ». */
const ATOM = String.raw`[^\s@<>()[\]\\,;:".\p{Cc}\p{Cf}]+`;
/** One label of a domain: letters, digits and hyphens, none of these at its ends. */
const LABEL = String.raw`[\p{L}\d](?:[\p{L}\p{M}\d-]{0,61}[\p{L}\p{M}\d])?`;
/** The last label: letters, or a name of other letters as DNS writes it. */
const TOP = String.raw`(?:\p{L}[\p{L}\p{M}]{1,23}|xn--[a-z\d-]{0,57}[a-z\d])`;

const ADDRESS = new RegExp(`^(?=[^@]{1,64}@)${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${TOP}$`, "iu");

/** How many characters an address has at most (RFC 5321). */
export const LONGEST_ADDRESS = 254;

/**
 * Whether a text is a mail address that can be written to, as far as its form tells: no dot at an end or beside another
 * one, and a domain of labels that the DNS can have. Quoted addresses (`"a b"@c.fr`), which nobody uses, are none.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && ADDRESS.test(text);
}
