import { formsOf, type WordForm } from "#app/domain/text/vocabulary.ts";
import { domainWordings } from "./domain-words.ts";
import { placeLabels } from "./place-words.ts";

/** The words that keywords may hold though no offer says them: those that name a contract, a diploma or a place. */
export function keywordForms(): WordForm[] {
  gathered ??= formsOf([...domainWordings(), ...placeLabels()]);
  return gathered;
}

let gathered: WordForm[] | undefined;
