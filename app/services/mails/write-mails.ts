import type { SQL } from "drizzle-orm";
import { ACTIVATION_LINK_MS, EMAIL_LINK_MS, emailKey, RESET_LINK_MS } from "#app/domain/account/account.ts";
import { readNews } from "#app/domain/kept-offers/kept-offer.ts";
import type { MailContent } from "#app/domain/mails/mail.ts";
import {
  activationMail,
  alreadyKnownMail,
  emailChangedMail,
  emailChangeMail,
  emailInUseMail,
  passwordChangedMail,
  resetMail,
} from "#app/mails/account-mails.ts";
import { keptOfferMail } from "#app/mails/kept-offer.ts";
import { goodbyeMail, retentionGoodbyeMail, retentionWarningMail } from "#app/mails/rights-mails.ts";
import { tell } from "#app/services/events.ts";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import { findCandidate, findCandidateByLogin } from "#db/accounts/account/candidates.ts";
import { findRegistration } from "#db/accounts/account/registrations.ts";
import { replaceToken, setActivationToken } from "#db/accounts/account/tokens.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { dropMail, findRequestedMails, freezeMail, type Mail, postponeWriting } from "#db/accounts/mails/mails.ts";
import { findSuppression } from "#db/accounts/mails/suppressions.ts";

type Hands = { accounts: Accounts; siteUrl: string };

const AGAIN_MS = 60_000;
const GIVE_UP_MS = 24 * 3_600_000;

/** A mail that is ready to be frozen, with what must hold together with it; null when nobody is to get it. */
type Written = {
  recipient: string;
  candidateId: number | null;
  content: MailContent;
  with?: (stillRequested: SQL) => SQL[];
};

/**
 * Writes up to `limit` mails that pages have asked for. Only here is it looked up whether an address has an account: no
 * page knows, so none can tell. A mail that concerns nobody is dropped. One that cannot be written keeps no other from it:
 * it is tried again a minute later, for a day.
 * @returns how many were taken up
 */
export async function writeMails(hands: Hands, limit: number, now: Date): Promise<number> {
  const requested = await findRequestedMails(hands.accounts, limit, now);
  for (const mail of requested) {
    try {
      await writeMail(hands, mail, now);
    } catch (error) {
      tell("mail-unwritten", {
        mail: mail.id,
        kind: mail.kind,
        error: error instanceof Error ? error.name : "unknown",
      });
      const old = now.getTime() - Date.parse(mail.createdAt) > GIVE_UP_MS;
      await postponeWriting(hands.accounts, mail.id, old ? null : new Date(now.getTime() + AGAIN_MS), now);
    }
  }
  return requested.length;
}

async function writeMail(hands: Hands, mail: Mail, now: Date): Promise<void> {
  const written = await write(hands, mail, now);
  if (written === null) return dropMail(hands.accounts, mail.id);
  const { content, recipient, candidateId } = written;
  await freezeMail(hands.accounts, mail.id, { ...content, recipient, candidateId }, written.with ?? (() => []));
}

async function write(hands: Hands, mail: Mail, now: Date): Promise<Written | null> {
  switch (mail.kind) {
    case "activation":
      return writeActivation(hands, mail, now);
    case "reset":
      return writeReset(hands, mail, now);
    case "email-change":
      return writeEmailChange(hands, mail, now);
    case "password-changed":
      return writeToOwner(hands, mail, passwordChangedMail);
    case "email-changed":
      return writeToOwner(hands, mail, emailChangedMail);
    case "kept-offer":
      return writeKeptOffers(hands, mail);
    case "retention-warning":
      return writeRetentionWarning(hands, mail);
    // The account is gone: what is known is where this goes.
    case "goodbye":
      return { recipient: mail.recipient, candidateId: null, content: goodbyeMail(hands) };
    case "retention-goodbye":
      return { recipient: mail.recipient, candidateId: null, content: retentionGoodbyeMail(hands) };
    default:
      return null;
  }
}

/** The link to somebody who signed up; to whoever has the address already, word of it. */
async function writeActivation({ accounts, siteUrl }: Hands, mail: Mail, now: Date): Promise<Written | null> {
  const candidate = await findCandidateByLogin(accounts, emailKey(mail.recipient));
  if (candidate) {
    return {
      recipient: candidate.email,
      candidateId: candidate.id,
      content: alreadyKnownMail(candidate, { siteUrl }, mail.details.back),
    };
  }
  const by = mail.registrationId === null ? { email: mail.recipient } : { id: mail.registrationId };
  const registration = await findRegistration(accounts, by, now);
  if (!registration) return null;
  const token = randomSecret();
  const set = setActivationToken(
    registration.id,
    await hashSecret(token),
    new Date(now.getTime() + ACTIVATION_LINK_MS),
  );
  return {
    recipient: registration.email,
    candidateId: null,
    content: activationMail(registration, token, { siteUrl }, mail.details.back),
    with: (stillRequested) => [set(stillRequested)],
  };
}

/** `recipient` is what was typed, a username or an address. Who has only signed up gets the link to activate anew. */
async function writeReset(hands: Hands, mail: Mail, now: Date): Promise<Written | null> {
  const { accounts, siteUrl } = hands;
  const candidate = await findCandidateByLogin(accounts, mail.recipient);
  if (!candidate) {
    const registration = await findRegistration(accounts, { login: mail.recipient }, now);
    return (
      registration &&
      writeActivation(hands, { ...mail, recipient: registration.email, registrationId: registration.id }, now)
    );
  }
  const token = randomSecret();
  const row = { hash: await hashSecret(token), kind: "reset", candidateId: candidate.id, email: null } as const;
  const expiresAt = new Date(now.getTime() + RESET_LINK_MS);
  return {
    recipient: candidate.email,
    candidateId: candidate.id,
    content: resetMail(candidate, token, { siteUrl }, mail.details.back),
    with: (stillRequested) => replaceToken({ ...row, expiresAt }, stillRequested),
  };
}

/** To the new address: the link, or to whoever has it already, word of it. */
async function writeEmailChange({ accounts, siteUrl }: Hands, mail: Mail, now: Date): Promise<Written | null> {
  const candidate = mail.candidateId === null ? null : await findCandidate(accounts, mail.candidateId);
  if (!candidate) return null;
  const other = await findCandidateByLogin(accounts, emailKey(mail.recipient));
  if (other) return { recipient: other.email, candidateId: other.id, content: emailInUseMail(other, { siteUrl }) };
  const token = randomSecret();
  const row = {
    hash: await hashSecret(token),
    kind: "email",
    candidateId: candidate.id,
    email: mail.recipient,
  } as const;
  const expiresAt = new Date(now.getTime() + EMAIL_LINK_MS);
  return {
    recipient: mail.recipient,
    candidateId: candidate.id,
    content: emailChangeMail(candidate, token, { siteUrl }),
    with: (stillRequested) => replaceToken({ ...row, expiresAt }, stillRequested),
  };
}

/** To whoever still wants to be told, at the address of today, unless it takes no mail. */
async function writeKeptOffers({ accounts, siteUrl }: Hands, mail: Mail): Promise<Written | null> {
  const candidate = mail.candidateId === null ? null : await findCandidate(accounts, mail.candidateId);
  if (!candidate?.keptOfferNotices || (await findSuppression(accounts, candidate.emailKey)) !== null) return null;
  const { email: recipient, id: candidateId, firstName } = candidate;
  return { recipient, candidateId, content: keptOfferMail(firstName, readNews(mail.details), { siteUrl }) };
}

/** To whoever has still not logged in since it was asked for. */
async function writeRetentionWarning(
  { accounts, siteUrl }: Hands,
  { candidateId, details }: Mail,
): Promise<Written | null> {
  const candidate = candidateId === null ? null : await findCandidate(accounts, candidateId);
  if (!candidate?.retentionWarnedAt || !details.day) return null;
  const content = retentionWarningMail(candidate, details.day, { siteUrl });
  return { recipient: candidate.email, candidateId, content };
}

/** To an address that was the account's when it was asked for. */
async function writeToOwner(
  { accounts, siteUrl }: Hands,
  { candidateId, recipient }: Mail,
  content: typeof passwordChangedMail,
): Promise<Written | null> {
  const candidate = candidateId === null ? null : await findCandidate(accounts, candidateId);
  return candidate && { recipient, candidateId, content: content(candidate, { siteUrl }) };
}
