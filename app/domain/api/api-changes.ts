import * as v from "valibot";
import { dayOf } from "#app/domain/format.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { milliseconds, parisTimeToInstant, shift, toDay } from "#app/domain/time.ts";
import { ApiOfferSchema } from "./api-offer.ts";

/** The parameters of those who keep a copy of the offers. */
export const UPDATED_SINCE = "updated-since";
export const AFTER = "after";

/** For so long, the references of closed offers are told. */
const TOLD_DAYS = 30;
/**
 * A write may be marked with an instant this much before it is seen: an import marks all of its offers with the instant
 * at which it began, and a replica of the database lags.
 */
const MARGIN_MS = 600_000;
const DAY_MS = 86_400_000;

const instant = v.pipe(v.string(), v.isoTimestamp());

/** A page of what changed, in the order of the changes. */
export const ApiChangesSchema = v.object({
  offers: v.pipe(v.array(ApiOfferSchema), v.description("Les offres ouvertes qui ont changé, nouvelles comprises.")),
  withdrawn: v.pipe(
    v.array(v.object({ reference: v.string(), closedOn: v.pipe(v.string(), v.isoDate()) })),
    v.description("Les offres retirées, pourvues ou échues, à supprimer de la copie, avec le jour."),
  ),
  withdrawnSince: v.pipe(
    instant,
    v.description(
      "Les offres fermées ne sont dites que depuis cet instant, trente jours avant la réponse. Une copie plus ancienne est à reprendre du début.",
    ),
  ),
  since: v.pipe(
    v.nullable(instant),
    v.description("À la dernière page, l’`updated-since` de la prochaine lecture ; null tant qu’une page suit."),
  ),
});

/**
 * Reads `updated-since`: an ISO 8601 instant with its offset, or a day, which begins at midnight in Paris. A `+` that was
 * not encoded in the address has become a space.
 * @returns the instant in UTC, or null
 */
export function readSince(said: string): string | null {
  const written = said.trim().replace(" ", "+");
  if (toDay(written)) return parisTimeToInstant(written, "00:00:00");
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
  return shape.test(written) && !Number.isNaN(milliseconds(written)) ? shift(written, 0) : null;
}

/** From when on closed offers are told. @param now ISO 8601 */
export function closedToldSince(now: string): string {
  return shift(now, -TOLD_DAYS * DAY_MS);
}

/** The instant that the next reading begins at, once everything is read. @param now ISO 8601 */
export function nextSince(now: string): string {
  return shift(now, -MARGIN_MS);
}

/** The day on which a closed offer closed, in Paris: it was withdrawn, or it is the day after its last one. */
export function closedOn({ withdrawnAt, expiresOn }: Pick<Offer, "withdrawnAt" | "expiresOn">): string {
  const days = [
    ...(withdrawnAt === null ? [] : [dayOf(withdrawnAt)]),
    ...(expiresOn === null ? [] : [shift(`${expiresOn}T00:00:00Z`, DAY_MS).slice(0, 10)]),
  ];
  return days.sort()[0] ?? "";
}
