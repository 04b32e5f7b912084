import type { Posting } from "#app/domain/offers/posting.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { TODAY } from "../synthetic.ts";

/** Offers with the texts of the demonstration, each at an employer, a place and a date that make it a different one. */
export function differentPostings(count: number, from = 0): Posting[] {
  const models = demonstrationPostings(TODAY);
  return Array.from({ length: count }, (_, n) => {
    const index = from + n;
    const text = models[index % models.length];
    const other = models[(index * 7 + Math.floor(index / models.length) * 31) % models.length];
    if (!text || !other) throw new Error("no demonstration offers");
    const { employer, country, department, city, level, startsOn } = other;
    const reference = `${text.reference.slice(0, 7)}${900_000 + index}`;
    return { ...text, employer, country, department, city, level, startsOn, reference, expiresOn: null };
  });
}

/** What a feed sends from one time to the next: some of its offers with another text, and some that are new. */
export function feedOf(postings: Posting[]): (changed: number, added: number) => Posting[] {
  let [edition, next, total] = [0, 0, postings.length];
  return (changed, added) => {
    edition += 1;
    const edited = Array.from({ length: changed }, () => {
      const posting = postings[next++ % postings.length] as Posting;
      return { ...posting, description: `${posting.description ?? ""}<p>Version ${edition}</p>` };
    });
    total += added;
    return [...edited, ...differentPostings(added, total - added)];
  };
}
