import { dayOf, formatDay } from "#app/domain/format.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { type Advice, advice, blocking } from "./advice.ts";

/** The advice about dates and duration: what is missing, impossible, or against the law. */
export function adviseOnTerms(posting: Posting, today: string): Advice[] {
  return [...adviseOnDates(posting, today), ...adviseOnDuration(posting)];
}

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
