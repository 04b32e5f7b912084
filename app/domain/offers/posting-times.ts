import { cutAtWord } from "#app/domain/text/plain-text.ts";
import { milliseconds, shiftMonths, toDay, toInstant } from "#app/domain/time.ts";
import type { Offer } from "./offer.ts";
import type { Doubt, SaidPosting } from "./posting-shape.ts";

/** « Entre 12 et 0 mois », which feeds contain, means at least twelve months. */
export function checkDuration(said: SaidPosting, doubt: Doubt): Pick<Offer, "durationMinMonths" | "durationMaxMonths"> {
  const within = (months: number | null | undefined) => (months != null && months >= 1 && months <= 60 ? months : null);
  const [min, max] = [within(said.durationMinMonths), within(said.durationMaxMonths)];
  const impossible =
    (said.durationMinMonths != null && min === null) || (said.durationMaxMonths != null && max === null);
  if (impossible) doubt("La durée est impossible en partie : seul ce qui se comprend est retenu.");
  if (min !== null && max !== null && max < min) {
    doubt("La durée la plus longue est plus courte que l’autre : elles sont échangées.");
    return { durationMinMonths: max, durationMaxMonths: min };
  }
  return { durationMinMonths: min, durationMaxMonths: max };
}

/** A publication later than in so many months is probably a wrong year. */
const FAR_MONTHS = 12;

/**
 * A day or an instant, unless it is before 1900 or after 9999: `0001-01-01` is what programs write for « no date », and
 * `0026-09-01` what is typed for 2026.
 */
const ofOurTime = (known: string | null) => (known !== null && /^(?:19|[2-9]\d)\d\d-/.test(known) ? known : null);

/**
 * The days and instants of a posting, each `null` when it is not said or not understood. Its publication may be to come,
 * its last modification may not.
 * @param now the current instant, ISO 8601
 */
export function checkDates(said: SaidPosting, now: string, doubt: Doubt) {
  const day = (written: string | null | undefined, name: string) => {
    const known = written ? ofOurTime(toDay(written.trim())) : null;
    if (written && !known) doubt(`${name} « ${cutAtWord(written.trim(), 40)} » n’est pas une date.`);
    return known;
  };
  const instant = (written: string | null | undefined, name: string) => {
    const known = written ? ofOurTime(toInstant(written.trim())) : null;
    if (written && !known) doubt(`${name} « ${cutAtWord(written.trim(), 40)} » n’est pas une date et heure.`);
    return known;
  };
  const past = (known: string | null, name: string) => {
    if (known === null || milliseconds(known) <= milliseconds(now)) return known;
    doubt(`${name} est à venir : celle de l’import est retenue.`);
    return null;
  };
  const expiresOn = day(said.expiresOn, "La date limite");
  const publishedAt = instant(said.publishedAt, "La date de publication");
  if (publishedAt !== null && publishedAt > shiftMonths(now, FAR_MONTHS))
    doubt(`La date de publication est à plus de ${FAR_MONTHS} mois : l’offre ne paraîtra que ce jour-là.`);
  return {
    startsOn: day(said.startsOn, "Le début"),
    // « Choisir le service public » writes 31/12/9999 for « no end ».
    expiresOn: expiresOn?.startsWith("9999") ? null : expiresOn,
    publishedAt,
    updatedAt: past(instant(said.updatedAt, "La date de modification"), "La date de modification"),
  };
}
