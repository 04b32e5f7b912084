import { levelToken, typeToken } from "#app/domain/search/filter-tokens.ts";
import { prepareText } from "#app/domain/text/text.ts";

/**
 * A word that every offer could hold, such as « stage ». Next to other words it is ignored. Alone, or with places only,
 * it is searched: as its filter where it has one, or as a word.
 */
export type DomainWord = { filter: string | null; tokens: string[] };

/** The domain word that these tokens make, or null: « stage », « bac pro », « niveau 6 ». */
export function domainWord(tokens: readonly string[]): DomainWord | null {
  table ??= makeTable();
  return table.get(tokens.join(" ")) ?? null;
}

/** The spellings of these words, among which the correction of a misspelt word is looked for. */
export function domainWordings(): string[] {
  return WORDINGS.flatMap(([, wordings]) => wordings).filter((wording) => !/\d/.test(wording));
}

let table: Map<string, DomainWord> | undefined;

function makeTable(): Map<string, DomainWord> {
  const made = new Map<string, DomainWord>();
  for (const [filter, wordings] of WORDINGS) {
    const prepared = wordings.map((wording) => prepareText(wording));
    const single = prepared.filter(({ length }) => length === 1).flat();
    for (const tokens of prepared) {
      // The words of one contract are synonyms; those of one level are not: a « DUT » is no « BTS ».
      const same = filter?.startsWith("t") ? [...new Set(single)] : tokens.length === 1 ? tokens : [];
      made.set(tokens.join(" "), { filter, tokens: same });
    }
  }
  return made;
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/** Times and durations: offers give them in their dates, seldom in words. */
const TIMES = [
  ...MONTHS,
  "rentrée",
  ...upTo(6).map((year) => String(2024 + year)),
  ...upTo(36).flatMap((months) => [`${months} mois`, `${months}mois`]),
  ...upTo(24).flatMap((weeks) => [`${weeks} semaines`, `${weeks} semaine`]),
  ...["un", "deux", "trois", "quatre", "six"].map((months) => `${months} mois`),
];

const WORDINGS: readonly (readonly [string | null, readonly string[]])[] = [
  [typeToken("stage"), ["stage", "stagiaire", "offre de stage", "recherche stage"]],
  [
    typeToken("apprentissage"),
    [
      "apprentissage",
      "apprenti",
      "apprentie",
      "alternance",
      "alternant",
      "contrat d’apprentissage",
      "contrat en alternance",
      "recherche apprentissage",
      "recherche alternance",
    ],
  ],
  [levelToken(3), ["CAP", "BEP", "niveau 3"]],
  [levelToken(4), ["bac", "bac pro", "bac professionnel", "baccalauréat", "niveau 4"]],
  [levelToken(5), ["BTS", "DUT", "DEUST", "bac+2", "L2", "licence 2", "niveau 5"]],
  [
    levelToken(6),
    [
      "licence",
      "licence pro",
      "licence professionnelle",
      "BUT",
      "bachelor",
      "bac+3",
      "bac+4",
      "L3",
      "licence 3",
      "niveau 6",
    ],
  ],
  [levelToken(7), ["master", "mastère", "M1", "M2", "master 1", "master 2", "bac+5", "niveau 7"]],
  [levelToken(8), ["doctorat", "bac+8", "niveau 8"]],
  [null, ["offre", "offre d’emploi", "poste", "métier", "job", "bac+1", "L1", "licence 1"]],
  // How people ask, and what is said of every offer
  [null, ["cherche", "recherche un poste", "bonjour", "bjr", "salut", "slt", "svp", "stp", "merci"]],
  [null, ["rémunéré", "gratifié"]],
  [null, TIMES],
];
