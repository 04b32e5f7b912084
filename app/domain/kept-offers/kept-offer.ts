import * as v from "valibot";
import { daysBetween } from "#app/domain/format.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { milliseconds } from "#app/domain/time.ts";

/** What the catalogue says of a kept offer: enough to tell its state. */
export type KeptOfferFacts = Pick<Offer, "expiresOn" | "withdrawnAt">;

/**
 * `closing`: its last day is at most seven days away. `closed`: its last day is past. `withdrawn`: taken back before
 * that day, or no longer in the catalogue.
 */
export type KeptOfferState = "open" | "closing" | "closed" | "withdrawn";

/** « Ferme dans 7 jours ». */
const CLOSES_SOON_DAYS = 7;
/** More than anybody compares; it bounds what one account can fill. */
export const MAX_KEPT_OFFERS = 100;

/**
 * How an offer that somebody kept stands.
 * @param facts null when the catalogue does not have it
 * @param today the current day in Europe/Paris, `YYYY-MM-DD`
 */
export function keptOfferState(facts: KeptOfferFacts | null, today: string): KeptOfferState {
  if (facts === null) return "withdrawn";
  const { expiresOn, withdrawnAt } = facts;
  if (expiresOn !== null && expiresOn < today) {
    // What is taken back after its last day had closed already.
    return withdrawnAt !== null && milliseconds(withdrawnAt) < milliseconds(expiresOn) ? "withdrawn" : "closed";
  }
  if (withdrawnAt !== null) return "withdrawn";
  return expiresOn !== null && daysBetween(today, expiresOn) <= CLOSES_SOON_DAYS ? "closing" : "open";
}

/** What a candidate has been told of a kept offer, and when. */
export type Told = { closingToldAt: string | null; withdrawnToldAt: string | null };

/**
 * What is to be told of a kept offer, if anything, and never twice: that it closes soon; that it was withdrawn; that it
 * has closed, only when nobody could say that it would.
 */
export function newsOf(state: KeptOfferState, told: Told): "closing" | "over" | null {
  if (state === "closing") return told.closingToldAt === null ? "closing" : null;
  if (told.withdrawnToldAt !== null) return null;
  if (state === "withdrawn") return "over";
  return state === "closed" && told.closingToldAt === null ? "over" : null;
}

const News = v.object({
  reference: v.string(),
  /** As it was when the offer was kept. */
  title: v.string(),
  state: v.picklist(["closing", "closed", "withdrawn"]),
  expiresOn: v.nullable(v.string()),
});

/** What a mail says of one kept offer. */
export type KeptOfferNews = v.InferOutput<typeof News>;

/** What the writing of the mail is handed in its `details`. */
export function writeNews(news: KeptOfferNews[]): Record<string, string> {
  return { offers: JSON.stringify(news) };
}

/** The same, read again. @throws when it is anything else: only our own rows hold it */
export function readNews({ offers = "[]" }: Record<string, string>): KeptOfferNews[] {
  return v.parse(v.array(News), JSON.parse(offers));
}
