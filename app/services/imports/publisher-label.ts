import type { Publisher } from "#app/domain/imports/publisher.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findPublisherLabel } from "#db/accounts/publishing/recruiters/publishers.ts";

/**
 * A publisher whose administration has its name. One that has no offer yet has none in the catalogue, where its first
 * offer brings it: then it is the name that its people read.
 */
export async function withLabel(accounts: Accounts, publisher: Publisher): Promise<Publisher> {
  const { name, administration } = publisher;
  if (administration === null || administration.label !== administration.slug) return publisher;
  const label = await findPublisherLabel(accounts, administration.slug);
  return label === null ? publisher : { name, administration: { ...administration, label } };
}
