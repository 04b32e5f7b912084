/** What an object of the bucket holds, and how it is known again. */
export type Packed = { bytes: Uint8Array<ArrayBuffer>; sha256: string };

/** Lines as a gzip file, and the SHA-256 of the lines. */
export async function pack(lines: string[]): Promise<Packed> {
  const text = Uint8Array.from(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  return { bytes: await through(text, new CompressionStream("gzip")), sha256: await sha256(text) };
}

/** The lines of an object, or null when it is damaged. @param sha256 what its lines must have; null does not ask */
export async function unpack(bytes: Uint8Array<ArrayBuffer>, sha256Wanted: string | null): Promise<string[] | null> {
  const text = await through(bytes, new DecompressionStream("gzip")).catch(() => null);
  if (text === null || (sha256Wanted !== null && (await sha256(text)) !== sha256Wanted)) return null;
  return new TextDecoder().decode(text).split("\n").slice(0, -1);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const through = new Blob([bytes]).stream().pipeThrough(stream as TransformStream<Uint8Array, Uint8Array>);
  return new Uint8Array(await new Response(through).arrayBuffer());
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
