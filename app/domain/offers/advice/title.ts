import type { Posting } from "#app/domain/offers/posting.ts";
import { type Advice, advice } from "./advice.ts";
import { closedTo } from "./inclusive-title.ts";

/** Longer titles are cut on phones, and in the subjects of alerts. */
const LONGEST_TITLE = 100;

/** The advice about a title: open to women and men (code du travail, L1142-1), in small letters, short. */
export function adviseTitle({ title }: Pick<Posting, "title">): Advice[] {
  const about = (code: string, sentence: string) => advice(code, "title", sentence);
  const all: Advice[] = [];
  const closed = closedTo(title);
  if (closed) {
    const who = closed.gender === "m" ? "aux hommes" : "aux femmes";
    all.push(
      about(
        "title-not-inclusive",
        `Le titre ne s’adresse qu’${who}. Écrivez par exemple «\u00a0${closed.medianPoint}\u00a0» ou «\u00a0${closed.both}\u00a0».`,
      ),
    );
  }
  if (isInCapitals(title)) {
    all.push(
      about(
        "title-in-capitals",
        `Le titre est en capitales, ce qui se lit mal. Écrivez-le en minuscules, avec ses accents\u00a0: «\u00a0${inSmallLetters(title)}\u00a0».`,
      ),
    );
  }
  if (title.length > LONGEST_TITLE) {
    all.push(
      about(
        "title-too-long",
        `Le titre a ${title.length} caractères\u00a0: en gardant le métier et le sujet, restez sous ${LONGEST_TITLE}, et dites le reste dans le texte du poste.`,
      ),
    );
  }
  return all;
}

function isInCapitals(title: string): boolean {
  const letters = title.match(/\p{L}/gu) ?? [];
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase());
  return letters.length >= 10 && capitals.length > 0.6 * letters.length;
}

/** Small letters after the first one. What is no longer than three letters may be an abbreviation, and stays. */
function inSmallLetters(title: string): string {
  const small = title
    .replace(/\p{L}{4,}/gu, (word) => word.toLowerCase())
    .replace(/(?<!\p{L})(?:DE|DU|DES|ET|EN|LA|LE|LES|AU|AUX|D|L)(?!\p{L})/gu, (word) => word.toLowerCase());
  return (small[0]?.toUpperCase() ?? "") + small.slice(1);
}
