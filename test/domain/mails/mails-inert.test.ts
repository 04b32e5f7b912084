import fc from "fast-check";
import { expect, test } from "vitest";
import type { MailContent } from "#app/domain/mails/mail.ts";
import * as account from "#app/mails/account-mails.ts";
import { alertMail } from "#app/mails/alert-mail.ts";
import { keptOfferMail } from "#app/mails/kept-offer.ts";
import { offerReminderMail, offerReturnedMail, offerToReviewMail } from "#app/mails/offer-mails.ts";
import { recruiterInvitationMail, recruiterLogInMail } from "#app/mails/recruiter-mails.ts";
import { goodbyeMail, retentionWarningMail } from "#app/mails/rights-mails.ts";
import { sourceFailingMail, sourceSilentMail } from "#app/mails/source-mails.ts";
import { dangersIn, XSS } from "#test/support/hostile-text.ts";
import { aPosting } from "#test/support/postings.ts";

const site = { siteUrl: "https://pass.example" };

/** Every mail of the account, with a text wherever somebody's words stand. */
function mailsSaying(text: string): MailContent[] {
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
    sourceFailingMail({ name: text, url: text, error: text, since: "" }, site),
    sourceSilentMail({ name: text, url: text, since: "2026-01-15T12:00:00.000Z" }, site),
    keptOfferMail(text, [{ reference: "S-2026-000001", title: text, state: "closing", expiresOn: "2026-05-01" }], site),
    keptOfferMail(text, [{ reference: "S-2026-000001", title: text, state: "withdrawn", expiresOn: null }], site),
  ];
}

/** Alerts, and the mails of recruiters, with a text wherever somebody's words stand. */
function otherMailsSaying(text: string): MailContent[] {
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

function expectInert({ subject, html, headers }: MailContent): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may reach a header
  const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
  expect(subject).not.toMatch(breaks);
  for (const [name, value] of Object.entries(headers)) expect(name + value).not.toMatch(breaks);
  // The one `<style>` is ours.
  expect(dangersIn(html.replace(/<meta name="[\w-]+" content="[^"]*">/g, ""), { styles: true })).toEqual([]);
}

test("1.2.1, 1.2.3: hostile texts render inert in every mail, and its subject is one line", () => {
  for (const text of XSS) for (const mail of [...mailsSaying(text), ...otherMailsSaying(text)]) expectInert(mail);
});

test("1.3.11: no text begins a header, or a line of its own", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom("a\r\nBcc: autre@exemple.fr", "a\nX: y", "a\u2028Bcc: b", "a\u0085b", "\r\n\r\n<html>", "a\u0000b"),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      for (const mail of mailsSaying(text)) {
        expectInert(mail);
        expect(mail.text).not.toMatch(/^(Bcc|X): /m);
      }
    }),
  );
});

test("6.4.3: no mail holds a password, and only the three with a link hold a token", () => {
  const bearing = mailsSaying("Léa").filter(({ text, html }) => (text + html).includes("token"));
  expect(bearing.map(({ subject }) => subject)).toEqual([
    "Activez votre compte PASS",
    "Choisissez un nouveau mot de passe",
    "Confirmez votre nouvelle adresse mail",
  ]);
});
