import type { Posting } from "#app/domain/offers/posting.ts";
import type { Audience } from "#app/domain/publishing/audience.ts";
import type { Accounts } from "#db/accounts/database.ts";

export type AudienceDeps = {
  accounts: Accounts;
  /** `SIGNING_KEY`: what blurs the counts is drawn from it. */
  signingKey: string | undefined;
};

/**
 * How many candidates the alerts would tell of a draft, said coarsely, and what the draft would have to say to reach
 * others. Asked too often, it answers nothing: nobody may compare many drafts with each other.
 * @param asker the recruiter, and the slug of her administration: both are counted
 * @returns `too-often`; or `unknown` when the database cannot tell just now
 */
export async function countAudience(
  _deps: AudienceDeps,
  _posting: Posting,
  _asker: { recruiter: number; administration: string },
  _now: Date,
): Promise<Audience | "too-often" | "unknown"> {
  return "unknown";
}
