import { sha256 } from "oslo/crypto";
import { encodeHex } from "oslo/encoding";
import { dayInParis } from "#app/domain/format.ts";
import type { Read } from "#app/domain/imports/feed-reader.ts";
import { OTHER_ADMINISTRATION, ofPublisher, type Publisher } from "#app/domain/imports/publisher.ts";
import { isOpen } from "#app/domain/offers/offer.ts";
import { contentOf, type Posting } from "#app/domain/offers/posting.ts";
import { toSlug } from "#app/domain/slug.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import type { Quarantined } from "#db/catalogue/imports/quarantine.ts";
import { type Administration, findAdministrations } from "#db/catalogue/offers/administrations.ts";
import { findKnownOffers, type KnownOffer, type OfferWrite } from "#db/catalogue/offers/offer-writes.ts";
import { findScheduledSources, type ScheduledOffer } from "#db/catalogue/offers/scheduled-offers.ts";

/** The postings of a request, by what is to be done with each. */
export type Classified = {
  created: OfferWrite[];
  updated: OfferWrite[];
  /** Postings whose day of publication is still to come. */
  scheduled: ScheduledOffer[];
  unchanged: number;
  quarantined: Quarantined[];
  doubts: { reference: string; doubt: string }[];
  /** References of offers that a person closed, and that the feed still shows. */
  closedByHand: string[];
  /** Every reference in the feed, of invalid postings too: an invalid posting does not withdraw its offer. */
  shown: string[];
  /** References of the publisher's offers of which only the last import that showed them is written. */
  touched: string[];
  /** The same, of its scheduled offers. */
  stillScheduled: string[];
  /** References that are scheduled, and whose postings are those of published offers now. */
  unscheduled: string[];
  /** References whose postings are valid, and leave the quarantine. */
  passed: string[];
  /** SHA-256 of the texts that an operator has mended, and that are still sent (`settle-mended.ts`). */
  stillMended: string[];
};

type Sender = { reads: Read[]; publisher: string; administration: Publisher["administration"] };

/** Says what is to be done with each posting of a request. It writes nothing. @param now ISO 8601 */
export async function classifyReads(db: Catalogue, sender: Sender, now: string): Promise<Classified> {
  const { reads, publisher } = sender;
  const today = dayInParis(new Date(now));
  const labels = reads.flatMap((read) => (read.ok && read.posting.administration) || []);
  const slugs = [...new Set([...labels, ...(sender.administration ? [sender.administration.label] : [])].map(toSlug))];
  const administrations = await findAdministrations(db, slugs);
  const { offers, quarantined, doubts } = await readOffers(sender, administrations, today);
  const shown = reads.flatMap((read) => (read.ok ? read.posting.reference : (read.reference ?? [])));
  const known = new Map((await findKnownOffers(db, shown)).map((offer) => [offer.reference, offer]));
  const scheduled = new Map((await findScheduledSources(db, shown)).map((offer) => [offer.reference, offer]));
  const isOwn = (reference: string) =>
    (known.get(reference) ?? scheduled.get(reference))?.source.startsWith(`${publisher}/`) ?? true;

  const classified: Classified = {
    created: [],
    updated: [],
    scheduled: [],
    unchanged: 0,
    quarantined,
    doubts,
    closedByHand: [],
    shown,
    touched: [],
    stillScheduled: [],
    unscheduled: [],
    passed: [],
    stillMended: [],
  };
  for (const { offer, posting } of offers.values()) {
    const { reference } = offer;
    if (!isOwn(reference)) {
      quarantined.push(
        await toQuarantined(JSON.stringify(posting), reference, "Cette référence appartient à un autre émetteur."),
      );
      continue;
    }
    classified.passed.push(reference);
    classify(offer, { posting, current: known.get(reference), now, today }, classified);
  }
  const placed = (offers: { reference: string }[]) => offers.map(({ reference }) => reference);
  const written = new Set(placed([...classified.created, ...classified.updated]));
  const postponed = new Set(placed(classified.scheduled));
  classified.touched = [...known.keys()].filter((reference) => isOwn(reference) && !written.has(reference));
  for (const reference of scheduled.keys()) {
    if (!isOwn(reference) || written.has(reference) || postponed.has(reference)) continue;
    if (offers.has(reference)) classified.unscheduled.push(reference);
    else classified.stillScheduled.push(reference);
  }
  // Ids follow the order of first publication: the list of newest offers and the alerts rely on that.
  classified.created.sort(
    (a, b) => compare(a.publishedAt ?? now, b.publishedAt ?? now) || compare(a.reference, b.reference),
  );
  return classified;
}

type Context = { posting: Posting; current: KnownOffer | undefined; now: string; today: string };

/** Files a posting of the publisher's own under what is to be done with it. */
function classify(offer: OfferWrite, { posting, current, now, today }: Context, classified: Classified): void {
  const { reference, publishedAt } = offer;
  const isToCome = publishedAt !== null && publishedAt > now;
  if (current?.closedByHand) classified.closedByHand.push(reference);
  else if (isToCome && !(current && isOpen(current, today))) {
    // As it was sent: on its day, it gets the hash of the same posting that is sent again.
    const administration = offer.administrationSlug;
    classified.scheduled.push({ reference, administration, posting, publishesAt: publishedAt });
    return;
  } else if (isToCome) {
    const doubt = "La date de publication est à venir, mais l’offre est déjà publiée\u00a0: elle le reste.";
    classified.doubts.push({ reference, doubt });
  }
  // The hash stays that of what was sent: the same posting sent again after that day changes nothing.
  const write = isToCome ? { ...offer, publishedAt: null } : offer;
  const isToReopen = current !== undefined && current.withdrawnAt !== null && !current.closedByHand;
  if (!current) classified.created.push(write);
  else if (current.contentHash !== offer.contentHash || isToReopen) classified.updated.push(write);
  else classified.unchanged += 1;
}

/**
 * The offers by reference. A reference that occurs twice in a file is one offer if both postings are equal; otherwise
 * the second posting goes to quarantine.
 */
async function readOffers(
  { reads, administration }: Sender,
  administrations: Map<string, Administration>,
  today: string,
) {
  const offers = new Map<string, { offer: OfferWrite; posting: Posting }>();
  const quarantined: Quarantined[] = [];
  const doubts: Classified["doubts"] = [];
  for (const read of reads) {
    if (!read.ok) {
      quarantined.push(await toQuarantined(read.raw, read.reference, read.reason));
      continue;
    }
    const { reference } = read.posting;
    const posting = ofPublisher(read.posting, administration);
    if (posting === null) {
      quarantined.push(await toQuarantined(JSON.stringify(read.posting), reference, OTHER_ADMINISTRATION));
      continue;
    }
    const offer = await toWrite(posting, administrations, today);
    const first = offers.get(reference)?.offer;
    if (first && first.contentHash !== offer.contentHash) {
      const reason = "Cette référence figure deux fois dans le fichier, avec des contenus différents.";
      quarantined.push(await toQuarantined(JSON.stringify(posting), reference, reason));
    } else if (!first) {
      offers.set(reference, { offer, posting });
      doubts.push(...read.doubts.map((doubt) => ({ reference, doubt })));
    }
  }
  return { offers, quarantined, doubts };
}

/** The posting as it is written, with the administration that its label means. The hash stays that of what was sent. */
async function toWrite(
  posting: Posting,
  administrations: Map<string, Administration>,
  today: string,
): Promise<OfferWrite> {
  const { administration: label } = posting;
  const slug = label === null ? null : toSlug(label);
  const known = slug === null ? undefined : administrations.get(slug);
  return {
    ...posting,
    administration: known?.label ?? label,
    administrationSlug: known?.slug ?? slug,
    ...(known && known.otherSlugs.length > 0 ? { otherSlugs: known.otherSlugs } : {}),
    contentHash: await hash(contentOf(posting)),
    indexed: isOpen({ withdrawnAt: null, expiresOn: posting.expiresOn }, today) ? TEXT_VERSION : 0,
  };
}

async function toQuarantined(raw: string, reference: string | null, reason: string): Promise<Quarantined> {
  return { reference, reason, raw, rawHash: await hash(raw) };
}

/** SHA-256 of a text, hexadecimal. */
export async function hash(text: string): Promise<string> {
  return encodeHex(await sha256(new TextEncoder().encode(text)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
