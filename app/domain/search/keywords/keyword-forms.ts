import { formsOf, type WordForm } from "#app/domain/text/vocabulary.ts";
import { domainWordings } from "./domain-words.ts";
import { placeLabels } from "./place-words.ts";

/** Correct words that keywords may hold although no offer does: names of contracts, diplomas and places. */
export function keywordForms(): WordForm[] {
  gathered ??= formsOf([...domainWordings(), ...placeLabels()]);
  return gathered;
}

let gathered: WordForm[] | undefined;
