import { crc32 } from "node:zlib";

/** A file of an archive: its path, its date, and a function that reads its content when the archive reaches it. */
export type ZipEntry = { path: string; at: Date; read: () => Promise<Uint8Array | null> };

/**
 * A zip archive as a stream, made while it is read: one file is in memory at a time. Files are stored uncompressed,
 * since PDF, DOCX and ODT are compressed already.
 *
 * This is written by hand because zip.js counts all archives of an isolate against one pool: a reader who stops
 * half-way would block the others.
 * @param entries in the order of the archive, less than 4 GB in all; an entry whose content is null is left out
 * @returns the bytes; the stream fails when an entry cannot be read
 */
export function zipFiles(entries: Iterable<ZipEntry>): ReadableStream<Uint8Array> {
  const parts = writeArchive(entries);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const part = await parts.next();
        if (part.done) controller.close();
        else controller.enqueue(part.value);
      },
      cancel: async () => {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The records of PKWARE's APPNOTE 6.3: a header and the content for each file, then the directory, then its end. */
async function* writeArchive(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array, void> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, at, read } of entries) {
    const content = await read();
    if (!content) continue;
    const name = new TextEncoder().encode(path);
    const { length } = content;
    // Version 2.0, UTF-8 names, no compression. Sizes precede the contents, for tools that read from front to back.
    const common = [u16(20, 0x0800, 0, ...dosTime(at)), u32(crc32(content), length, length), u16(name.length, 0)];
    const header = join(u32(0x04034b50), ...common, name);
    directory.push(join(u32(0x02014b50), u16(20), ...common, u16(0, 0, 0), u32(0, offset), name));
    offset += header.length + length;
    yield header;
    yield content;
  }
  const listed = join(...directory);
  const files = directory.length;
  yield join(listed, u32(0x06054b50), u16(0, 0, files, files), u32(listed.length, offset), u16(0));
}

/** Time and date in the format of MS-DOS, to two seconds, in UTC. */
function dosTime(at: Date): [number, number] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return [time, ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()];
}

function u16(...values: number[]): Uint8Array {
  return new Uint8Array(values.flatMap((value) => [value & 0xff, value >>> 8]));
}

function u32(...values: number[]): Uint8Array {
  return u16(...values.flatMap((value) => [value & 0xffff, value >>> 16]));
}

function join(...parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
