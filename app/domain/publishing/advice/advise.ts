import type { Posting } from "#app/domain/offers/posting.ts";
import type { Advice, AdviceContext } from "./advice.ts";

/** The advice about a posting that `checkPosting` has accepted: what blocks first, then in the order of the form. */
export function advise(_posting: Posting, _context: AdviceContext): Advice[] {
  return [];
}
