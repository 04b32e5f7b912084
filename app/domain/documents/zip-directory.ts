/** A file of an archive, as its directory tells of it. Sizes in bytes. */
export type ZipFile = { name: string; size: number; packed: number };

export type ZipRefusal = "too-many-files" | "bomb" | "archive";

export const MOST_FILES = 2000;
const MOST_BYTES = 50 * 1024 * 1024;
/** Deflate reaches 1,032. Text reaches 100 only when it says the same thing again and again. */
const HIGHEST_RATIO = 100;
/** Less than this swells into nothing that hurts, whatever its ratio: an empty picture, a long empty table. */
const BOMB_FROM = 1024 * 1024;

/**
 * Judges an archive by its directory alone (OWASP ASVS 5.0, 5.2.3): how many files, how large, under which names.
 * @returns why it is refused, or null
 */
export function judgeDirectory(files: ZipFile[]): ZipRefusal | null {
  if (files.length > MOST_FILES) return "too-many-files";
  const [size, packed] = [sum(files.map((file) => file.size)), sum(files.map((file) => file.packed))];
  if (size > MOST_BYTES || [...files, { size, packed }].some(swells)) return "bomb";
  const names = files.map(({ name }) => sameName(name));
  return new Set(names).size < names.length || names.some(isTrap) ? "archive" : null;
}

function swells({ size, packed }: { size: number; packed: number }): boolean {
  return size > BOMB_FROM && size > HIGHEST_RATIO * packed;
}

/** Names that lead elsewhere, or that systems read in two ways. */
function isTrap(name: string): boolean {
  return (
    name === "" ||
    /[\\\p{Cc}]|^\/|^[a-z]:|\/\//u.test(name) ||
    name.split("/").some((part) => part === ".." || part === ".")
  );
}

/** Office programs do not tell capitals from small letters. */
function sameName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
