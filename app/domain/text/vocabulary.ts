/** A word as offers write it: folded to be compared, and with its accents to be shown. */
export type WordForm = { word: string; shown: string };

/** Shorter words differ too little: a typing error of one often is another word. */
export const SHORTEST_FORM = 5;
const LONGEST_FORM = 30;

/** A hyphen stands before an inclusive ending (« conseiller-ère »), or joins two words (« sapeur-pompier »). */
const JOINED = "-(?!(?:teure?|teuse|trice|ienne)s?(?!\\p{L}))(?=\\p{L}{5})";

/** A whole word, not the ending of an inclusive form (`·euse`, `(trice)`) nor a part of an address. */
const WORD = new RegExp(
  `(?<![\\p{L}\\p{N}·@(]|[\\p{L}\\p{N}](?:[./]|(?!${JOINED})-))\\p{L}+(?![\\p{L}\\p{N}·@]|[(./]\\p{L}|(?!${JOINED})-\\p{L})`,
  "gu",
);

/** The word forms of some texts, each once. */
export function formsOf(texts: string[]): WordForm[] {
  const forms = new Map<string, string>();
  for (const text of texts) {
    for (const [written] of text.matchAll(WORD)) {
      if (written.length < SHORTEST_FORM || written.length > LONGEST_FORM) continue;
      const shown = written.toLowerCase();
      const word = foldWord(shown);
      if (/^[a-z]+$/.test(word) && shown > (forms.get(word) ?? "")) forms.set(word, shown);
    }
  }
  return [...forms].map(([word, shown]) => ({ word, shown }));
}

function foldWord(word: string): string {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
}
