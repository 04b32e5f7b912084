import { dayInParis } from "#app/domain/format.ts";
import type { Advice } from "#app/domain/offers/advice/advice.ts";
import { advise } from "#app/domain/offers/advice/advise.ts";
import { isNearText } from "#app/domain/offers/advice/near-text.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { indexRow } from "#app/domain/search/index-row.ts";
import { toSlug } from "#app/domain/slug.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findSameHead } from "#db/catalogue/offers/similar-offers.ts";

/**
 * All the advice about a posting before it is published, with the open offer that it seems to repeat: of the same
 * title, employer and place, and nearly the same text.
 * @param own the references that the posting has or will have, which it does not repeat
 */
export async function advisePosting(
  catalogue: Catalogue,
  posting: Posting,
  own: string[],
  now: Date,
): Promise<Advice[]> {
  const today = dayInParis(now);
  return [...advise(posting, { today }), ...(await adviseOnRepetition(catalogue, posting, own, today))];
}

async function adviseOnRepetition(
  catalogue: Catalogue,
  posting: Posting,
  own: string[],
  today: string,
): Promise<Advice[]> {
  const { administration: label } = posting;
  const draft = { ...posting, administration: label === null ? null : { slug: toSlug(label), label } };
  const { title, body, commune } = indexRow(draft);
  const found = await findSameHead(catalogue, { ...draft, commune }, own, today);
  const same = found.find((offer) => {
    const row = indexRow(offer);
    return row.title === title && isSameEmployer(offer, posting) && isNearText(row.body, body);
  });
  if (!same) return [];
  return [
    {
      code: "already-open",
      field: "title",
      severity: "advice",
      sentence: `L’offre ${same.reference} est déjà ouverte, sous le même titre, au même endroit, avec presque le même texte\u00a0: modifiez-la plutôt, ou dites ce qui distingue celle-ci.`,
      offer: { reference: same.reference, title: same.title },
    },
  ];
}

/** Whether both name the same entity, as far as both name one. */
function isSameEmployer(a: { employer: string | null }, b: { employer: string | null }): boolean {
  return a.employer === null || b.employer === null || toSlug(a.employer) === toSlug(b.employer);
}
