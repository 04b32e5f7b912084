export type FoundInside = "embedded-object" | "hidden-file";

/** What a file inside a document may begin with, that no picture, font or text of a document does. */
const SIGNATURES: [bytes: number[], found: FoundInside][] = [
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "embedded-object"],
  [[0x7b, 0x5c, 0x72, 0x74], "embedded-object"],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], "embedded-object"],
  [[0x50, 0x4b, 0x03, 0x04], "hidden-file"],
  [[0x50, 0x4b, 0x05, 0x06], "hidden-file"],
  [[0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], "hidden-file"],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "hidden-file"],
  [[0x1f, 0x8b], "hidden-file"],
  [[0x4d, 0x5a], "hidden-file"],
  [[0x7f, 0x45, 0x4c, 0x46], "hidden-file"],
  [[0xca, 0xfe, 0xba, 0xbe], "hidden-file"],
];

/** Programs and archives, by their names; then documents. */
const PROGRAMS =
  /\.(?:exe|dll|com|scr|pif|bat|cmd|ps1|vb[se]|jse?|ws[fh]|hta|jar|class|msi|lnk|reg|swf|zip|rar|7z|gz|iso)$/i;
const DOCUMENTS = /\.(?:pdf|rtf|doc[mx]?|dot[mx]?|od[tsp]|xl[st]?[bmx]?|pp[ts]?[mx]?)$/i;

/** Pictures that Word keeps compressed by themselves. */
const COMPRESSED_PICTURES = /\.(?:emz|wmz|svgz)$/i;

/**
 * What a file inside a document is when it has no place there: another document, an archive, a program.
 * @param beginning its first bytes
 */
export function whatIsInside(name: string, beginning: Uint8Array): FoundInside | null {
  if (PROGRAMS.test(name)) return "hidden-file";
  if (DOCUMENTS.test(name)) return "embedded-object";
  const [, found] = SIGNATURES.find(([bytes]) => bytes.every((byte, n) => beginning[n] === byte)) ?? [];
  return found && !(COMPRESSED_PICTURES.test(name) && beginning[0] === 0x1f) ? found : null;
}
