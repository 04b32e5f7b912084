import type { OfferType } from "#app/domain/nomenclature.ts";
import type { OfferSummary } from "#app/domain/offers/offer.ts";
import type { Drawer } from "./random.ts";

const DAY_MS = 86_400_000;

/** When an offer was published, when one starts, and its last day. */
export type Dates = { publishedAt: string; updatedAt: string; startsOn: string | null; expiresOn: string | null };

/**
 * Two months and a half of publications, most of them recent; one starts later than the last day to apply.
 * @param today `YYYY-MM-DD`
 */
export function datesOf(type: OfferType, index: number, today: string, draw: Drawer): Dates {
  const midnight = Date.parse(`${today}T00:00:00Z`);
  // Those of today were published in the night.
  const age = index % 40 === 0 ? 0 : Math.floor((75 * ((index * 37) % 100) ** 2) / 10_000);
  const minute = age === 0 ? draw.below(330) : 300 + draw.below(900);
  const publishedAt = new Date(midnight - age * DAY_MS + minute * 60_000).toISOString();
  const daysBefore = 21 + draw.below(280);
  const start = beginning(type, new Date(midnight + daysBefore * DAY_MS));
  return {
    publishedAt,
    updatedAt: publishedAt,
    startsOn: draw.chance(0.9) ? start : null,
    expiresOn: draw.chance(0.6) ? day(midnight + lastDay(index, daysBefore, draw) * DAY_MS) : null,
  };
}

/** An internship lasts six months at most, an apprenticeship three years, or the two of a master. */
export function durationOf(
  type: OfferType,
  level: number | null,
  draw: Drawer,
): Pick<OfferSummary, "durationMinMonths" | "durationMaxMonths"> {
  const years = level !== null && level >= 7 ? 2 : 3;
  const months = type === "stage" ? 2 + draw.below(5) : 12 * (1 + draw.below(years));
  const longer = type === "stage" ? Math.min(6, months + 2) : Math.min(12 * years, months + 12);
  const said = draw.below(10);
  return {
    durationMinMonths: said === 0 ? null : months,
    durationMaxMonths: said < 2 ? null : said < 6 ? months : longer,
  };
}

/** Days left to apply; some offers close within the week. */
function lastDay(index: number, daysBefore: number, draw: Drawer): number {
  return index % 12 === 0 ? draw.below(7) : 7 + draw.below(Math.min(80, daysBefore - 10));
}

/** Internships start on a Monday, apprenticeships on the first of a month: the next one. */
function beginning(type: OfferType, from: Date): string {
  if (type === "apprentissage") return day(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  return day(from.getTime() + ((8 - from.getUTCDay()) % 7) * DAY_MS);
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
