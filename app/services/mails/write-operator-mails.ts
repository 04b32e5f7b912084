import { OPERATOR_LINK_MS } from "#app/domain/operations/operator.ts";
import { operatorInvitationMail, operatorLogInMail } from "#app/mails/operator-mails.ts";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import type { Mail } from "#db/accounts/mails/writing.ts";
import { replaceOperatorToken } from "#db/accounts/operations/access/operator-links.ts";
import { findOperatorByEmail } from "#db/accounts/operations/access/operators.ts";
import type { WritingDeps, Written } from "./written.ts";

/** To an operator: the link that begins her login. Other addresses get nothing. */
export async function writeOperatorLogIn(
  { accounts, siteUrl }: WritingDeps,
  { recipient, details }: Mail,
  now: Date,
): Promise<Written | null> {
  const operator = await findOperatorByEmail(accounts, recipient);
  if (!operator) return null;
  const token = randomSecret();
  const row = {
    hash: await hashSecret(token),
    operatorId: operator.id,
    expiresAt: new Date(now.getTime() + OPERATOR_LINK_MS),
  };
  return {
    recipient: operator.email,
    candidateId: null,
    content: operatorLogInMail({ token, back: details.back }, { siteUrl }),
    statements: (stillRequested) => [replaceOperatorToken(row, stillRequested)],
  };
}

/** To an operator who has never logged in. */
export async function writeOperatorInvitation(
  { accounts, siteUrl }: WritingDeps,
  { recipient, details }: Mail,
): Promise<Written | null> {
  const operator = await findOperatorByEmail(accounts, recipient);
  if (!operator || operator.lastLoginAt !== null) return null;
  return {
    recipient: operator.email,
    candidateId: null,
    content: operatorInvitationMail({ by: details.by ?? null }, { siteUrl }),
  };
}
