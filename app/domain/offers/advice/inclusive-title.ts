import { endsInAccent, feminineOf, genderedForm, masculineOf } from "./gendered-nouns.ts";

/** A word of a title: where it stands, without accents, and whether something closes the group of words before it. */
type TitleWord = { written: string; folded: string; at: number; begins: boolean };

/** How a title is written for one sex only, with two ways to write it for both; null when it is open. */
export function closedTo(title: string): { gender: "m" | "f"; medianPoint: string; both: string } | null {
  if (saysBoth(fold(title))) return null;
  const words = wordsOf(title);
  const heads = headsOf(words);
  const forms = heads.flatMap((word) => {
    const form = genderedForm(word.folded);
    if (!form || (isAccentMissing(word, form.noun) && form.gender === "m")) return [];
    return [{ word, ...form }];
  });
  const [first] = forms;
  if (!first) return closedByAdjective(words, title);
  const everywhere = words.map(({ folded }) => genderedForm(folded));
  // « Développeur ou développeuse »: one noun in both forms opens the title.
  if (everywhere.some((form) => form?.noun === first.noun && form.gender !== first.gender)) return null;
  const named = forms.map(({ word, gender, noun }) => {
    const written = word.written.toLowerCase();
    const masculine = gender === "m" ? written : masculineOf(written, noun);
    return { word, masculine, feminine: gender === "f" ? written : feminineOf(masculine) };
  });
  const put = (said: (each: (typeof named)[number]) => string) =>
    replaced(
      title,
      named.map((each) => ({ word: each.word, by: said(each) })),
    );
  // Two nouns (« apprenti électricien »), or the end of a compound (« aide-soignant »), make too long a doublet.
  const isShort = named.length === 1 && title[first.word.at - 1] !== "-";
  return {
    gender: first.gender,
    medianPoint: put(({ masculine, feminine }) => withPoint(masculine, feminine)),
    both: `${put(({ masculine, feminine }) => (isShort ? `${masculine} ou ${feminine}` : masculine))} (F/H)`,
  };
}

/** The title with some of its words replaced, in the letters of what they replace. */
function replaced(title: string, words: { word: TitleWord; by: string }[]): string {
  let written = "";
  let end = 0;
  for (const { word, by } of words) {
    written += title.slice(end, word.at) + likeIn(word.written, by);
    end = word.at + word.written.length;
  }
  return written + title.slice(end);
}

/** « chargé·e », « technicien·ne », « conseiller·ère », « directeur·rice ». */
function withPoint(masculine: string, feminine: string): string {
  if (feminine.startsWith(masculine)) return `${masculine}·${feminine.slice(masculine.length)}`;
  const ending = /(?:rice|euse|ère|eure|ive)$/.exec(feminine)?.[0] ?? feminine;
  return `${masculine}·${ending}`;
}

/** « H/F », « (F/H) », « homme ou femme », « agent·e », « chargé(e) », « médiateur-trice », « développeur/euse ». */
function saysBoth(folded: string): boolean {
  return SAYS_BOTH.some((writing) => writing.test(folded));
}

/** On a text without accents, in small letters. Each looks a few characters ahead at most: their time is linear. */
const SAYS_BOTH = [
  /(?<![a-z0-9])(?:[hm] ?[/.·|-] ?f|f ?[/.·|-] ?[hm]|h (?:ou|et) f|f (?:ou|et) h|hf|fh)(?![a-z0-9])/,
  /(?<![a-z])(?:homme ?(?:\/|ou|et) ?femme|femme ?(?:\/|ou|et) ?homme)(?![a-z])/,
  /(?<=[a-z]{2})[.·](?:[a-z]{1,6})(?![a-z])/,
  /(?<=[a-z]{2}) ?\((?:e|ne|se|ve|fe|le|te|rice|trice|euse|ere|iere|ienne|eure|esse|ive|teuse)s?\)/,
  /(?<=[a-z]{2}) ?[/-] ?-?(?:e|ne|se|ve|fe|rice|trice|euse|ere|iere|ienne|eure)s?(?![a-z])/,
];

/** The words that name who is hired: the first one of each group of words, and the one beside it (« guide conférencier »). */
function headsOf(words: TitleWord[]): TitleWord[] {
  const heads: TitleWord[] = [];
  let left = 0;
  for (const word of words) {
    if (word.begins) left = 2;
    if (left === 0) continue;
    if (BEFORE_HEADS.has(word.folded)) continue;
    if (AFTER_HEADS.has(word.folded)) left = 0;
    else {
      heads.push(word);
      left -= 1;
    }
  }
  return heads;
}

/** Words that may stand before the one who is hired. */
const BEFORE_HEADS = new Set(
  "stage stagiaire alternance alternant apprentissage contrat offre poste eleve futur future un une recherche recrute".split(
    " ",
  ),
);

/** After these words comes what somebody deals with, or whom she works for. */
const AFTER_HEADS = new Set(
  "a au aux avec aupres chez d dans de des du en et l la le les ou par pour sous sur vers".split(" "),
);

/** Epicene nouns that an adjective follows in titles, and the adjectives that tell of one sex. */
const EPICENES = new Set(
  "secretaire responsable bibliothecaire archiviste documentaliste gestionnaire comptable cadre psychologue juriste".split(
    " ",
  ),
);
const ADJECTIVES = new Map([
  ["adjoint", "adjointe"],
  ["général", "générale"],
  ["médical", "médicale"],
  ["administratif", "administrative"],
  ["territorial", "territoriale"],
  ["principal", "principale"],
  ["polyvalent", "polyvalente"],
]);

function closedByAdjective(words: TitleWord[], title: string): ReturnType<typeof closedTo> {
  const [noun, adjective] = words.filter(({ folded }) => !BEFORE_HEADS.has(folded));
  if (!noun || !adjective || adjective.begins || !EPICENES.has(noun.folded)) return null;
  for (const [masculine, feminine] of ADJECTIVES) {
    const gender = adjective.folded === fold(masculine) ? "m" : adjective.folded === fold(feminine) ? "f" : null;
    if (!gender) continue;
    const medianPoint = replaced(title, [{ word: adjective, by: withPoint(masculine, feminine) }]);
    return { gender, medianPoint, both: `${replaced(title, [{ word: adjective, by: masculine }])} (F/H)` };
  }
  return null;
}

function wordsOf(title: string): TitleWord[] {
  const words: TitleWord[] = [];
  let end = 0;
  for (const match of title.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const between = title.slice(end, match.index);
    end = match.index + match[0].length;
    const begins = words.length === 0 || /[–—:|,;()[\]/]|\s-|-\s/.test(between);
    words.push({ written: match[0], folded: fold(match[0]), at: match.index, begins });
  }
  return words;
}

/** « CHARGE DE MISSION » is « chargé », « Charge de travail » is not. */
function isAccentMissing({ written, folded }: TitleWord, noun: string): boolean {
  return (
    folded === noun &&
    endsInAccent(noun) &&
    written !== written.toUpperCase() &&
    !/[éÉ]$/.test(written.normalize("NFC"))
  );
}

/** Words in the letters of what they replace: capitals, or a capital first. */
function likeIn(written: string, words: string): string {
  // Capitals without accents get none.
  if (written.length > 1 && written === written.toUpperCase()) return fold(words).toUpperCase();
  return written[0] === written[0]?.toUpperCase() ? (words[0]?.toUpperCase() ?? "") + words.slice(1) : words;
}

function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}
