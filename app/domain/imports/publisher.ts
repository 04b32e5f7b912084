import type { Posting } from "#app/domain/offers/posting.ts";
import { toSlug } from "#app/domain/slug.ts";

/** Who publishes: the first part of `offers.source`. */
export type Publisher = {
  /** The name of an operator's key, of a source, or `@<slug>` of an administration. */
  name: string;
  /** The only administration whose offers it publishes, under any of its names; null for any. */
  administration: { slug: string; label: string; otherSlugs: string[] } | null;
};

/** The publisher that an administration is: that of its keys, and of the form of its recruiters. @param slug its slug */
export const administrationName = (slug: string) => `@${slug}`;

/**
 * A posting as its publisher may publish it. One that names no administration gets that of the publisher.
 * @returns null when it names another administration than the publisher's own
 */
export function ofPublisher(posting: Posting, administration: Publisher["administration"]): Posting | null {
  if (administration === null) return posting;
  if (posting.administration === null) return { ...posting, administration: administration.label };
  const { slug, otherSlugs } = administration;
  return [slug, ...otherSlugs].includes(toSlug(posting.administration)) ? posting : null;
}

/** Why a posting that `ofPublisher` refuses is not published. */
export const OTHER_ADMINISTRATION = "L’offre nomme une autre administration que celle de la clé.";
