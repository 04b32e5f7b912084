import { dayInParis } from "#app/domain/format.ts";
import { prolonged } from "#app/domain/publishing/reminders.ts";
import { type ReminderLink, readReminderToken } from "#app/services/mails/reminder-links.ts";
import { hashSecret } from "#app/services/secrets.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findRemindedDraft, isUsed, markLinkUsed } from "#db/accounts/publishing/drafts/reminders.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findOwnOffers, type OwnOffer } from "#db/catalogue/publishing/own-offers.ts";
import { type Act, actOnOffer, findKnownOffer } from "./act-on-offer.ts";
import { openOffers } from "./remind-recruiters.ts";

type Deps = { accounts: Accounts /** The primary. */; catalogue: Catalogue; signingKey: string | undefined };

/** Who acts when nobody is logged in, as the history of an offer names it. */
const ACTOR = "lien d’un mail";

/** What a link would do now. */
export type KnownLink = ReminderLink & {
  title: string;
  /** The open offers that it acts on; none when there is nothing left to do. */
  offers: OwnOffer[];
  /** The last day that « Prolonger » gives. */
  newLastDay: string | null;
  used: boolean;
};

/** Reads the link of a reminder. @returns null when it is no link of ours, or its draft is gone */
export async function readLink(
  { accounts, catalogue, signingKey }: Deps,
  token: string,
  now: Date,
): Promise<KnownLink | null> {
  const link = await readReminderToken(signingKey, token);
  const draft = link && (await findRemindedDraft(accounts, link.draft));
  if (!draft) return null;
  const offers = openOffers(await findOwnOffers(catalogue, draft.refs, draft.administration), now);
  const used = await isUsed(accounts, await hashSecret(token));
  return { ...link, title: draft.title, offers, newLastDay: newLastDayOf(link, offers, now), used };
}

/** A link whose offer was prolonged further meanwhile does not shorten it. */
function newLastDayOf({ lastDay }: ReminderLink, offers: OwnOffer[], now: Date): string | null {
  const day = prolonged(lastDay, dayInParis(now));
  const days = offers.flatMap(({ expiresOn }) => expiresOn ?? []);
  return day && [day, ...days].reduce((latest, each) => (each > latest ? each : latest));
}

/**
 * Does what a link says to all the open places of its offer, once. The link is marked as used last: broken before that,
 * it does the same again.
 */
export async function followReminderLink(
  deps: Deps,
  token: string,
  now: Date,
): Promise<"done" | "used" | "closed" | null> {
  const link = await readLink(deps, token, now);
  if (!link) return null;
  if (link.used) return "used";
  const [first] = link.offers;
  const draft = first && (await findRemindedDraft(deps.accounts, link.draft));
  const known = draft && (await findKnownOffer(deps, first.reference, draft.administration));
  if (!known) return "closed";
  const open = { ...known, places: link.offers };
  const done = await actOnOffer(deps, open, actOf(link), { administration: draft.administration, actor: ACTOR }, now);
  if (done !== "done") return "closed";
  await markLinkUsed(deps.accounts, await hashSecret(token), now);
  return "done";
}

function actOf({ act, newLastDay }: KnownLink): Act {
  if (act === "pourvue") return { does: "fill", everywhere: true };
  if (act === "retirer") return { does: "withdraw", everywhere: true };
  // Without a last day, the offer counts as confirmed: it is published again as it is.
  if (newLastDay === null) return { does: "republish", everywhere: true, lastDay: null };
  return { does: "extend", lastDay: newLastDay };
}
