import * as v from "valibot";
import { daysBetween } from "#app/domain/format.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import { milliseconds } from "#app/domain/time.ts";

/** The facts of the catalogue that give a kept offer its state. */
export type KeptOfferFacts = Pick<Offer, "expiresOn" | "withdrawnAt">;

/**
 * `closing`: its last day is at most seven days away. `closed`: its last day is past. `withdrawn`: the employer
 * withdrew it before that day, or it is no longer in the catalogue.
 */
export type KeptOfferState = "open" | "closing" | "closed" | "withdrawn";

/** « Ferme dans 7 jours ». */
const CLOSES_SOON_DAYS = 7;
/** How many offers an account may keep: more than anybody compares, and a bound on its rows. */
export const MAX_KEPT_OFFERS = 100;

/**
 * The state of a kept offer.
 * @param facts null when the catalogue does not have it
 * @param today the current day in Europe/Paris, `YYYY-MM-DD`
 */
export function keptOfferState(facts: KeptOfferFacts | null, today: string): KeptOfferState {
  if (facts === null) return "withdrawn";
  const { expiresOn, withdrawnAt } = facts;
  if (expiresOn !== null && expiresOn < today) {
    // An offer that was withdrawn after its last day had closed before.
    return withdrawnAt !== null && milliseconds(withdrawnAt) < milliseconds(expiresOn) ? "withdrawn" : "closed";
  }
  if (withdrawnAt !== null) return "withdrawn";
  return expiresOn !== null && daysBetween(today, expiresOn) <= CLOSES_SOON_DAYS ? "closing" : "open";
}

/** When a candidate was notified about a kept offer. */
export type Told = { closingToldAt: string | null; withdrawnToldAt: string | null };

/**
 * The notice to send about a kept offer, or null: that it closes soon, or that it was withdrawn, each once. That it has
 * closed is notified only when no notice could be sent before.
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

/** The notices as a requested mail keeps them in its `details`. */
export function writeNews(news: KeptOfferNews[]): Record<string, string> {
  return { offers: JSON.stringify(news) };
}

/** Reads the notices of `details`. @throws when they have another shape, since only our own rows hold them */
export function readNews({ offers = "[]" }: Record<string, string>): KeptOfferNews[] {
  return v.parse(v.array(News), JSON.parse(offers));
}
