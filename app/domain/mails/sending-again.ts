import { milliseconds } from "#app/domain/time.ts";
import type { MailKind } from "./mail.ts";
import type { MailState } from "./mail-words.ts";

/** How long somebody may still wait for a mail, by priority: after that, the mail would surprise. */
const USEFUL_MS = [24 * 3_600_000, 7 * 24 * 3_600_000] as const;

type Mail = { kind: MailKind; state: MailState; priority: number; createdAt: string };

/**
 * Whether a mail may be sent again by hand (docs/decisions/0015-mails-and-their-provider.md).
 * - `yes`: it was certainly not taken.
 * - `maybe-doubled`: it may have been taken, and coming twice does no harm. Whoever sends it confirms that.
 * - `told-once`: it may have been taken, and what it tells must not come twice (decision 14).
 * - `too-old`, `not-ended`.
 * @param now ISO 8601
 */
export type Again = "yes" | "maybe-doubled" | "told-once" | "too-old" | "not-ended";

export function sendingAgain({ kind, state, priority, createdAt }: Mail, now: string): Again {
  if (state !== "failed" && state !== "unknown") return "not-ended";
  if (milliseconds(now) - milliseconds(createdAt) > USEFUL_MS[priority === 0 ? 0 : 1]) return "too-old";
  if (state === "failed") return "yes";
  return kind === "alert" || kind === "kept-offer" ? "told-once" : "maybe-doubled";
}
