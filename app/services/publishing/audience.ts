import { dayInParis } from "#app/domain/format.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { type Audience, audienceInWords, BLUR, moreInWords } from "#app/domain/publishing/audience.ts";
import { missingFields } from "#app/domain/publishing/missing-fields.ts";
import { indexRow } from "#app/domain/search/index-row.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { logEvent } from "#app/services/events.ts";
import { sign } from "#app/services/secrets.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Counted, countReached } from "#db/accounts/publishing/drafts/audience.ts";
import { isRefusal } from "#db/d1/unavailable.ts";

export type AudienceDeps = {
  accounts: Accounts;
  /** `SIGNING_KEY`: what blurs the counts is drawn from it, and tries are counted under it. */
  signingKey: string | undefined;
};

/**
 * How many candidates the alerts would tell of a draft, said coarsely, and which missing fields would reach others.
 * Asked too often, it answers nothing: nobody may compare many drafts until a candidate is told from their counts
 * (docs/decisions/0021-audience.md).
 * @param asker the id of the recruiter, and the slug of her administration: the tries of both are counted
 * @returns `too-often`; or `unknown` when a stored search cannot be run, until the next matching run marks it
 * @throws when the database fails
 */
export async function countAudience(
  { accounts, signingKey }: AudienceDeps,
  posting: Posting,
  { recruiter, administration }: { recruiter: number; administration: string },
  now: Date,
): Promise<Audience | "too-often" | "unknown"> {
  const wait = await countTry(
    { accounts, signingKey },
    now,
    ["audience-recruiter", recruiter],
    ["audience-administration", administration],
  );
  if (wait > 0) return "too-often";
  const { administration: label } = posting;
  const row = indexRow({ ...posting, administration: label === null ? null : { slug: administration, label } });
  const missing = missingFields(posting, row.commune, dayInParis(now));
  const others = missing.map(({ tokens }) => ({ ...row, f: [row.f, ...tokens].join(" ") }));
  let counted: Counted[];
  try {
    counted = await countReached(accounts, row, others, COMPILED_VERSION);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    logEvent("audience-unknown", {});
    return "unknown";
  }
  const [reached = 0, ...more] = await Promise.all(counted.map((each) => blurred(each, signingKey)));
  return {
    about: audienceInWords(reached),
    more: missing.flatMap(({ field }, index) => {
      const sentence = moreInWords(field, more[index] ?? 0);
      return sentence === null ? [] : [{ field, sentence }];
    }),
  };
}

/**
 * A count moved up or down by at most `BLUR`. The same candidates give the same number however often it is asked, so
 * that no average tells the count; one candidate more gives another number, so that the step of a word does not tell her.
 */
async function blurred({ candidates, fingerprint }: Counted, key: string | undefined): Promise<number> {
  const signature = await sign(key, "audience", `${candidates} ${fingerprint}`);
  const drawn = [...signature.slice(0, 8)].reduce((sum, letter) => (sum * 64 + letter.charCodeAt(0)) % 1_000_003, 0);
  return Math.max(0, candidates - BLUR + (drawn % (2 * BLUR + 1)));
}
