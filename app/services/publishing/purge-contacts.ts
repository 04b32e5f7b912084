import { shiftMonths } from "#app/domain/time.ts";
import { readCursor, writeCursor } from "#db/accounts/cursors.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { eraseTypedContacts, findOldReleased } from "#db/accounts/publishing/drafts/old-contacts.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { deleteOldQuarantine } from "#db/catalogue/imports/quarantine.ts";
import { eraseContacts, findLiving } from "#db/catalogue/offers/old-contacts.ts";

/** How long contacts of closed offers and lines in quarantine are kept. */
export const KEPT_MONTHS = 12;
/** Drafts that one run looks at. 25,000 are looked at in a day. */
const DRAFTS = 200;
const CURSOR = "draft-contacts";

/**
 * Erases what is kept of people to contact when nobody needs it any more: in offers that closed twelve months ago, in
 * the drafts that they come from, and in lines that were in quarantine that long. One run is bounded, and may be repeated.
 * An offer that comes back from its employer gets its contacts again.
 */
export async function purgeContacts(
  { accounts, catalogue }: { accounts: Accounts; catalogue: Catalogue },
  now: Date,
): Promise<void> {
  const before = shiftMonths(now.toISOString(), -KEPT_MONTHS);
  await eraseContacts(catalogue, before);
  await deleteOldQuarantine(catalogue, before);

  const after = (await readCursor(accounts, CURSOR)) ?? "";
  const drafts = await findOldReleased(accounts, { after, before, limit: DRAFTS });
  const living = new Set(
    await findLiving(
      catalogue,
      drafts.flatMap(({ refs }) => refs),
      before,
    ),
  );
  const over = drafts.filter(({ refs }) => refs.length > 0 && !refs.some((reference) => living.has(reference)));
  if (over.length > 0) {
    await eraseTypedContacts(
      accounts,
      over.map(({ id }) => id),
      before,
    );
  }
  await writeCursor(accounts, CURSOR, drafts.length < DRAFTS ? "" : (drafts.at(-1)?.id ?? ""), now);
}
