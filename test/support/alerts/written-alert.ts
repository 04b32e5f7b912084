import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { insertAlertMails } from "#db/accounts/alerts/alert-matches.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { aClock, type aProvider } from "#test/support/outside/provider.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";
import { aSavedSearch, openStage, publishPostings } from "./alerts.ts";
import { NOON, run } from "./sending.ts";

const { accounts, catalogue } = openStage();
export const OLD = "S-2026-2001";
export const NEW = "S-2026-2002";

/** Ada, with two searches of hers that both find two offers, the old one and the new one. */
export type Ada = { id: number; email: string; bell: number; other: number; old: number; new: number };

/** For every test of a file: noon, and Ada's two searches with their bells on; each test ends without anybody. */
export function stageWithTwoBells() {
  const stage = { time: aClock(NOON), ada: {} as Ada };
  beforeEach(async () => {
    stage.time = aClock(NOON);
    stage.ada = await adaWithTwoBells();
  });
  afterEach(forgetEverybody);
  return stage;
}

/** Publishes the two offers, and lets Ada save her searches with their bells on. */
export async function adaWithTwoBells(): Promise<Ada> {
  await publish([aPosting({ reference: OLD }), aPosting({ reference: NEW })]);
  const id = await aCandidateRow(accounts, "ada");
  return {
    id,
    email: "ada@exemple.fr",
    bell: await aSavedSearch({ accounts, catalogue }, id, "type=stage", { since: 0 }),
    other: await aSavedSearch({ accounts, catalogue }, id, "region=53", { since: 0 }),
    old: (await findOffer(catalogue, OLD))?.id ?? 0,
    new: (await findOffer(catalogue, NEW))?.id ?? 0,
  };
}

/**
 * Publishes postings at noon; when they are all there is, a minute later, and whatever else was published before is
 * withdrawn.
 */
export const publish = (postings: Posting[], full = false) =>
  publishPostings({ catalogue }, postings, new Date(Date.parse(NOON) + (full ? 60_000 : 0)), { full });

/** An alert of hers, of both offers, found by one search or both. */
export const anAlert = (ada: Ada, ...searches: ("bell" | "other")[]) =>
  aWrittenAlert(
    ada,
    searches.flatMap((search) => [ada.old, ada.new].map((offerId) => ({ savedSearchId: ada[search], offerId }))),
    new Date(NOON),
  );

/** How the pairs of her searches stand: « search offer state ». */
export async function pairsOf({ bell, old }: Ada): Promise<string[]> {
  const { results } = await env.ACCOUNTS.prepare(
    "SELECT saved_search_id AS s, offer_id AS o, state, mail_id IS NOT NULL AS held FROM alert_matches ORDER BY 1, 2",
  ).all<{ s: number; o: number; state: string; held: number }>();
  return results.map(({ s, o, state, held }) => {
    expect(held).toBe(state === "mailed" ? 1 : 0);
    return `${s === bell ? "bell" : "other"} ${o === old ? "old" : "new"} ${state}`;
  });
}

const count = (table: string) => env.ACCOUNTS.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");

/**
 * Expects that the alert was revoked: nothing is sent, and its wanted pairs are pending as if it had never been
 * written.
 */
export async function expectTakenApart(
  { ada, time }: { ada: Ada; time: ReturnType<typeof aClock> },
  provider: ReturnType<typeof aProvider>,
  ...expected: string[]
): Promise<void> {
  const asked = provider.calls.length;
  await run(time, provider);
  expect(provider.calls).toHaveLength(asked);
  expect(await pairsOf(ada)).toEqual(expected);
  expect([await count("mails"), await count("mailed_offers"), await count("snapshots")]).toEqual([0, 0, 0]);
}

export const move = ({ id }: Ada, email: string) =>
  env.ACCOUNTS.prepare("UPDATE candidates SET email = ?, email_key = ? WHERE id = ?").bind(email, email, id).run();
export const suppress = ({ email }: Ada) =>
  env.ACCOUNTS.prepare("INSERT INTO suppressions VALUES (?, 'bounce', '')").bind(email).run();

/** An alert that is written and waits to be sent: what each search found, as the matcher leaves it. @returns its id */
export async function aWrittenAlert(
  candidate: { id: number; email: string },
  pairs: { savedSearchId: number; offerId: number }[],
  now: Date,
): Promise<string> {
  for (const { savedSearchId, offerId } of pairs) {
    await env.ACCOUNTS.prepare(
      "INSERT INTO alert_matches (saved_search_id, offer_id, candidate_id, due_at, state) VALUES (?, ?, ?, ?, 'pending')",
    )
      .bind(savedSearchId, offerId, candidate.id, now.toISOString())
      .run();
  }
  const id = crypto.randomUUID();
  const written = await insertAlertMails(
    accounts,
    [
      {
        id,
        candidateId: candidate.id,
        recipient: candidate.email,
        content: { subject: `Alerte de ${candidate.email}`, html: "<p>Une offre</p>", text: "Une offre", headers: {} },
        pairs,
        offerIds: [...new Set(pairs.map(({ offerId }) => offerId))],
        immediate: true,
      },
    ],
    now,
  );
  if (!written) throw new Error("not written");
  return id;
}
