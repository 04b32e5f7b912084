import { dayInParis } from "#app/domain/format.ts";
import { readOf } from "#app/domain/imports/feed-reader.ts";
import { administrationName } from "#app/domain/imports/publisher.ts";
import { checkPosting } from "#app/domain/offers/posting.ts";
import { checkDraft, slotReference } from "#app/domain/publishing/draft-check.ts";
import { draftDay, draftPlaces, draftPosting } from "#app/domain/publishing/draft-form.ts";
import { offerReference } from "#app/domain/publishing/offer-reference.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { withdrawPosting } from "#app/services/imports/publish-posting.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Draft, findDraft } from "#db/accounts/publishing/drafts.ts";
import {
  abandonRelease,
  beginRelease,
  endRelease,
  findInterrupted,
  isTaken,
} from "#db/accounts/publishing/releasing.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findKnownOffers } from "#db/catalogue/offers/offer-writes.ts";

export type ReleaseDeps = {
  accounts: Accounts;
  /** The primary, since what was written just before is read again. */
  catalogue: Catalogue;
};

/** The feed of the offers that are written in the form. */
const FORM_FEED = "formulaire";
/** Interrupted releases that one tick finishes. */
const FINISHED_A_TICK = 20;

export type Released =
  | { done: "published" | "scheduled" | "updated"; reference: string }
  /** The draft is not ready, has changed since it was seen, or the catalogue refused it with a reason. */
  | { errors: Record<string, string> }
  | "changed"
  | { refused: string };

/**
 * Publishes a draft, one offer a place, or what has changed of it since. Its references are chosen and kept before the
 * catalogue hears of them, so it may break anywhere and be asked again: a draft becomes the same offers. What a page
 * began and did not finish, `finishReleases` does.
 * @param version the version of the draft that was read before deciding
 * @param actor who decides
 */
export async function releaseDraft(
  deps: ReleaseDeps,
  draft: Draft,
  { version, actor }: { version: number; actor: string },
  now: Date,
): Promise<Released> {
  const today = dayInParis(now);
  if (draft.version !== version) return "changed";
  if (draft.state !== "releasing") {
    const context = {
      administration: draft.administrationLabel,
      today,
      now: now.toISOString(),
      reference: draft.refs[0] ?? null,
    };
    const { errors, postings } = checkDraft(draft.typed, context);
    if (Object.keys(errors).length > 0) return { errors };
    const type = postings[0]?.posting.type ?? "stage";
    const first = draft.refs[0] ?? (await newReference(deps, type, today.slice(0, 4)));
    const references = [
      ...new Set([first, ...draft.refs, ...draftPlaces(draft.typed).map(({ slot }) => slotReference(first, slot))]),
    ];
    const begun = await beginRelease(
      deps.accounts,
      { ...draft, version, actor, references, event: eventOf(draft, today) },
      now,
    );
    if (!begun) return "changed";
  }
  const begun = await findDraft(deps.accounts, draft);
  return begun?.state === "releasing" ? finishRelease(deps, begun, now) : "changed";
}

/**
 * Finishes the releases that were interrupted. One that cannot be finished keeps no other from it.
 * @returns how many were tried
 * @throws the errors of those that could not be finished, once all are tried
 */
export async function finishReleases(deps: ReleaseDeps, now: Date): Promise<number> {
  const interrupted = await findInterrupted(deps.accounts, FINISHED_A_TICK, now);
  const errors: unknown[] = [];
  for (const draft of interrupted) {
    await finishRelease(deps, draft, now).catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} releases could not be finished`);
  return interrupted.length;
}

/** Writes to the catalogue what a draft says, then that it is there. Doing it again changes nothing. */
async function finishRelease(deps: ReleaseDeps, draft: Draft, now: Date): Promise<Released> {
  const { accounts, catalogue } = deps;
  const today = dayInParis(now);
  const publisher = administrationName(draft.administration);
  const offers = await findKnownOffers(catalogue, draft.refs);
  const known = new Set(offers.map(({ reference }) => reference));
  const closed = new Set(offers.flatMap(({ reference, withdrawnAt }) => (withdrawnAt ? reference : [])));
  const first = draft.refs[0] ?? "";
  const shown = draftPlaces(draft.typed).map(({ slot, place }) => ({ reference: slotReference(first, slot), place }));
  const reads = shown.map(({ reference, place }) => {
    const raw = draftPosting(draft.typed, { administration: draft.administrationLabel, today, reference, place });
    // An offer that is there already keeps its day of publication.
    const posting = known.has(reference) ? { ...raw, publishedAt: null } : raw;
    return readOf(checkPosting(posting, now.toISOString()), JSON.stringify(posting));
  });
  const request = { publisher, feed: FORM_FEED, reads, full: false, force: false, part: null };
  const report = await importPostings(catalogue, request, now);
  const reason = "refused" in report ? "" : (report.quarantined[0]?.reason ?? null);
  if (reason !== null) {
    await abandonRelease(accounts, draft, reason);
    return { refused: reason };
  }
  for (const reference of draft.refs) {
    if (!closed.has(reference) && !shown.some((each) => each.reference === reference))
      await withdrawPosting(catalogue, publisher, reference, now);
  }
  await endRelease(accounts, draft, now);
  const reference = shown[0]?.reference ?? first;
  if (known.size > 0) return { done: "updated", reference };
  return { done: draftDay(draft.typed, today) ? "scheduled" : "published", reference };
}

function eventOf({ typed, releasedVersion }: Draft, today: string) {
  if (releasedVersion !== null) return "offer-updated" as const;
  return draftDay(typed, today) ? ("offer-scheduled" as const) : ("offer-published" as const);
}

/** A reference that neither a draft nor a publisher has. */
async function newReference({ accounts, catalogue }: ReleaseDeps, type: "stage" | "apprentissage", year: string) {
  for (;;) {
    const reference = offerReference(type, year, crypto.getRandomValues(new Uint8Array(16)));
    const known = await findKnownOffers(catalogue, [reference]);
    if (known.length === 0 && !(await isTaken(accounts, reference))) return reference;
  }
}
