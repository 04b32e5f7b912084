import { labelOf } from "#app/domain/nomenclature.ts";
import { domainToken } from "#app/domain/search/filter-tokens.ts";
import { prepareText } from "#app/domain/text/text.ts";

/** Domains of activity that a word names, and the filter tokens that their offers hold. */
export type FieldName = { labels: string[]; tokens: string[] };

/**
 * The domains that these tokens name, besides being words, or null: an offer for a network administrator answers
 * « informatique » whether it holds the word or not. The words of a domain's own label need no entry: every offer holds
 * them in its text (`indexRow`).
 */
export function fieldNamed(tokens: readonly string[]): FieldName | null {
  table ??= makeTable();
  return table.get(tokens.join(" ")) ?? null;
}

let table: Map<string, FieldName> | undefined;

function makeTable(): Map<string, FieldName> {
  const made = new Map<string, FieldName>();
  for (const [wordings, codes] of NAMES) {
    const labels = codes.map((code) => labelOf("domain", code) ?? code);
    for (const wording of wordings)
      made.set(prepareText(wording).join(" "), { labels, tokens: codes.map(domainToken) });
  }
  return made;
}

/** Only words that name a whole domain and little else: a trade within it would find too much. */
const NAMES: readonly (readonly [wordings: readonly string[], codes: readonly string[]])[] = [
  [["informatique", "informaticien", "IT", "SIO", "SLAM", "SISR", "BTS CIEL", "MIAGE"], ["NUM"]],
  [["droit", "juriste"], ["JUR"]],
  [["santé"], ["MED", "SAN"]],
  [["soins", "soignant", "hospitalier"], ["MED"]],
  [["BTP", "travaux publics"], ["BAT"]],
  [["militaire"], ["DEF"]],
  [["judiciaire"], ["JUS"]],
  [["diplomatie", "diplomatique"], ["INT"]],
];
