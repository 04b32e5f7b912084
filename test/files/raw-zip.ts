import { crc32, deflateRawSync } from "node:zlib";

/** A file of an archive, and the lies that its headers tell of it. */
export type RawFile = {
  name: string;
  content: Uint8Array | string;
  stored?: boolean;
  /** Said in both headers in the place of what is true. */
  lie?: { size?: number; packed?: number; crc?: number; flags?: number; method?: number };
  /** Said in the header before the content only. */
  local?: { name?: string; size?: number; method?: number };
  /** The directory sends to where the content of the file before stands. */
  overlaps?: boolean;
  /** Bytes that belong to nothing, before the file. */
  before?: Uint8Array;
  /** Left out of the directory. */
  unlisted?: boolean;
};

/** Writes a ZIP as told, lies included. */
export function rawZip(
  files: RawFile[],
  around: { before?: string; after?: string; comment?: string } = {},
): Uint8Array {
  const parts: Buffer[] = [Buffer.from(around.before ?? "")];
  const directory: Buffer[] = [];
  let offset = parts[0]?.length ?? 0;
  let last = offset;
  const add = (part: Buffer) => {
    parts.push(part);
    offset += part.length;
  };
  for (const { name, content, stored = false, lie = {}, local = {}, ...how } of files) {
    const bytes = Buffer.from(content as Uint8Array);
    const packed = stored ? bytes : deflateRawSync(bytes);
    if (how.before) add(Buffer.from(how.before));
    const at = how.overlaps ? last : offset;
    const said = {
      flags: lie.flags ?? 0x0800,
      method: lie.method ?? (stored ? 0 : 8),
      crc: lie.crc ?? crc32(bytes),
      packed: lie.packed ?? packed.length,
      size: lie.size ?? bytes.length,
    };
    const header = (version: Buffer, title: string, size: number, method: number) => {
      const fields = Buffer.alloc(26);
      fields.writeUInt16LE(20, 0);
      fields.writeUInt16LE(said.flags, 2);
      fields.writeUInt16LE(method, 4);
      fields.writeUInt32LE(0x5a210000, 6);
      fields.writeUInt32LE(said.crc, 10);
      fields.writeUInt32LE(said.packed, 14);
      fields.writeUInt32LE(size, 18);
      fields.writeUInt16LE(Buffer.byteLength(title), 22);
      return Buffer.concat([version, fields]);
    };
    if (!how.overlaps) {
      const title = local.name ?? name;
      const before = header(Buffer.from("PK\x03\x04"), title, local.size ?? said.size, local.method ?? said.method);
      last = offset;
      add(before);
      add(Buffer.from(title));
      add(packed);
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    const entry = [header(Buffer.from("PK\x01\x02\x14\x00"), name, said.size, said.method), tail, Buffer.from(name)];
    if (!how.unlisted) directory.push(Buffer.concat(entry));
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(directory.length & 0xffff, 8);
  end.writeUInt16LE(directory.length & 0xffff, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(around.comment ?? "", "latin1"), 20);
  const comment = Buffer.from(around.comment ?? "", "latin1");
  return new Uint8Array(Buffer.concat([...parts, listed, end, comment, Buffer.from(around.after ?? "")]));
}
