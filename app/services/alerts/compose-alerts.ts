import { dayStart, dueAt, LISTED_IN_MAIL, MAX_IMMEDIATE_A_DAY } from "#app/domain/alerts/alert.ts";
import { dayInParis } from "#app/domain/format.ts";
import type { OfferSummary } from "#app/domain/offers/offer.ts";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { type AlertMail, alertMail } from "#app/mails/alert-mail.ts";
import { paths } from "#app/paths.ts";
import { kindOf, logEvent } from "#app/services/events.ts";
import {
  type Due,
  type DueSearch,
  deleteMatches,
  insertAlertMails,
  loadDueMatches,
  markMailedBefore,
  type NewAlertMail,
  type Pair,
  postponeMatches,
} from "#db/accounts/alerts/alert-matches.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { isSwitchedOff } from "#db/accounts/operations/switches.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findAdministrationLabels } from "#db/catalogue/offers/administrations.ts";
import { findSummaries } from "#db/catalogue/offers/offer-summaries.ts";
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
 * Writes the alerts that are due to some candidates: one mail a candidate, with a section for each search, and each
 * offer once. An offer is left out when it was mailed before, is withdrawn or expired, or no longer matches. Repeated
 * or concurrent calls write each mail once.
 * @returns how many mails were written: 0 while operators pause the alerts
 */
export async function composeAlerts(deps: Deps, candidateIds: number[], now: Date): Promise<number> {
  const { accounts } = deps;
  if (await isSwitchedOff(accounts, "alerts")) return 0;
  const at = now.toISOString();
  const versions = { since: dayStart(at), textVersion: COMPILED_VERSION };
  const { due, searches } = await loadDueMatches(accounts, candidateIds, versions, now);
  if (due.length === 0) return 0;
  const facts = await recheckMatches(deps, due, searches, dayInParis(now));
  const alreadyMailed: Pair[] = [];
  const noLongerMatching: Pair[] = [];
  const mails: NewAlertMail[] = [];
  for (const candidateDue of due) {
    const immediate = candidateDue.matches.every(
      ({ savedSearchId }) => searches.get(savedSearchId)?.cadence === "immediate",
    );
    // After five mails « à chaque publication » in a day, further matches wait for the next digest.
    if (immediate && candidateDue.immediateMails >= MAX_IMMEDIATE_A_DAY) {
      await postponeMatches(accounts, candidateDue.candidate.id, dueAt("daily", at), now);
      continue;
    }
    const fresh = candidateDue.matches.filter(({ mailed }) => !mailed);
    const pairs = fresh.filter(facts.stillMatches);
    alreadyMailed.push(...candidateDue.matches.filter(({ mailed }) => mailed));
    noLongerMatching.push(...fresh.filter((match) => !facts.stillMatches(match)));
    if (pairs.length === 0) continue;
    try {
      mails.push(await composeMail(deps, candidateDue.candidate, pairs, facts, immediate, now));
    } catch (error) {
      // Her matches stay pending, which the reconciliation reports. The other candidates get their mails.
      logEvent("alert-unwritten", {
        candidate: candidateDue.candidate.id,
        error: kindOf(error),
      });
    }
  }
  await markMailedBefore(accounts, alreadyMailed);
  await deleteMatches(accounts, noLongerMatching);
  return insertAlertMails(accounts, mails, now);
}

/** What the catalogue says of the due matches at the moment of writing. */
type CurrentFacts = {
  searches: Map<number, DueSearch>;
  offers: Map<number, OfferSummary>;
  labels: Map<string, string>;
  /** Whether the offer of a pair is open and still matches the search. */
  stillMatches: (pair: Pair) => boolean;
};

async function recheckMatches(
  { catalogue }: Deps,
  due: Due[],
  searches: Map<number, DueSearch>,
  today: string,
): Promise<CurrentFacts> {
  const pairs = due.flatMap(({ matches }) => matches.filter(({ mailed }) => !mailed));
  const slugs = [...searches.values()].flatMap(({ criteria }) => searchOf(criteria).administrations);
  const [answers, offers, labels] = await Promise.all([
    stillMatching(catalogue, pairs, (id) => searches.get(id)?.match ?? "", today),
    findSummaries(catalogue, [...new Set(pairs.map(({ offerId }) => offerId))]),
    findAdministrationLabels(catalogue, [...new Set(slugs)]),
  ]);
  const stillMatches = (pair: Pair) => answers(pair) && offers.has(pair.offerId);
  return { searches, offers, labels, stillMatches };
}

async function composeMail(
  deps: Deps,
  candidate: Due["candidate"],
  pairs: Pair[],
  facts: CurrentFacts,
  immediate: boolean,
  now: Date,
): Promise<NewAlertMail> {
  const id = crypto.randomUUID();
  const sections = sectionsOf(pairs);
  const content = alertMail(await alertMailOf(deps, { id, candidate, pairs, sections }, facts, now));
  const offerIds = sections.flatMap((section) => section.offerIds);
  return { id, candidateId: candidate.id, recipient: candidate.email, content, pairs, offerIds, immediate };
}

type Section = { savedSearchId: number; offerIds: number[] };

/** Puts each offer into the section of the first search that found it, newest first. */
function sectionsOf(pairs: Pair[]): Section[] {
  const seen = new Set<number>();
  return [...Map.groupBy(pairs, ({ savedSearchId }) => savedSearchId)].flatMap(([savedSearchId, own]) => {
    const fresh = own.map(({ offerId }) => offerId).filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    return fresh.length > 0 ? [{ savedSearchId, offerIds: fresh.sort((a, b) => b - a) }] : [];
  });
}

type MailParts = { id: string; candidate: Due["candidate"]; pairs: Pair[]; sections: Section[] };

/** Gathers the content of the mail. It lists at most `LISTED_IN_MAIL` offers over all sections. */
async function alertMailOf(
  { signingKey, siteUrl }: Deps,
  { id, candidate, pairs, sections }: MailParts,
  { searches, offers, labels }: CurrentFacts,
  now: Date,
): Promise<AlertMail> {
  const stop = async (savedSearchId: number | null) =>
    paths.unsubscribe(await unsubscribeToken(signingKey, { candidateId: candidate.id, savedSearchId }, now));
  const findersOf = Map.groupBy(pairs, ({ offerId }) => offerId);
  const otherFinders = (offerId: number, savedSearchId: number) =>
    (findersOf.get(offerId) ?? [])
      .filter((pair) => pair.savedSearchId !== savedSearchId)
      .flatMap((pair) => searches.get(pair.savedSearchId)?.name ?? []);
  let remaining = LISTED_IN_MAIL;
  const written: AlertMail["sections"] = [];
  for (const { savedSearchId, offerIds } of sections) {
    const search = searches.get(savedSearchId);
    if (!search) continue;
    const listed = offerIds.slice(0, remaining);
    remaining -= listed.length;
    written.push({
      name: search.name,
      criteria: describeSearch(searchOf(search.criteria), labels),
      search: paths.offers(search.criteria),
      stop: await stop(savedSearchId),
      offers: listed.flatMap((offerId) => {
        const offer = offers.get(offerId);
        return offer ? [{ ...offer, also: otherFinders(offerId, savedSearchId) }] : [];
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
