import { ACTIVATION_LINK_MS, EMAIL_LINK_MS, emailKey, RESET_LINK_MS } from "#app/domain/account/account.ts";
import { readNews } from "#app/domain/kept-offers/kept-offer.ts";
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
import { sourceFailingMail, sourceSilentMail } from "#app/mails/source-mails.ts";
import { kindOf, logEvent } from "#app/services/events.ts";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import { findCandidate, findCandidateByLogin } from "#db/accounts/account/candidates.ts";
import { findRegistration } from "#db/accounts/account/registrations.ts";
import { replaceToken, setActivationToken } from "#db/accounts/account/tokens.ts";
import { findSuppression } from "#db/accounts/mails/suppressions.ts";
import { dropMail, findRequestedMails, freezeMail, type Mail, postponeWriting } from "#db/accounts/mails/writing.ts";
import { writeOperatorInvitation, writeOperatorLogIn } from "./write-operator-mails.ts";
import { writeRecruiterMail } from "./write-recruiter-mails.ts";
import type { WritingDeps as Deps, Written } from "./written.ts";

const RETRY_MS = 60_000;
const GIVE_UP_MS = 24 * 3_600_000;

/**
 * Writes up to `limit` of the mails that pages have requested. Only this service looks up whether an address has an
 * account: no page knows, so no page can reveal it. A mail that concerns no account and no registration is dropped. A
 * mail that cannot be written is retried each minute for a day; the others are still written.
 * @returns how many requested mails were handled
 */
export async function writeMails(deps: Deps, limit: number, now: Date): Promise<number> {
  const requested = await findRequestedMails(deps.accounts, limit, now);
  for (const mail of requested) {
    try {
      await writeMail(deps, mail, now);
    } catch (error) {
      logEvent("mail-unwritten", {
        mail: mail.id,
        kind: mail.kind,
        error: kindOf(error),
      });
      const old = now.getTime() - Date.parse(mail.createdAt) > GIVE_UP_MS;
      await postponeWriting(deps.accounts, mail.id, old ? null : new Date(now.getTime() + RETRY_MS), now);
    }
  }
  return requested.length;
}

async function writeMail(deps: Deps, mail: Mail, now: Date): Promise<void> {
  const written = await write(deps, mail, now);
  if (written === null) return dropMail(deps.accounts, mail.id);
  const { content, recipient, candidateId } = written;
  await freezeMail(deps.accounts, mail.id, { ...content, recipient, candidateId }, written.statements ?? (() => []));
}

async function write(deps: Deps, mail: Mail, now: Date): Promise<Written | null> {
  switch (mail.kind) {
    case "activation":
      return writeActivation(deps, mail, now);
    case "reset":
      return writeReset(deps, mail, now);
    case "email-change":
      return writeEmailChange(deps, mail, now);
    case "password-changed":
      return writeToOwner(deps, mail, passwordChangedMail);
    case "email-changed":
      return writeToOwner(deps, mail, emailChangedMail);
    case "kept-offer":
      return writeKeptOffers(deps, mail);
    case "retention-warning":
      return writeRetentionWarning(deps, mail);
    // The account is deleted: only its address is known, from the request.
    case "goodbye":
      return { recipient: mail.recipient, candidateId: null, content: goodbyeMail(deps) };
    case "retention-goodbye":
      return { recipient: mail.recipient, candidateId: null, content: retentionGoodbyeMail(deps) };
    case "source-failing":
      return { recipient: mail.recipient, candidateId: null, content: sourceFailingMail(mail.details, deps) };
    case "source-silent":
      return { recipient: mail.recipient, candidateId: null, content: sourceSilentMail(mail.details, deps) };
    case "operator-log-in":
      return writeOperatorLogIn(deps, mail, now);
    case "operator-invitation":
      return writeOperatorInvitation(deps, mail);
    default:
      return writeRecruiterMail(deps, mail, now);
  }
}

/** After a sign-up: the activation link; or, if the address has an account already, a mail that tells its owner. */
async function writeActivation({ accounts, siteUrl }: Deps, mail: Mail, now: Date): Promise<Written | null> {
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
    statements: (stillRequested) => [set(stillRequested)],
  };
}

/**
 * For a forgotten password. `mail.recipient` is what was typed: a username or an address. A registration that is not
 * activated yet gets a new activation link instead.
 */
async function writeReset(deps: Deps, mail: Mail, now: Date): Promise<Written | null> {
  const { accounts, siteUrl } = deps;
  const candidate = await findCandidateByLogin(accounts, mail.recipient);
  if (!candidate) {
    const registration = await findRegistration(accounts, { login: mail.recipient }, now);
    return (
      registration &&
      writeActivation(deps, { ...mail, recipient: registration.email, registrationId: registration.id }, now)
    );
  }
  const token = randomSecret();
  const row = { hash: await hashSecret(token), kind: "reset", candidateId: candidate.id, email: null } as const;
  const expiresAt = new Date(now.getTime() + RESET_LINK_MS);
  return {
    recipient: candidate.email,
    candidateId: candidate.id,
    content: resetMail(candidate, token, { siteUrl }, mail.details.back),
    statements: (stillRequested) => replaceToken({ ...row, expiresAt }, stillRequested),
  };
}

/** To the new address: the confirmation link; or, if it has an account already, a mail that tells its owner. */
async function writeEmailChange({ accounts, siteUrl }: Deps, mail: Mail, now: Date): Promise<Written | null> {
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
    statements: (stillRequested) => replaceToken({ ...row, expiresAt }, stillRequested),
  };
}

/** To the candidate's current address, if she still wants these mails and the address is not suppressed. */
async function writeKeptOffers({ accounts, siteUrl }: Deps, mail: Mail): Promise<Written | null> {
  const candidate = mail.candidateId === null ? null : await findCandidate(accounts, mail.candidateId);
  if (!candidate?.keptOfferNotices || (await findSuppression(accounts, candidate.emailKey)) !== null) return null;
  const { email: recipient, id: candidateId, firstName } = candidate;
  return { recipient, candidateId, content: keptOfferMail(firstName, readNews(mail.details), { siteUrl }) };
}

/** To a candidate who has not logged in since the warning was requested. */
async function writeRetentionWarning(
  { accounts, siteUrl }: Deps,
  { candidateId, details }: Mail,
): Promise<Written | null> {
  const candidate = candidateId === null ? null : await findCandidate(accounts, candidateId);
  if (!candidate?.retentionWarnedAt || !details.day) return null;
  const content = retentionWarningMail(candidate, details.day, { siteUrl });
  return { recipient: candidate.email, candidateId, content };
}

/** To the address that the account had when the mail was requested. */
async function writeToOwner(
  { accounts, siteUrl }: Deps,
  { candidateId, recipient }: Mail,
  content: typeof passwordChangedMail,
): Promise<Written | null> {
  const candidate = candidateId === null ? null : await findCandidate(accounts, candidateId);
  return candidate && { recipient, candidateId, content: content(candidate, { siteUrl }) };
}
