import type { Posting } from "#app/domain/offers/posting.ts";
import type { Advice, AdviceContext } from "./advice.ts";
import { adviseOnContacts } from "./contacts.ts";
import { adviseOnDiscrimination } from "./discrimination.ts";
import { adviseOnTerms } from "./terms.ts";
import { prepareTexts } from "./texts.ts";
import { adviseTitle } from "./title.ts";

/**
 * The advice about a posting that `checkPosting` has accepted: what blocks first, then in the order of the form. No
 * advice says the same thing twice about one field.
 */
export function advise(posting: Posting, context: AdviceContext): Advice[] {
  const texts = prepareTexts(posting);
  const advice = [
    ...adviseTitle(posting),
    ...adviseOnLevel(posting),
    ...adviseOnDiscrimination(posting, texts),
    ...adviseOnTerms(posting, texts, context),
    ...adviseOnContacts(posting),
  ];
  return [
    ...advice.filter(({ severity }) => severity === "blocking"),
    ...advice.filter(({ severity }) => severity === "advice"),
  ];
}

function adviseOnLevel({ level }: Pick<Posting, "level">): Advice[] {
  if (level !== null) return [];
  const sentence = "Indiquez le niveau d’études préparé\u00a0: c’est ce que les candidats filtrent en premier.";
  return [{ code: "level-missing", field: "level", severity: "advice", sentence }];
}
