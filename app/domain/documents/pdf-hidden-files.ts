import { latin1, positionsOf } from "./pdf-bytes.ts";

/** What begins a web page or a script; a packet of metadata does not. */
const WEB_PAGE = /<(?:!doctype\s+html|html|head|body|script|iframe|svg|object|embed|form|meta|\?php|\?=)/i;

const LOCAL_FILE = "PK\u0003\u0004";
const END_OF_DIRECTORY = "PK\u0005\u0006";
/** The end of its directory stands at most this far from the end of a ZIP: its comment is of 65,535 bytes at most. */
const FARTHEST_END = 22 + 0xffff;

/** Whether a ZIP ends where the file does: it opens as an archive too. */
export function endsAsZip(bytes: Uint8Array): boolean {
  return holds(bytes.subarray(-FARTHEST_END), END_OF_DIRECTORY);
}

/** Whether what belongs to no object (what stands between two of them, a comment) holds a web page or a ZIP. */
export function isForeign(between: Uint8Array): boolean {
  if (between.length < 4) return false;
  return holds(between, LOCAL_FILE) || (between.includes(0x3c) && WEB_PAGE.test(latin1(between)));
}

/** Whether a stream that is not compressed is a web page or a ZIP from its beginning. */
export function beginsForeign(stream: Uint8Array): boolean {
  const beginning = latin1(stream.subarray(0, 64)).trimStart();
  return beginning.startsWith(LOCAL_FILE) || WEB_PAGE.exec(beginning)?.index === 0;
}

function holds(bytes: Uint8Array, signature: string): boolean {
  return !positionsOf(bytes, signature).next().done;
}
