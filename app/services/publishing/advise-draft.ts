import { dayInParis } from "#app/domain/format.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import type { Advice } from "#app/domain/publishing/advice/advice.ts";
import { advise } from "#app/domain/publishing/advice/advise.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/**
 * All the advice about a posting before it is published, with the open offer that it seems to repeat.
 * @param own the references of the draft itself, which it does not repeat
 */
export async function adviseDraft(
  _catalogue: Catalogue,
  posting: Posting,
  _own: string[],
  now: Date,
): Promise<Advice[]> {
  return advise(posting, { today: dayInParis(now) });
}
