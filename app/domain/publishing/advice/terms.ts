import { dayOf, formatDay, formatEuros } from "#app/domain/format.ts";
import { FRANCE } from "#app/domain/nomenclature.ts";
import { legalPay } from "#app/domain/offers/legal-pay.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import type { Advice, AdviceContext } from "./advice.ts";
import type { PreparedTexts } from "./texts.ts";
import { compileWordings, type Wordings, wordingsIn } from "./wordings.ts";

/** The advice about dates, duration and pay: what is missing, impossible, or against the law. */
export function adviseOnTerms(posting: Posting, texts: PreparedTexts, { today }: AdviceContext): Advice[] {
  return [...adviseOnDates(posting, today), ...adviseOnDuration(posting), ...adviseOnPay(posting, texts, today)];
}

const advice = (code: string, field: Advice["field"], sentence: string): Advice => ({
  code,
  field,
  severity: "advice",
  sentence,
});
const blocking = (code: string, field: Advice["field"], sentence: string): Advice => ({
  ...advice(code, field, sentence),
  severity: "blocking",
});

function adviseOnDates({ startsOn, expiresOn, publishedAt }: Posting, today: string): Advice[] {
  const found: Advice[] = [];
  if (startsOn === null) {
    found.push(
      advice(
        "start-missing",
        "startsOn",
        "Indiquez quand le contrat commence, même à peu près\u00a0: beaucoup cherchent par mois.",
      ),
    );
  } else if (startsOn < today) {
    found.push(
      advice(
        "start-past",
        "startsOn",
        `Le contrat commence le ${formatDay(startsOn)}, qui est passé\u00a0: donnez la prochaine date possible, ou retirez l’offre si elle est pourvue.`,
      ),
    );
  }
  if (expiresOn === null) return found;
  if (expiresOn < today) {
    found.push(
      blocking(
        "last-day-past",
        "expiresOn",
        `Le dernier jour pour candidater, le ${formatDay(expiresOn)}, est passé\u00a0: l’offre ne serait pas montrée. Donnez un jour à venir.`,
      ),
    );
  } else if (publishedAt !== null && expiresOn < dayOf(publishedAt)) {
    found.push(
      blocking(
        "last-day-before-publication",
        "expiresOn",
        "Le dernier jour pour candidater est avant la publication\u00a0: changez l’un des deux.",
      ),
    );
  } else if (startsOn !== null && startsOn >= today && expiresOn > startsOn) {
    found.push(
      advice(
        "last-day-after-start",
        "expiresOn",
        `On pourrait candidater après le début du contrat, le ${formatDay(startsOn)}\u00a0: avancez le dernier jour, ou reculez le début.`,
      ),
    );
  }
  return found;
}

/** Months. An internship: code de l’éducation, L124-5. A cycle of apprenticeship: code du travail, L6222-7-1. */
const LONGEST_INTERNSHIP = 6;
const SHORTEST_APPRENTICESHIP = 6;
const LONGEST_APPRENTICESHIP = 36;
/** For a disabled apprentice (code du travail, R6222-46). */
const LONGEST_OF_ALL = 48;

function adviseOnDuration({ type, durationMinMonths, durationMaxMonths }: Posting): Advice[] {
  const least = durationMinMonths ?? durationMaxMonths;
  const most = durationMaxMonths ?? durationMinMonths;
  if (least === null || most === null) {
    return [
      advice(
        "duration-missing",
        "durationMinMonths",
        "Indiquez la durée, en mois\u00a0: elle décide si un cursus permet de candidater.",
      ),
    ];
  }
  // The law counts days of presence (D124-6): part-time or over two school years, more months may be legal.
  if (type === "stage" && most > LONGEST_INTERNSHIP) {
    return [
      advice(
        "internship-too-long",
        durationMaxMonths === null ? "durationMinMonths" : "durationMaxMonths",
        `Un stage ne dépasse pas ${LONGEST_INTERNSHIP} mois de présence par année d’enseignement (code de l’éducation, article L. 124-5)\u00a0: écrivez ${LONGEST_INTERNSHIP} mois au plus, ou dites comment la présence se répartit.`,
      ),
    ];
  }
  if (type === "apprentissage" && least > LONGEST_OF_ALL) {
    return [
      blocking(
        "apprenticeship-too-long",
        "durationMinMonths",
        `Un apprentissage dure de ${SHORTEST_APPRENTICESHIP} mois à 3 ans, 4 ans pour une personne handicapée (code du travail, articles L. 6222-7-1 et R. 6222-46)\u00a0: corrigez la durée.`,
      ),
    ];
  }
  if (type === "apprentissage" && least > LONGEST_APPRENTICESHIP) {
    return [
      advice(
        "apprenticeship-too-long",
        "durationMinMonths",
        "Au-delà de 3 ans, un apprentissage ne convient qu’à une personne handicapée, ou après un échec à l’examen (code du travail, articles L. 6222-7-1, R. 6222-46 et L. 6222-11)\u00a0: vérifiez la durée.",
      ),
    ];
  }
  // A contract may be shorter than its cycle, after another one or for who has begun already: it is no wall.
  if (type === "apprentissage" && most < SHORTEST_APPRENTICESHIP) {
    return [
      advice(
        "apprenticeship-too-short",
        "durationMinMonths",
        "Un apprentissage dure en principe 6 mois au moins (code du travail, article L. 6222-7-1)\u00a0: vérifiez la durée, ou publiez un stage.",
      ),
    ];
  }
  return [];
}

/** Months of presence beyond which a gratification is due (code de l’éducation, L124-6; D124-6 says how they are counted). */
const MONTHS_WITHOUT_GRATIFICATION = 2;
/** Where the code de l’éducation does not rule internships so: codes of regions. */
const ELSEWHERE = ["986", "987", "988"];

function adviseOnPay(posting: Posting, texts: PreparedTexts, today: string): Advice[] {
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
    return [
      {
        code: "gratification-refused",
        field: refused.field,
        severity: "blocking",
        sentence: `${law}\u00a0: «\u00a0${refused.wording}\u00a0» n’est pas possible. Écrivez «\u00a0gratification légale\u00a0», ou raccourcissez le stage.`,
      },
    ];
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
