/**
 * A label as a part of an address: « Ministère de l’Intérieur » gives `ministere-de-l-interieur`. Labels that differ by
 * accents, case or punctuation have the same: administrations are known by it.
 * @returns at most 80 characters of [a-z0-9-]; `autre` when the label holds no letter nor digit
 */
export function toSlug(label: string): string {
  const slug = label
    .replace(/[œŒ]/g, "oe")
    .replace(/[æÆ]/g, "ae")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join("-")
    .slice(0, 80)
    .replace(/-$/, "");
  return slug || "autre";
}
