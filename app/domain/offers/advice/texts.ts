import type { Posting } from "#app/domain/offers/posting.ts";
import { plainText } from "#app/domain/text/reduced-html.ts";
import { wordingTokens } from "./wordings.ts";

/** The fields of a posting that hold text, with the tokens of each. */
export type PreparedTexts = { field: "title" | "description" | "profile" | "more" | "pay"; tokens: string[] }[];

/**
 * Prepared for the lists of wordings. The employer's own description is left out: it speaks of the employer, not of the
 * person sought.
 */
export function prepareTexts({ title, description, profile, more, pay }: Posting): PreparedTexts {
  const said = { title, description: plainText(description), profile: plainText(profile), more: plainText(more), pay };
  return Object.entries(said).map(([field, text]) => ({
    field: field as PreparedTexts[number]["field"],
    tokens: text ? wordingTokens(text) : [],
  }));
}
