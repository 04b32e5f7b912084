import { dayInParis } from "#app/domain/format.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { reminderOf } from "#app/domain/publishing/reminders.ts";
import { shift } from "#app/domain/time.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Draft } from "#db/accounts/publishing/drafts/drafts.ts";
import { findToRemind, writeReminder } from "#db/accounts/publishing/drafts/reminders.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findOwnOffers, type OwnOffer } from "#db/catalogue/publishing/own-offers.ts";

type Deps = { accounts: Accounts; catalogue: Catalogue };

/** Drafts that one tick looks at; the next one goes on. */
const LOOKED_AT = 100;
const DAY = 86_400_000;

/**
 * Asks for the reminders that are due, one mail for all the places of an offer. It may run at any moment, repeatedly,
 * at once with another, and be interrupted anywhere.
 * One that cannot be asked for keeps no other from it.
 * @returns how many drafts were looked at
 * @throws the errors of those that could not be asked for, once all are tried
 */
export async function remindRecruiters({ accounts, catalogue }: Deps, now: Date): Promise<number> {
  const drafts = await findToRemind(accounts, LOOKED_AT, now);
  const errors: unknown[] = [];
  for (const draft of drafts) {
    try {
      const offers = await findOwnOffers(catalogue, draft.refs, draft.administration);
      await writeReminder(accounts, draft, reminderFor(draft, offers, now), now);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} reminders could not be asked for`);
  return drafts.length;
}

/** The offers of a draft that candidates see. */
export function openOffers(offers: OwnOffer[], now: Date): OwnOffer[] {
  const today = dayInParis(now);
  return offers.filter((offer) => isOpen(offer, today));
}

function reminderFor(draft: Draft, offers: OwnOffer[], now: Date) {
  const at = now.toISOString();
  // What is still to be published is looked at again each day.
  if (draft.state === "releasing" || offers.length === 0) return { due: null, nextAt: shift(at, DAY) };
  const [first] = openOffers(offers, now);
  return first ? reminderOf(first, draft.reminded, at) : { due: null, nextAt: null };
}
