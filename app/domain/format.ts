import { milliseconds } from "./time.ts";

const parisDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" });
const longDay = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" });
const shortDay = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "short", timeZone: "UTC" });
const parisTime = new Intl.DateTimeFormat("fr-FR", { timeStyle: "short", timeZone: "Europe/Paris" });
const number = new Intl.NumberFormat("fr-FR");
const euros = new Intl.NumberFormat("fr-FR", {
  style: "currency",
  currency: "EUR",
  trailingZeroDisplay: "stripIfInteger",
});

/**
 * « 10 000 ». Twenty times as fast in workerd as `toLocaleString`, of which a page of results would need two hundred.
 */
export function formatNumber(count: number): string {
  return number.format(count);
}

/** « 1 823,03 € », « 30 € »: an amount in euros, cents left out when there are none. */
export function formatEuros(amount: number): string {
  return euros.format(amount);
}

/** The day that it is in Paris at a moment, `YYYY-MM-DD`: offers open and close by it. */
export function dayInParis(moment: { getTime(): number }): string {
  return parisDay.format(moment.getTime());
}

/** The day that it is in Paris at an instant in ISO 8601, `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  return parisDay.format(milliseconds(instant));
}

/** « 1er novembre 2026 » for `2026-11-01`. */
export function formatDay(day: string): string {
  return longDay.format(milliseconds(day)).replace(/^1 /, "1er ");
}

/** « 1er nov. », « 28 sept. » for `2026-11-01` and `2026-09-28`, where the year is known. */
export function formatShortDay(day: string): string {
  return shortDay.format(milliseconds(day)).replace(/^1 /, "1er ");
}

/** « novembre 2026 » for `2026-11`. */
export function formatMonth(month: string): string {
  return longDay.format(milliseconds(`${month}-01`)).replace(/^1 /, "");
}

/** « 1er novembre 2026 à 14:05 », in Paris, for an instant. */
export function formatInstant(instant: string): string {
  return `${formatDay(dayOf(instant))} à ${parisTime.format(milliseconds(instant))}`;
}

/** « aujourd’hui », « hier », or « le 3 novembre 2026 ». Both are days, `YYYY-MM-DD`. */
export function formatRecentDay(day: string, today: string): string {
  switch (daysBetween(day, today)) {
    case 0:
      return "aujourd’hui";
    case 1:
      return "hier";
    default:
      return `le ${formatDay(day)}`;
  }
}

/** « 5 minutes », « 3 heures », « 2 jours »: how long ago an instant was, both in ISO 8601. */
export function formatAge(instant: string, now: string): string {
  const minutes = Math.max(0, Math.floor((milliseconds(now) - milliseconds(instant)) / 60_000));
  if (minutes < 120) return formatCount(minutes, "minute");
  return minutes < 48 * 60
    ? formatCount(Math.floor(minutes / 60), "heure")
    : formatCount(Math.floor(minutes / 1440), "jour");
}

/** How many days from one day to another, `YYYY-MM-DD` both; negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((milliseconds(to) - milliseconds(from)) / 86_400_000);
}

/** « 12 mois », « De 24 à 36 mois », « 6 mois au moins », « 6 mois au plus »; null when nothing was said. */
export function formatDuration(min: number | null, max: number | null): string | null {
  if (min !== null && max !== null) return min === max ? `${min} mois` : `De ${min} à ${max} mois`;
  if (min !== null) return `${min} mois au moins`;
  return max !== null ? `${max} mois au plus` : null;
}

/** « 1 offre », « 12 345 offres »: French counts nothing and one in the singular. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count < 2 ? singular : plural}`;
}

/** Offers are counted exactly up to this number; beyond, pages say « plus de ». */
export const MOST_COUNTED = 10_000;

/**
 * « aucune offre », « 1 offre », « 120 offres », « plus de 10 000 offres ».
 * @param count `MOST_COUNTED + 1` stands for any larger number
 */
export function formatOffers(count: number): string {
  if (count > MOST_COUNTED) return `plus de ${formatCount(MOST_COUNTED, "offre")}`;
  return count === 0 ? "aucune offre" : formatCount(count, "offre");
}

/** The same words as `formatOffers`, with a capital, to begin a title. */
export function formatOffersFirst(count: number): string {
  return formatOffers(count).replace(/^./, upper);
}

/**
 * The usual writing of a town that a feed writes in capitals: « PARIS 14ème arrondissement », « SAINT PIERRE ». An
 * accent that is missing in the capitals stays missing. A name that is not in capitals is returned unchanged.
 */
export function formatTown(town: string): string {
  const [, city = "", district] = DISTRICT.exec(town) ?? [];
  const name = fromCapitals(city);
  const number = Number(district);
  if (number >= 1 && number <= (DISTRICTS[name] ?? 0)) return `${name} ${number}${number === 1 ? "er" : "e"}`;
  return IN_CAPITALS.test(town) ? fromCapitals(town) : town;
}

/** A phone number for a `tel:` link, in international form when it is a French one. */
export function dialled(phone: string): string {
  const digits = phone.replace(/\(0\)/, "").replace(/(?!^\+)\D/g, "");
  return /^0\d{9}$/.test(digits) ? `+33${digits.slice(1)}` : digits.replace(/^00/, "+");
}

const DISTRICT = /^(\p{L}+)\s+(\d{1,2})\s?(?:er|e|è|[eè]me)?(?:\s+arrondissement)?$/iu;
/** The towns that have arrondissements, and how many. After any other town, a number means something else. */
const DISTRICTS: Record<string, number> = { Paris: 20, Lyon: 9, Marseille: 16 };
const IN_CAPITALS = /^(?=.*\p{Lu}{2})[\p{Lu}\s'’-]+$/u;
const LINKING = /^(?:d[eu]|des|en|et|l[aeè]s?|sous|sur|aux|[dl]’.+)$/;
const SAINT = /^s(?:ain)?te?s?$/;

/** Names with a saint or a linking word take hyphens (« Aix-en-Provence »); an article that comes first does not. */
function fromCapitals(name: string): string {
  const elided = name.toLowerCase().replace(/(?<=^|[\s-])([dl])['’\s]\s*/g, "$1’");
  const [first = "", ...others] = elided.split(/[\s-]+/);
  const hyphened =
    name.includes("-") || SAINT.test(first) || others.some((word) => SAINT.test(word) || LINKING.test(word));
  const written = others.map((word) => (LINKING.test(word) ? word.replace(/(?<=’)./u, upper) : capitalized(word)));
  const start = first.split("’").map(capitalized).join("’");
  if (!hyphened || others.length === 0) return [start, ...written].join(" ");
  return `${start}${/^l(?:e|a|es)$/.test(first) ? " " : "-"}${written.join("-")}`;
}

function capitalized(word: string): string {
  return word.replace(/^./u, upper);
}

function upper(letter: string): string {
  return letter.toUpperCase();
}
