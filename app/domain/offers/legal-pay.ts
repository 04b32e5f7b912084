import { FRANCE } from "#app/domain/nomenclature.ts";
import type { Offer } from "./offer.ts";

/**
 * The day from which the amounts below hold. They change each 1 January, and the SMIC sometimes in the year: whoever
 * updates one updates all, with this day.
 */
const AS_OF = "2026-01-01";

/** Gross, in euros a month of 151.67 hours: 12,02 € an hour. */
const SMIC = 1823.03;

/** The hourly ceiling of the social security, in euros. */
const CEILING = 30;

/** Percentages of the SMIC in the first, second and third year (code du travail, D6222-26; the public service too, D6272-1). */
const APPRENTICES = [
  { age: "16 à 17 ans", percents: [27, 39, 55] },
  { age: "18 à 20 ans", percents: [43, 51, 67] },
  { age: "21 à 25 ans", percents: [53, 61, 78] },
  { age: "26 ans et plus", percents: [100, 100, 100] },
];

/** What a gratification is at least: this share of the ceiling (code de l’éducation, L124-6). */
const INTERN_PERCENT = 15;
/** A month of presence is 22 days of 7 hours; beyond two months a gratification is due (code de l’éducation, D124-6). */
const DAYS_A_MONTH = 22;
const HOURS_A_DAY = 7;

/**
 * Where the SMIC or the ceiling is another, or the labour code does not apply: Mayotte, Wallis-et-Futuna, French
 * Polynesia, New Caledonia. Codes of regions.
 */
const OTHER_AMOUNTS = ["06", "986", "987", "988"];

type Rule = { asOf: string; source: { label: string; url: string } };

/** The least that an apprentice is paid, gross, full time: amounts in euros a month, by age then by year of the contract. */
export type ApprenticePay = Rule & {
  type: "apprentissage";
  smic: number;
  ages: { age: string; years: { percent: number; amount: number }[] }[];
};

/** The least that an intern is paid beyond so many hours of presence: euros an hour, and in a full month. */
export type InternPay = Rule & {
  type: "stage";
  beyondHours: number;
  beyondDays: number;
  hourly: number;
  percent: number;
  ceiling: number;
  monthly: number;
  daysAMonth: number;
};

/**
 * The legal minimum for an offer whose employer did not say what it pays; null when it did, when the post is where
 * other amounts hold, and from one year after the day of the amounts on: old amounts would mislead.
 * @param today the current day in Europe/Paris, `YYYY-MM-DD`
 */
export function legalPay(
  { type, pay, country, region }: Pick<Offer, "type" | "pay" | "country" | "region">,
  today: string,
): ApprenticePay | InternPay | null {
  const elsewhere = country !== FRANCE || (region !== null && OTHER_AMOUNTS.includes(region));
  if (pay !== null || elsewhere || today >= oneYearAfter(AS_OF)) return null;
  return type === "stage" ? internPay() : apprenticePay();
}

function apprenticePay(): ApprenticePay {
  return {
    type: "apprentissage",
    asOf: AS_OF,
    source: {
      label: "code du travail, article D. 6222-26, expliqué par service-public.gouv.fr",
      url: "https://www.service-public.gouv.fr/particuliers/vosdroits/F2918",
    },
    smic: SMIC,
    ages: APPRENTICES.map(({ age, percents }) => ({
      age,
      years: percents.map((percent) => ({ percent, amount: share(SMIC, percent) })),
    })),
  };
}

function internPay(): InternPay {
  const beyondDays = 2 * DAYS_A_MONTH;
  const hourly = share(CEILING, INTERN_PERCENT);
  return {
    type: "stage",
    asOf: AS_OF,
    source: {
      label: "code de l’éducation, articles L. 124-6 et D. 124-8, expliqués par service-public.gouv.fr",
      url: "https://www.service-public.gouv.fr/particuliers/vosdroits/F32131",
    },
    beyondDays,
    beyondHours: beyondDays * HOURS_A_DAY,
    hourly,
    percent: INTERN_PERCENT,
    ceiling: CEILING,
    monthly: share(hourly * DAYS_A_MONTH * HOURS_A_DAY, 100),
    daysAMonth: DAYS_A_MONTH,
  };
}

/** A percentage of an amount in euros, rounded to the cent. */
function share(amount: number, percent: number): number {
  return Math.round(amount * percent) / 100;
}

/** The same day of the next year. */
function oneYearAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
}
