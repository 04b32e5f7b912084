const rare = "raremarker";
const frequent = "frequentmarker";

/** Classes of searches, by the parameters of the address; the words are the markers of `synthetic.ts`. */
export const SEARCHES: Record<string, string> = {
  "no words": "",
  "no words, filtered": "region=11&domaine=NUM",
  "narrow filter": "departement=48&niveau=7&domaine=TRA",
  "rare word": `q=${rare}`,
  "rare word, filtered": `q=${rare}&type=stage&region=11`,
  "middling word": "q=middlingmarker",
  "middling word, filtered": "q=middlingmarker&type=stage&region=11",
  "frequent word": `q=${frequent}`,
  "frequent word, filtered": `q=${frequent}&type=stage&region=11`,
  "three words": `q=${rare}+middlingmarker+${frequent}`,
  "three words, filtered": `q=${rare}+middlingmarker+${frequent}&type=stage`,
  "by start date": "tri=debut",
  "deep page": "page=500",
  "frequent word, deep page": `q=${frequent}&page=500`,
  "zero result": "q=xylophoniste",
};

/** Those that fill no page: what answers a part of their words is looked for too. */
export const PARTLY = ["rare word", "rare word, filtered", "three words", "three words, filtered", "zero result"];

/** The rows that a page may read at most, up to 100,000 offers: D1 bills each row. */
const MOST_ROWS = 45_000;
/** The same, for the page that most people open: without words, without criteria, the first one. */
const MOST_ROWS_WITHOUT_WORDS = 5_000;

/** The limit of the rows that a page of a class may read; null when there are more offers than the limits are meant for. */
export function rowsLimit(query: string, offers: number): number | null {
  if (offers > 100_000) return null;
  return query === "" ? MOST_ROWS_WITHOUT_WORDS : MOST_ROWS;
}
