import { domainWordings } from "./domain-words.ts";
import { placeLabels } from "./places.ts";
import { formsOf, type WordForm } from "./vocabulary.ts";

/** The words that keywords may hold though no offer says them: those that name a contract, a diploma or a place. */
export function keywordForms(): WordForm[] {
  gathered ??= formsOf([...domainWordings(), ...placeLabels()]);
  return gathered;
}

let gathered: WordForm[] | undefined;
