import { dayStart, dueAt, LISTED_IN_MAIL, MAX_IMMEDIATE_A_DAY } from "#app/domain/alerts/alert.ts";
import { dayInParis } from "#app/domain/format.ts";
import type { OfferSummary } from "#app/domain/offers/offer.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { describeSearch, parseSearch } from "#app/domain/search/search.ts";
import { type AlertMail, alertMail } from "#app/mails/alert-mail.ts";
import { paths } from "#app/paths.ts";
import { logEvent } from "#app/services/events.ts";
import {
  type Due,
  type DueSearch,
  forgetMatches,
  insertAlertMails,
  joinMails,
  type NewAlertMail,
  type Pair,
  postponeMatches,
  takeDue,
} from "#db/accounts/alerts/alert-matches.ts";
import { areAlertsPaused } from "#db/accounts/alerts/alert-runs.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findAdministrationLabels, findSummaries } from "#db/catalogue/offers/offer-summaries.ts";
import { snapshotToken, unsubscribeToken } from "./alert-links.ts";
import { stillMatching } from "./still-matching.ts";

type Deps = {
  accounts: Accounts;
  catalogue: Catalogue;
  signingKey: string | undefined;
  /** Public origin of the site. */
  siteUrl: string;
};

/**
 * Writes the mails that are due to some candidates: one each, with a section for each search and each offer once.
 * Whatever was withdrawn, has expired or no longer answers is left out, and so is what was mailed before. Done twice, or
 * by two workers at once, it writes one mail.
 * @returns how many were written
 */
export async function composeAlerts(deps: Deps, candidateIds: number[], now: Date): Promise<number> {
  const { accounts } = deps;
  if (await areAlertsPaused(accounts)) return 0;
  const at = now.toISOString();
  const versions = { since: dayStart(at), textVersion: COMPILED_VERSION };
  const { due, searches } = await takeDue(accounts, candidateIds, versions, now);
  if (due.length === 0) return 0;
  const found = await lookAgain(deps, due, searches, dayInParis(now));
  const toldBefore: Pair[] = [];
  const notTrue: Pair[] = [];
  const mails: NewAlertMail[] = [];
  for (const one of due) {
    const immediate = one.matches.every(({ savedSearchId }) => searches.get(savedSearchId)?.cadence === "immediate");
    // Beyond five mails a day « à chaque publication », the rest waits for the next digest.
    if (immediate && one.immediateMails >= MAX_IMMEDIATE_A_DAY) {
      await postponeMatches(accounts, one.candidate.id, dueAt("daily", at), now);
      continue;
    }
    const fresh = one.matches.filter(({ mailed }) => !mailed);
    const told = fresh.filter(found.isTrue);
    toldBefore.push(...one.matches.filter(({ mailed }) => mailed));
    notTrue.push(...fresh.filter((match) => !found.isTrue(match)));
    if (told.length === 0) continue;
    try {
      mails.push(await composeOne(deps, one.candidate, told, found, immediate, now));
    } catch (error) {
      // Hers waits, and is told by the reconciliation; the others get theirs.
      logEvent("alert-unwritten", {
        candidate: one.candidate.id,
        error: error instanceof Error ? error.name : "unknown",
      });
    }
  }
  await joinMails(accounts, toldBefore);
  await forgetMatches(accounts, notTrue);
  return insertAlertMails(accounts, mails, now);
}

/** What the catalogue says, at the moment of writing, of what some candidates are to be told. */
type Found = {
  searches: Map<number, DueSearch>;
  offers: Map<number, OfferSummary>;
  labels: Map<string, string>;
  /** Whether an offer is open and answers a search. */
  isTrue: (pair: Pair) => boolean;
};

async function lookAgain(
  { catalogue }: Deps,
  due: Due[],
  searches: Map<number, DueSearch>,
  today: string,
): Promise<Found> {
  const pairs = due.flatMap(({ matches }) => matches.filter(({ mailed }) => !mailed));
  const slugs = [...searches.values()].flatMap(({ criteria }) => searchOf(criteria).administrations);
  const [answers, offers, labels] = await Promise.all([
    stillMatching(catalogue, pairs, (id) => searches.get(id)?.match ?? "", today),
    findSummaries(catalogue, [...new Set(pairs.map(({ offerId }) => offerId))]),
    findAdministrationLabels(catalogue, [...new Set(slugs)]),
  ]);
  const isTrue = (pair: Pair) => answers(pair) && offers.has(pair.offerId);
  return { searches, offers, labels, isTrue };
}

async function composeOne(
  deps: Deps,
  candidate: Due["candidate"],
  told: Pair[],
  found: Found,
  immediate: boolean,
  now: Date,
): Promise<NewAlertMail> {
  const id = crypto.randomUUID();
  const sections = sectionsOf(told);
  const content = alertMail(await describe(deps, { id, candidate, told, sections }, found, now));
  const offerIds = sections.flatMap((section) => section.offerIds);
  return { id, candidateId: candidate.id, recipient: candidate.email, content, pairs: told, offerIds, immediate };
}

type Section = { savedSearchId: number; offerIds: number[] };

/** Each offer in the section of the first search that found it, the newest first. */
function sectionsOf(told: Pair[]): Section[] {
  const seen = new Set<number>();
  return [...Map.groupBy(told, ({ savedSearchId }) => savedSearchId)].flatMap(([savedSearchId, own]) => {
    const fresh = own.map(({ offerId }) => offerId).filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    return fresh.length > 0 ? [{ savedSearchId, offerIds: fresh.sort((a, b) => b - a) }] : [];
  });
}

type Telling = { id: string; candidate: Due["candidate"]; told: Pair[]; sections: Section[] };

/** What the mail says. */
async function describe(
  { signingKey, siteUrl }: Deps,
  { id, candidate, told, sections }: Telling,
  { searches, offers, labels }: Found,
  now: Date,
): Promise<AlertMail> {
  const stop = async (savedSearchId: number | null) =>
    paths.unsubscribe(await unsubscribeToken(signingKey, { candidateId: candidate.id, savedSearchId }, now));
  const findersOf = Map.groupBy(told, ({ offerId }) => offerId);
  const also = (offerId: number, savedSearchId: number) =>
    (findersOf.get(offerId) ?? [])
      .filter((pair) => pair.savedSearchId !== savedSearchId)
      .flatMap((pair) => searches.get(pair.savedSearchId)?.name ?? []);
  let room = LISTED_IN_MAIL;
  const written: AlertMail["sections"] = [];
  for (const { savedSearchId, offerIds } of sections) {
    const search = searches.get(savedSearchId);
    if (!search) continue;
    const listed = offerIds.slice(0, room);
    room -= listed.length;
    written.push({
      name: search.name,
      criteria: describeSearch(searchOf(search.criteria), labels),
      search: paths.offers(search.criteria),
      stop: await stop(savedSearchId),
      offers: listed.flatMap((offerId) => {
        const offer = offers.get(offerId);
        return offer ? [{ ...offer, also: also(offerId, savedSearchId) }] : [];
      }),
      more: offerIds.length - listed.length,
    });
  }
  return {
    firstName: candidate.firstName,
    siteUrl,
    sections: written,
    total: sections.reduce((sum, { offerIds }) => sum + offerIds.length, 0),
    mailedOffers: paths.mailedOffers(await snapshotToken(signingKey, id)),
    stopAll: await stop(null),
  };
}

function searchOf(criteria: string) {
  return parseSearch(new URLSearchParams(criteria)).search;
}
