/** An entry of a ZIP archive, as its directory declares it. `size` is in bytes, once inflated. */
export type ArchiveEntry = { name: string; size: number };

/** An office document holds some tens of entries; one with a picture a page, some hundreds. */
export const MOST_ENTRIES = 2000;
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Whether an archive can be an office document, by its directory alone (OWASP ASVS 5.0, 5.2.3): not too many entries,
 * not too large as declared, and no name that leads out of the folder in which it is unpacked.
 */
export function isWithinLimits(entries: ArchiveEntry[]): boolean {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  return entries.length <= MOST_ENTRIES && size <= MOST_BYTES && !entries.some(({ name }) => leadsOut(name));
}

function leadsOut(name: string): boolean {
  return /^[/\\]|^[a-z]:/i.test(name) || name.split(/[/\\]/).includes("..");
}

/**
 * Whether a DOCX holds macros. Word writes them in `vbaProject.bin`, and names a type that says so.
 * @param contentTypes the text of `[Content_Types].xml`
 */
export function hasWordMacros(names: string[], contentTypes: string): boolean {
  return names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name)) || /macroEnabled|vbaProject/i.test(contentTypes);
}

/** Whether an ODT holds macros, which it keeps in folders of their own (OpenDocument 1.3, part 2, 3.16). */
export function hasOpenDocumentMacros(names: string[]): boolean {
  return names.some((name) => /^(Basic|Scripts)\/./i.test(name));
}
