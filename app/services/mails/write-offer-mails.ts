import { dayInParis } from "#app/domain/format.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { toDay } from "#app/domain/time.ts";
import { offerReminderMail, offerReturnedMail, offerToReviewMail } from "#app/mails/offer-mails.ts";
import type { Mail } from "#db/accounts/mails/writing.ts";
import { findRemindedDraft } from "#db/accounts/publishing/drafts/reminders.ts";
import { findRecruiterByEmail } from "#db/accounts/publishing/recruiters/recruiters.ts";
import { findOwnOffers } from "#db/catalogue/publishing/own-offers.ts";
import { reminderToken } from "./reminder-links.ts";
import type { WritingDeps, Written } from "./written.ts";

/**
 * Writes a mail about an offer, to somebody who is still a recruiter of its administration.
 * @returns null when there is nothing to tell any more: the offer was read again, given back or closed since
 */
export async function writeOfferMail(deps: WritingDeps, mail: Mail, now: Date): Promise<Written | null> {
  const { accounts } = deps;
  const draft = await findRemindedDraft(accounts, mail.details.draft ?? "");
  const recruiter = await findRecruiterByEmail(accounts, mail.recipient);
  if (!draft || recruiter?.administration !== draft.administration) return null;
  const written = (content: Written["content"]) => ({ recipient: recruiter.email, candidateId: null, content });
  switch (mail.kind) {
    case "offer-to-review":
      return draft.state === "review" ? written(offerToReviewMail(draft, deps)) : null;
    case "offer-returned":
      return draft.answer && draft.state !== "review"
        ? written(offerReturnedMail({ ...draft, answer: draft.answer }, deps))
        : null;
    case "offer-reminder": {
      const content = await reminder(deps, draft, mail.details, now);
      return content && written(content);
    }
    default:
      return null;
  }
}

/** Of the open offers alone, if they still end on the day that the reminder is about. */
async function reminder(
  { catalogue, signingKey, siteUrl }: WritingDeps,
  { id, title, refs, administration }: { id: string; title: string; refs: string[]; administration: string },
  { key = "", lastDay: about = "" }: Mail["details"],
  now: Date,
) {
  const lastDay = toDay(about);
  const today = dayInParis(now);
  const own = await findOwnOffers(catalogue, refs, administration);
  const offers = own.filter((offer) => isOpen(offer, today) && offer.expiresOn === lastDay);
  if (offers.length === 0) return null;
  const token = (act: "prolonger" | "pourvue" | "retirer") =>
    reminderToken(signingKey, { draft: id, act, lastDay, reminder: key });
  const tokens = {
    prolonger: await token("prolonger"),
    pourvue: await token("pourvue"),
    retirer: await token("retirer"),
  };
  const places = offers.map((offer) => ({ reference: offer.reference, place: placeOf(offer) }));
  return offerReminderMail({ title: offers[0]?.title ?? title, lastDay, offers: places, tokens }, { siteUrl });
}
