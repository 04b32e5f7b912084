import { formatEuros } from "#app/domain/format.ts";
import { FRANCE } from "#app/domain/nomenclature.ts";
import { legalPay } from "#app/domain/offers/legal-pay.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { type Advice, advice, blocking } from "./advice.ts";
import type { PreparedTexts } from "./texts.ts";
import { compileWordings, type Wordings, wordingsIn } from "./wordings.ts";

/** Months of presence beyond which a gratification is due (code de l’éducation, L124-6; D124-6 says how they are counted). */
const MONTHS_WITHOUT_GRATIFICATION = 2;
/** Where the code de l’éducation does not rule internships so: codes of regions. */
const ELSEWHERE = ["986", "987", "988"];

/** The advice about the pay of an internship that is over two months: the law grants one. */
export function adviseOnPay(posting: Posting, texts: PreparedTexts, today: string): Advice[] {
  const { type, country, region, durationMinMonths, durationMaxMonths } = posting;
  const least = durationMinMonths ?? durationMaxMonths ?? 0;
  const isDue = type === "stage" && country === FRANCE && least > MONTHS_WITHOUT_GRATIFICATION;
  if (!isDue || (region !== null && ELSEWHERE.includes(region))) return [];
  const minimum = legalPay({ ...posting, pay: null }, today);
  const hourly = minimum?.type === "stage" ? formatEuros(minimum.hourly) : null;
  const law = `Un stage de plus de deux mois est gratifié${hourly ? `, ${hourly} au moins par heure de présence` : ""} (code de l’éducation, article L. 124-6)`;
  const refused = texts
    .flatMap(({ field, tokens }) => wordingsIn(tokens, payWordings()).map((found) => ({ field, ...found })))
    .find(({ isRefusal }) => isRefusal);
  if (refused) {
    // « Pas de gratification en dessous de deux mois » refuses nothing: then the text speaks of pay elsewhere too.
    if (isPaySaid(posting, texts, refused.field)) return [];
    const sentence = `${law}\u00a0: «\u00a0${refused.wording}\u00a0» n’est pas possible. Écrivez «\u00a0gratification légale\u00a0», ou raccourcissez le stage.`;
    return [blocking("gratification-refused", refused.field, sentence)];
  }
  if (posting.pay !== null || isPaySaid(posting, texts, null)) return [];
  const example = hourly ? `Gratification légale de ${hourly} par heure` : "Gratification légale";
  return [advice("gratification-not-said", "pay", `${law}\u00a0: dites-le, par exemple «\u00a0${example}\u00a0».`)];
}

/** Whether pay is spoken of more often than it is refused. @param refusedIn the field of a refusal, or null */
function isPaySaid({ pay }: Posting, texts: PreparedTexts, refusedIn: string | null): boolean {
  if (pay !== null && refusedIn !== "pay") return true;
  const found = texts.flatMap(({ tokens }) => wordingsIn(tokens, payWordings()));
  const refusals = found.filter(({ isRefusal }) => isRefusal).length;
  return found.length - refusals > refusals;
}

/** What says that an internship is paid. */
const PAY_WORDS = ["gratification", "gratifié", "rémunération", "rémunéré", "indemnité"];

const NO_PAY = [
  "sans gratification",
  "pas de gratification",
  "aucune gratification",
  "non gratifié",
  "pas gratifié",
  "sans rémunération",
  "pas de rémunération",
  "aucune rémunération",
  "non rémunéré",
  "pas rémunéré",
];

let compiled: Wordings<{ wording: string; isRefusal: boolean }> | undefined;

/** Each refusal holds a word of pay too, so that it counts once among both. */
function payWordings() {
  compiled ??= compileWordings([
    ...PAY_WORDS.map((wording) => ({ wording, about: { wording, isRefusal: false } })),
    ...NO_PAY.map((wording) => ({ wording, about: { wording, isRefusal: true } })),
  ]);
  return compiled;
}
