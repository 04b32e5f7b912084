import { ACRONYMS } from "#app/domain/text/lists/acronyms.ts";
import { DIPLOMAS, LEADS_TO } from "#app/domain/text/lists/diplomas.ts";
import { EVERYDAY } from "#app/domain/text/lists/everyday-words.ts";
import { EQUIVALENTS, ONE_WAY, RELATED } from "#app/domain/text/lists/synonym-groups.ts";
import { TRADES } from "#app/domain/text/lists/trades.ts";
import { prepareText } from "./text.ts";

/**
 * Another wording for some words of a search.
 * `titleOnly`: a related wording rather than a synonym; it counts only in titles.
 */
export type Synonym = { label: string; tokens: string[]; titleOnly: boolean };

/** The other wordings of these tokens taken together, never word by word: « humaines » alone has none. */
export function synonymsOf(tokens: readonly string[]): readonly Synonym[] {
  return synonymTable().synonyms.get(tokens.join(" ")) ?? [];
}

/** How many tokens the longest wording has. */
export function longestWording(): number {
  return synonymTable().longest;
}

/** Whether a token is one of the vocabulary of the public service, which is spelt right even where no offer says it. */
export function isKnownToken(token: string): boolean {
  return synonymTable().tokens.has(token);
}

type SynonymTable = { synonyms: Map<string, Synonym[]>; longest: number; tokens: Set<string> };

let made: SynonymTable | undefined;

/** Built at the first search, so that a worker starts without waiting for it. */
function synonymTable(): SynonymTable {
  made ??= makeTable();
  return made;
}

function makeTable(): SynonymTable {
  const table: SynonymTable = { synonyms: new Map(), longest: 1, tokens: new Set() };
  for (const [wording, ...others] of ONE_WAY) add(table, [wording], others, false);
  for (const group of [...EQUIVALENTS, ...ACRONYMS, ...DIPLOMAS]) add(table, group, group, false);
  for (const group of [...RELATED, ...TRADES]) add(table, group, group, true);
  for (const [wording, ...others] of [...LEADS_TO, ...EVERYDAY]) add(table, [wording], others, true);
  return table;
}

/** Each wording of the group gets all the others as synonyms; a wording of two groups keeps those of the first. */
function add(table: SynonymTable, wordings: readonly string[], others: readonly string[], titleOnly: boolean): void {
  for (const wording of wordings) {
    const tokens = prepareText(wording);
    const key = tokens.join(" ");
    const known = table.synonyms.get(key) ?? [];
    for (const label of others) {
      const said = prepareText(label);
      const already = [key, ...known.map((synonym) => synonym.tokens.join(" "))];
      if (!already.includes(said.join(" "))) known.push({ label, tokens: said, titleOnly });
    }
    table.synonyms.set(key, known);
    table.longest = Math.max(table.longest, tokens.length);
    for (const token of tokens) table.tokens.add(token);
  }
}
