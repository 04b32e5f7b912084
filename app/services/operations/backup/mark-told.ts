import { type ToldMail, toldKeys } from "#app/domain/operations/told-mail.ts";
import { slices } from "#app/services/slices.ts";
import { markSent } from "#db/accounts/operations/told-mails.ts";
import { reserveTold } from "#db/catalogue/operations/told-offers.ts";
import { unpack } from "./archive.ts";
import type { RestoreDeps } from "./restoring.ts";

/** Bytes of JSON that one statement holds. */
const BYTES = 40_000;

/**
 * Tells restored databases of the mails that were sent since an instant, as the bucket has noted them (`noteTold`).
 * @returns how many they are
 */
export async function markToldSince({ source, target, say }: RestoreDeps, since: string, now: Date): Promise<number> {
  let count = 0;
  for (const key of toldKeys(since, now.toISOString())) {
    const bytes = await source.get(key);
    if (!bytes) continue;
    const lines = await unpack(bytes, null);
    if (lines === null) {
      say(`${key} is damaged: what was mailed in this hour may be mailed again.`);
      continue;
    }
    const mails = lines.map((line) => JSON.parse(line) as ToldMail);
    const offers = [...new Map(mails.flatMap((mail) => mail.offers).map((offer) => [offer.id, offer])).values()];
    await target.load(
      "catalogue",
      slices(offers, 100, BYTES).map((part) => reserveTold(part, now)),
    );
    await target.load("accounts", slices(mails, 100, BYTES).flatMap(markSent));
    count += mails.length;
  }
  return count;
}
