import { sameText, sign } from "#app/services/secrets.ts";

const YEAR_MS = 365 * 86_400_000;

/** Whom a link to unsubscribe is for, and of which saved search; null stands for all of them. */
export type Unsubscription = { candidateId: number; savedSearchId: number | null };

/**
 * The token of a link that switches off one bell, or all, without login, for a year. It is the authority: whoever has the
 * mail may stop it.
 */
export async function unsubscribeToken(
  key: string | undefined,
  { candidateId, savedSearchId }: Unsubscription,
  now: Date,
): Promise<string> {
  const payload = `${candidateId}.${savedSearchId ?? 0}.${(now.getTime() + YEAR_MS).toString(36)}`;
  return `${payload}.${await sign(key, "unsubscribe", payload)}`;
}

/** Whom a token is for; null when it is not one of ours, or more than a year old. */
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

/** The token of the page that shows exactly the offers of a mail. */
export async function snapshotToken(key: string | undefined, mailId: string): Promise<string> {
  return `${mailId}.${await sign(key, "snapshot", mailId)}`;
}

/** The mail whose offers a token shows, or null. */
export async function readSnapshotToken(key: string | undefined, token: string): Promise<string | null> {
  const [mailId = "", signature = ""] = token.split(".");
  return sameText(signature, await sign(key, "snapshot", mailId)) ? mailId : null;
}
