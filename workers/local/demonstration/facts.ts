import type { OfferType } from "#app/domain/nomenclature.ts";
import type { Drawer } from "./random.ts";
import type { Setting } from "./trades/profile.ts";

/** What an offer may say of its conditions; null is « not said ». */
export type Facts = { telework: boolean | null; disabilityFriendly: boolean | null; pay: string | null };

/** Remote work is for offices; one offer in ten says that there is none. */
export function factsOf(setting: Setting, type: OfferType, level: number | null, draw: Drawer): Facts {
  const part = draw.below(10);
  return {
    telework: setting === "office" && part < 3 ? true : part === 9 ? false : null,
    disabilityFriendly: draw.chance(0.35) ? true : null,
    pay: setting !== "abroad" && draw.chance(0.13) ? draw.pick(type === "stage" ? STAGE : apprenticePay(level)) : null,
  };
}

/** Never under 4.50 € an hour, which is 682.50 € for a month of 151.67 hours. */
const STAGE = [
  "Gratification : 4,50 € de l’heure",
  "Gratification de 4,50 € par heure de présence, versée chaque mois",
  "Gratification : 4,80 € de l’heure",
  "5 € de l’heure, soit environ 760 € par mois à temps plein",
  "Environ 690 € par mois à temps plein",
];

/**
 * Never under 27 % of the SMIC (492 € of 1,823 €), which is for minors in their first year; those who prepare a diploma
 * of higher education are of age: 43 % (784 €), then 51 % (930 €).
 */
function apprenticePay(level: number | null): string[] {
  if (level !== null && level >= 5) {
    return [
      "De 43 % à 78 % du SMIC selon l’âge et l’année de formation",
      "À partir de 970 € brut par mois, selon l’âge et l’année de formation",
      "1 000 € brut par mois la première année, 1 150 € la deuxième",
    ];
  }
  return [
    "De 27 % à 78 % du SMIC selon l’âge et l’année de formation",
    "À partir de 600 € brut par mois, selon l’âge et l’année de formation",
    "De 800 € à 1 400 € brut par mois selon l’âge",
  ];
}
