import { domainWord } from "#app/domain/search/keywords/domain-words.ts";
import { fieldNamed } from "#app/domain/search/keywords/field-names.ts";
import { keywordForms } from "#app/domain/search/keywords/keyword-forms.ts";
import { longestPlace } from "#app/domain/search/keywords/place-words.ts";
import { domainOfTrade } from "#app/domain/search/keywords/trade-domains.ts";
import { longestWording } from "#app/domain/text/synonyms.ts";

// Tables that are made at the first question, and kept: made here, outside of any test, every test is known to read
// them. Otherwise only the first one would be tried on the mutants of what makes them.
domainWord([]);
fieldNamed([]);
keywordForms();
longestPlace();
domainOfTrade("");
longestWording();
