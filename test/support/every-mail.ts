import type { MailContent } from "#app/domain/mails/mail.ts";
import * as account from "#app/mails/account-mails.ts";
import { alertMail } from "#app/mails/alert-mail.ts";
import { keptOfferMail } from "#app/mails/kept-offer.ts";
import { offerReminderMail, offerReturnedMail, offerToReviewMail } from "#app/mails/offer-mails.ts";
import { operatorInvitationMail, operatorLogInMail } from "#app/mails/operator-mails.ts";
import { recruiterInvitationMail, recruiterLogInMail } from "#app/mails/recruiter-mails.ts";
import { goodbyeMail, retentionGoodbyeMail, retentionWarningMail } from "#app/mails/rights-mails.ts";
import { sourceFailingMail, sourceSilentMail } from "#app/mails/source-mails.ts";
import { aPosting } from "./postings.ts";

const site = { siteUrl: "https://pass.example" };

/** Every mail to candidates, but alerts, with a text wherever somebody's words stand. */
export function mailsSaying(text: string): MailContent[] {
  const reader = { firstName: text, username: text };
  return [
    account.activationMail(reader, "token", site),
    account.alreadyKnownMail(reader, site),
    account.resetMail(reader, "token", site),
    account.passwordChangedMail(reader, site),
    account.emailChangeMail(reader, "token", site),
    account.emailInUseMail(reader, site),
    account.emailChangedMail(reader, site),
    retentionWarningMail(reader, "2027-01-01", site),
    goodbyeMail(site),
    retentionGoodbyeMail(site),
    sourceFailingMail({ name: text, url: text, error: text, since: "" }, site),
    sourceSilentMail({ name: text, url: text, since: "2026-01-15T12:00:00.000Z" }, site),
    keptOfferMail(text, [{ reference: "S-2026-000001", title: text, state: "closing", expiresOn: "2026-05-01" }], site),
    keptOfferMail(text, [{ reference: "S-2026-000001", title: text, state: "withdrawn", expiresOn: null }], site),
  ];
}

/** Alerts, and the mails of recruiters and operators, with a text wherever somebody's words stand. */
export function otherMailsSaying(text: string): MailContent[] {
  const posting = aPosting({ reference: "S-2026-000001", title: text, employer: text, service: text, city: text });
  const { title, employer, service, city, type, level, domains, region, department, country, reference } = posting;
  const offer = {
    ...{ title, employer, service, city, type, level, domains, region, department, country, reference },
    ...{ id: 1, commune: null, startsOn: null, durationMinMonths: null, durationMaxMonths: null },
    ...{ telework: null, disabilityFriendly: null, publishedAt: "2026-01-05T08:00:00.000Z", expiresOn: null },
    administration: { slug: "a", label: text },
    also: [text],
  };
  const section = {
    name: text,
    criteria: text,
    search: "/offres?q=a",
    stop: "/desinscription/a",
    offers: [offer],
    more: 1,
  };
  const paths = { mailedOffers: "/alertes/a", stopAll: "/desinscription/b" };
  const draft = { id: "a", title: text };
  return [
    alertMail({ ...paths, ...site, firstName: text, sections: [section], total: 2 }),
    operatorLogInMail({ token: "token" }, site),
    operatorInvitationMail({ by: text }, site),
    recruiterLogInMail({ administration: text, token: "token" }, site),
    recruiterInvitationMail({ administration: text, by: text, administrator: true }, site),
    offerToReviewMail({ ...draft, author: text }, site),
    offerReturnedMail({ ...draft, answer: text }, site),
    offerReminderMail(
      {
        title: text,
        lastDay: null,
        offers: [{ reference, place: text }],
        tokens: { prolonger: "a", pourvue: "b", retirer: "c" },
      },
      site,
    ),
  ];
}
