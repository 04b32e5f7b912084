/** The encoding of a file: a label that `TextDecoder` knows, and whether the file or its sender told it. */
export type Encoding = { label: string; isDeclared: boolean };

/** How many bytes tell the encoding: a mark, or the XML declaration. */
export const ENCODING_BYTES = 512;

/** What a file is read in when nobody tells its encoding. */
export const UTF_8: Encoding = { label: "utf-8", isDeclared: false };

/**
 * The encoding of a file. A byte order mark tells it, or its XML declaration, or its sender, in this order: servers send
 * a `charset` that is the same for all files more often than files are wrong about themselves. Otherwise it is UTF-8.
 * @param start the first `ENCODING_BYTES` of the file
 * @param charset what the sender said, for example of `Content-Type`
 * @returns `unknown`: the name of an encoding that nobody can read
 */
export function encodingOf(start: Uint8Array, charset?: string | null): Encoding | { unknown: string } {
  const [first = 0x20, second = 0x20, third] = start;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { label: "utf-8", isDeclared: true };
  // The mark U+FEFF, or a character of ASCII, which has a zero beside it in UTF-16.
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0))
    return { label: "utf-16le", isDeclared: true };
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
    return { label: "utf-16be", isDeclared: true };
  const said = declaredIn(start) ?? charset?.trim();
  // What has no zeros is no UTF-16: programs write that name in the declaration of files that they then save in UTF-8.
  if (!said || /^utf-?16/i.test(said)) return UTF_8;
  try {
    return { label: new TextDecoder(said).encoding, isDeclared: true };
  } catch {
    return { unknown: said.slice(0, 40) };
  }
}

/** The encoding that a `Content-Type` tells: `application/xml; charset=iso-8859-1`. */
export function charsetOf(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? "")?.[1] ?? null;
}

/** `<?xml version="1.0" encoding="windows-1252"?>` */
function declaredIn(start: Uint8Array): string | undefined {
  const ascii = String.fromCharCode(...start.subarray(0, ENCODING_BYTES));
  return /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([^"'\s]+)/.exec(ascii)?.[1];
}
