import { sameText, sign } from "#app/services/secrets.ts";

const YEAR_MS = 365 * 86_400_000;

/** Whom an unsubscribe link is for, and which saved search it switches off; null stands for all her saved searches. */
export type Unsubscription = { candidateId: number; savedSearchId: number | null };

/**
 * The token of an unsubscribe link, good for a year and without login: `<candidate>.<search or
 * 0>.<expiry>.<signature>`. Having the mail is the authorisation.
 * @throws when the signing key is not set
 */
export async function unsubscribeToken(
  key: string | undefined,
  { candidateId, savedSearchId }: Unsubscription,
  now: Date,
): Promise<string> {
  const payload = `${candidateId}.${savedSearchId ?? 0}.${(now.getTime() + YEAR_MS).toString(36)}`;
  return `${payload}.${await sign(key, "unsubscribe", payload)}`;
}

/** Reads the token of an unsubscribe link; null when its signature is wrong, or it is more than a year old. */
export async function readUnsubscribeToken(
  key: string | undefined,
  token: string,
  now: Date,
): Promise<Unsubscription | null> {
  const [candidate = "", search = "", end = "", signature = ""] = token.split(".");
  if (!sameText(signature, await sign(key, "unsubscribe", `${candidate}.${search}.${end}`))) return null;
  if (Number.parseInt(end, 36) <= now.getTime()) return null;
  return { candidateId: Number(candidate), savedSearchId: Number(search) || null };
}

/** The token of the page that shows the offers of one mail: `<mail>.<signature>`. */
export async function snapshotToken(key: string | undefined, mailId: string): Promise<string> {
  return `${mailId}.${await sign(key, "snapshot", mailId)}`;
}

/** The id of the mail whose offers a token shows; null when its signature is wrong. */
export async function readSnapshotToken(key: string | undefined, token: string): Promise<string | null> {
  const [mailId = "", signature = ""] = token.split(".");
  return sameText(signature, await sign(key, "snapshot", mailId)) ? mailId : null;
}
