import { emailKey } from "#app/domain/account/account.ts";
import { RECRUITER_LINK_MS } from "#app/domain/publishing/recruiter.ts";
import { recruiterInvitationMail, recruiterLogInMail } from "#app/mails/recruiter-mails.ts";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import type { Mail } from "#db/accounts/mails/writing.ts";
import { findPublisherOfDomain } from "#db/accounts/publishing/recruiters/publisher-domains.ts";
import { replaceRecruiterToken } from "#db/accounts/publishing/recruiters/recruiter-tokens.ts";
import { findRecruiterByEmail } from "#db/accounts/publishing/recruiters/recruiters.ts";
import { writeOfferMail } from "./write-offer-mails.ts";
import type { WritingDeps, Written } from "./written.ts";

/** Writes a mail to a recruiter. @returns null when nobody is to get it, or it is of another kind */
export function writeRecruiterMail(deps: WritingDeps, mail: Mail, now: Date): Promise<Written | null> {
  switch (mail.kind) {
    case "recruiter-log-in":
      return writeLogIn(deps, mail, now);
    case "recruiter-invitation":
      return writeInvitation(deps, mail);
    default:
      return writeOfferMail(deps, mail, now);
  }
}

/** To a recruiter, or to somebody whom the domain of her address lets in. Other addresses get nothing. */
async function writeLogIn({ accounts, siteUrl }: WritingDeps, mail: Mail, now: Date): Promise<Written | null> {
  const [recruiter, publisher] = await Promise.all([
    findRecruiterByEmail(accounts, mail.recipient),
    findPublisherOfDomain(accounts, emailKey(mail.recipient).split("@").at(-1) ?? ""),
  ]);
  const administration = recruiter?.administration ?? publisher?.administration;
  const label = recruiter?.administrationLabel ?? publisher?.label;
  if (!administration || !label) return null;
  const token = randomSecret();
  // The mail goes to the very address that was looked up, never to another spelling of it that was typed.
  const email = recruiter?.email ?? emailKey(mail.recipient);
  const row = {
    hash: await hashSecret(token),
    email,
    administration,
    expiresAt: new Date(now.getTime() + RECRUITER_LINK_MS),
  };
  return {
    recipient: email,
    candidateId: null,
    content: recruiterLogInMail({ administration: label, token, back: mail.details.back }, { siteUrl }),
    statements: (stillRequested) => [replaceRecruiterToken(row, stillRequested)],
  };
}

/** To somebody who has been invited and has not logged in yet. */
async function writeInvitation({ accounts, siteUrl }: WritingDeps, { recipient, details }: Mail) {
  const recruiter = await findRecruiterByEmail(accounts, recipient);
  if (!recruiter || recruiter.administration !== details.administration || recruiter.lastLoginAt !== null) return null;
  const content = recruiterInvitationMail(
    {
      administration: recruiter.administrationLabel,
      by: details.by ?? null,
      administrator: recruiter.role === "administrator",
    },
    { siteUrl },
  );
  return { recipient: recruiter.email, candidateId: null, content };
}
