import { type ToldMail, toldKey } from "#app/domain/operations/told-mail.ts";
import { readCursor, writeCursor } from "#db/accounts/cursors.ts";
import { findSentMails, type SentMail } from "#db/accounts/operations/told-mails.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findToldOffers } from "#db/catalogue/operations/told-offers.ts";
import { pack, unpack } from "./archive.ts";
import type { BackupDeps } from "./back-up.ts";

const CURSOR = "told-noted";
const SLICE = 500;
const SLICES = 10;
/** Mails that were sent since are left for the next tick: some may still be marked with an earlier instant. */
const SETTLED_MS = 120_000;

/**
 * Notes in the bucket of backups which mails were sent, each hour in an object of its own: a database that is restored
 * does not know what was sent after its backup. It may be repeated, interrupted and run twice at once: an hour holds a
 * mail once, and is only replaced by the tick that read it.
 */
export async function noteTold({ accounts, catalogue, bucket }: BackupDeps, now: Date): Promise<void> {
  const until = new Date(now.getTime() - SETTLED_MS).toISOString();
  let from = (await readCursor(accounts, CURSOR)) ?? "";
  for (let slice = 0; slice < SLICES; slice++) {
    const { mails, position } = await findSentMails(accounts, from, until, SLICE);
    if (position === from) return;
    const hours = Map.groupBy(await withOffers(catalogue, mails), ({ at }) => toldKey(at));
    for (const [key, told] of hours) if (!(await addTo(bucket, key, told))) return;
    await writeCursor(accounts, CURSOR, position, now);
    from = position;
  }
}

async function withOffers(catalogue: Catalogue, mails: SentMail[]): Promise<ToldMail[]> {
  const ids = [...new Set(mails.flatMap(({ offers }) => offers))];
  const offers = new Map(
    ids.length > 0 ? (await findToldOffers(catalogue, ids)).map((offer) => [offer.id, offer]) : [],
  );
  return mails.map((mail) => ({ ...mail, offers: mail.offers.flatMap((id) => offers.get(id) ?? []) }));
}

/** @returns false when another tick has changed the hour meanwhile: nothing is noted then */
async function addTo(bucket: R2Bucket, key: string, told: ToldMail[]): Promise<boolean> {
  const object = await bucket.get(key);
  const before = object ? await unpack(new Uint8Array(await object.arrayBuffer()), null) : [];
  if (before === null) throw new Error(`${key} is damaged`);
  const noted = new Set(before.map((line) => (JSON.parse(line) as ToldMail).mail));
  const added = told.filter(({ mail }) => !noted.has(mail)).map((mail) => JSON.stringify(mail));
  if (added.length === 0) return true;
  const { bytes } = await pack([...before, ...added]);
  const onlyIf = object ? { etagMatches: object.etag } : { etagDoesNotMatch: "*" };
  return (await bucket.put(key, bytes, { onlyIf })) !== null;
}
