/** The namespace of the elements that state the fields of a posting as they are, in the feeds that PASS writes. */
export const TYPED_NAMESPACE = "urn:x-pass:offre:1";
/** Its prefix. Items are read by the names of their tags as they are written, so it is always this one. */
export const TYPED_PREFIX = "pass";

/**
 * The fields of a posting that have an element of their own, by the same name (docs/imports.md). Three stand in the
 * elements of the official feed, which hold them exactly: `dc:identifier`, `title` and `description`.
 */
export const TYPED_FIELDS = [
  "type",
  "administration",
  "employer",
  "service",
  "level",
  "region",
  "department",
  "country",
  "city",
  "startsOn",
  "durationMinMonths",
  "durationMaxMonths",
  "telework",
  "disabilityFriendly",
  "pay",
  "publishedAt",
  "updatedAt",
  "expiresOn",
  "profile",
  "employerDescription",
  "more",
] as const;

/** Each contact is one element of each of these, empty when it is not said. */
export const CONTACT_FIELDS = { contactName: "name", contactEmail: "email", contactPhone: "phone", contactUrl: "url" };

/**
 * The posting that an item states by typed elements. A field without an element is not said: the other elements of the
 * item, which say less, are not asked.
 * @param item the texts of its tags, in the order they come
 * @returns a posting for `checkPosting`; null when the item has no such elements
 */
export function typedPosting(item: ReadonlyMap<string, string[]>): Record<string, unknown> | null {
  if (!item.has(`${TYPED_PREFIX}:type`)) return null;
  const one = (tag: string) => item.get(tag)?.[0]?.trim() || null;
  const several = (field: string) => item.get(`${TYPED_PREFIX}:${field}`) ?? [];
  const contacts = several("contactName").map((_, index) =>
    Object.fromEntries(
      Object.entries(CONTACT_FIELDS).map(([element, field]) => [field, several(element)[index]?.trim() || null]),
    ),
  );
  return {
    reference: one("dc:identifier") ?? undefined,
    title: one("title") ?? undefined,
    description: one("description"),
    ...Object.fromEntries(TYPED_FIELDS.map((field) => [field, one(`${TYPED_PREFIX}:${field}`)])),
    domains: several("domain"),
    contacts,
  };
}
