import { Buffer } from "node:buffer";
import { createCipheriv, createHash } from "node:crypto";

/**
 * Whether a PDF cannot be opened without a password. A PDF that only restricts printing or copying is encrypted too,
 * but under an empty password, with which every reader opens it: this tries the empty password as ISO 32000-2, 7.6.4
 * says. Only the encryption dictionary is read, which is never compressed; every other part of the file is left alone.
 * @returns false also when the encryption is of another kind, or cannot be understood
 */
export function asksPassword(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trailer = findTrailer(file);
  const dictionary = trailer && encryptionDictionary(file, trailer);
  if (!trailer || !dictionary || !/\/Filter\s*\/Standard\b/.test(dictionary)) return false;
  const encryption = readEncryption(dictionary, trailer);
  return encryption !== null && !opensWithout(encryption);
}

/**
 * Characters around the entry that names the encryption dictionary: the rest of the trailer, with the file's
 * identifier.
 */
const AROUND = 4096;
/** A file has a trailer for each of its revisions, and some words beside that look like one. */
const MOST_TRIES = 1000;

/**
 * The text of the last trailer, or dictionary of a cross-reference stream, that names an encryption dictionary; or
 * null.
 */
function findTrailer(file: Buffer): string | null {
  let at = file.length;
  for (let tries = 0; tries < MOST_TRIES && at > 0; tries++) {
    at = file.lastIndexOf("/Encrypt", at - 1);
    // Not `/EncryptMetadata`.
    if (at >= 0 && /^[\s<]/.test(file.toString("latin1", at + 8, at + 9))) {
      return file.toString("latin1", at, at + AROUND) + file.toString("latin1", Math.max(0, at - AROUND), at);
    }
  }
  return null;
}

function encryptionDictionary(file: Buffer, trailer: string): string | null {
  if (/^\/Encrypt\s*<</.test(trailer)) return trailer;
  const [, number, generation] = /^\/Encrypt\s+(\d{1,10})\s+(\d{1,5})\s+R/.exec(trailer) ?? [];
  const at = number ? file.lastIndexOf(`\n${number} ${generation} obj`) : -1;
  const start = at >= 0 ? at : number ? file.lastIndexOf(`\r${number} ${generation} obj`) : -1;
  return start >= 0 ? file.toString("latin1", start, start + AROUND) : null;
}

type Encryption = {
  revision: number;
  /** In bytes. */
  keyLength: number;
  permissions: number;
  owner: Buffer;
  user: Buffer;
  encryptMetadata: boolean;
  /** The first half of the file's identifier. */
  id: Buffer;
};

function readEncryption(dictionary: string, trailer: string): Encryption | null {
  // The first of each: another dictionary of the same keys may stand behind.
  const number = new Map([...dictionary.matchAll(NUMBERS)].reverse().map(([, key, value]) => [key, Number(value)]));
  const string = new Map([...`${dictionary}${trailer}`.matchAll(STRINGS)].reverse().map(readString));
  const [owner, user, revision = 0] = [string.get("O"), string.get("U"), number.get("R")];
  if (!owner || !user || revision < 2 || revision > 6) return null;
  const bits = revision === 2 ? 40 : revision === 4 ? 128 : (number.get("Length") ?? 40);
  return {
    revision,
    keyLength: Math.min(16, Math.max(5, bits / 8)),
    permissions: number.get("P") ?? 0,
    owner,
    user,
    encryptMetadata: !/\/EncryptMetadata\s+false/.test(dictionary),
    id: string.get("ID") ?? Buffer.alloc(0),
  };
}

const NUMBERS = /\/(R|P|Length)\s+(-?\d{1,10})(?!\d)/g;
/** In hexadecimal, or between brackets (ISO 32000-2, 7.3.4). Of the identifier, the first half. */
const STRINGS = /\/(O|U|ID)\s*\[?\s*(?:<([\da-fA-F\s]*)>|\(((?:[^\\()]|\\[\s\S])*)\))/g;

function readString([, key = "", hexadecimal, literal = ""]: RegExpExecArray): [string, Buffer] {
  if (hexadecimal !== undefined) return [key, Buffer.from(hexadecimal.replace(/\s/g, ""), "hex")];
  const read = literal
    .replace(/\r\n?/g, "\n")
    .replace(/\\(?:([0-7]{1,3})|(\n)|([\s\S]))/g, (_, octal, end, sign) =>
      octal ? String.fromCharCode(Number.parseInt(octal, 8) & 255) : end ? "" : (ESCAPES[sign] ?? sign),
    );
  return [key, Buffer.from(read, "latin1")];
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Stands for the empty password (ISO 32000-2, 7.6.4.3.2). */
const PADDING = Buffer.from("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A", "hex");

/** Algorithms 6 and 11 of ISO 32000-2, 7.6.4.4: whether the empty password is the user's. */
function opensWithout(encryption: Encryption): boolean {
  const { revision, user, id } = encryption;
  if (revision >= 5) {
    const salt = user.subarray(32, 40);
    const hash = revision === 5 ? createHash("sha256").update(salt).digest() : hardenedHash(salt);
    return hash.equals(user.subarray(0, 32));
  }
  const key = fileKey(encryption);
  if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32));
  let expected: Buffer = createHash("md5").update(PADDING).update(id).digest();
  for (let round = 0; round < 20; round++) expected = rc4(Buffer.from(key.map((byte) => byte ^ round)), expected);
  return expected.equals(user.subarray(0, 16));
}

/** Algorithm 2: the key of the file under the empty password. */
function fileKey({ revision, keyLength, permissions, owner, encryptMetadata, id }: Encryption): Buffer {
  const flags = Buffer.alloc(4);
  flags.writeInt32LE(permissions | 0);
  const hash = createHash("md5").update(PADDING).update(owner.subarray(0, 32)).update(flags).update(id);
  if (revision >= 4 && !encryptMetadata) hash.update(Buffer.alloc(4, 0xff));
  let key: Buffer = hash.digest();
  const rounds = revision >= 3 ? 50 : 0;
  for (let round = 0; round < rounds; round++) key = createHash("md5").update(key.subarray(0, keyLength)).digest();
  return key.subarray(0, keyLength);
}

/** Algorithm 2.B, for the empty password of a user. */
function hardenedHash(salt: Buffer): Buffer {
  let key: Buffer = createHash("sha256").update(salt).digest();
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv("aes-128-cbc", key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const encrypted = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const sum = encrypted.subarray(0, 16).reduce((total, byte) => total + byte, 0);
    key = createHash(["sha256", "sha384", "sha512"][sum % 3] ?? "sha256")
      .update(encrypted)
      .digest();
    last = encrypted.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}

/** RC4, which BoringSSL no longer offers. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, n) => n);
  const swap = (a: number, b: number) => {
    const kept = state[a] ?? 0;
    state[a] = state[b] ?? 0;
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] ?? 0)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
    }),
  );
}
