import { formatNumber, formatOffersFirst, MOST_COUNTED } from "#app/domain/format.ts";

type Props = {
  /** How many offers answer: exact up to `MOST_COUNTED`. */
  count: number;
  /** How many of them say the words in their title, domain or employer; null when the search makes no difference. */
  titled: number | null;
};

/** « 34 offres, et 86 qui en parlent »: offers whose texts alone say the words are counted apart. */
export function Count({ count, titled }: Props) {
  if (titled === null || titled === count || titled === 0 || count > MOST_COUNTED) return formatOffersFirst(count);
  const mentioned = count - titled;
  return `${formatOffersFirst(titled)}, et ${formatNumber(mentioned)} qui en ${mentioned > 1 ? "parlent" : "parle"}`;
}
