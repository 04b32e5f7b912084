import type { Posting } from "#app/domain/offers/posting.ts";
import { type Advice, type AdviceContext, advice } from "./advice.ts";
import { adviseOnContacts } from "./contacts.ts";
import { adviseOnDiscrimination } from "./discrimination.ts";
import { adviseOnPay } from "./pay.ts";
import { adviseOnTerms } from "./terms.ts";
import { prepareTexts } from "./texts.ts";
import { adviseTitle } from "./title.ts";

/**
 * The advice about a posting that `checkPosting` has accepted: what blocks first, then in the order of the form. No
 * advice says the same thing twice about one field.
 */
export function advise(posting: Posting, { today }: AdviceContext): Advice[] {
  const texts = prepareTexts(posting);
  const all = [
    ...adviseTitle(posting),
    ...adviseOnLevel(posting),
    ...adviseOnDiscrimination(posting, texts),
    ...adviseOnTerms(posting, today),
    ...adviseOnPay(posting, texts, today),
    ...adviseOnContacts(posting),
  ];
  return [
    ...all.filter(({ severity }) => severity === "blocking"),
    ...all.filter(({ severity }) => severity === "advice"),
  ];
}

function adviseOnLevel({ level }: Pick<Posting, "level">): Advice[] {
  if (level !== null) return [];
  const sentence = "Indiquez le niveau d’études préparé\u00a0: c’est ce que les candidats filtrent en premier.";
  return [advice("level-missing", "level", sentence)];
}
