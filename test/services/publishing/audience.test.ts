import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { countAudience } from "#app/services/publishing/audience.ts";
import { aSavedSearch, later, MORNING, publishOffer, runAlerts, stageWithAda } from "#test/support/alerts/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { aPosting } from "#test/support/postings.ts";

const stage = stageWithAda();
let recruiters = 0;

function audienceOf(said: Partial<Posting> = {}, recruiter = ++recruiters) {
  const posting = aPosting({ reference: "S-2026-900000", ...said });
  const asker = { recruiter, administration: `administration-${recruiter}` };
  return countAudience({ accounts: stage.accounts, signingKey: "a-signing-key" }, posting, asker, MORNING);
}

async function aboutOf(said: Partial<Posting> = {}): Promise<string> {
  const audience = await audienceOf(said);
  return typeof audience === "string" ? audience : audience.about;
}

/** Candidates who have saved the same searches. */
async function people(count: number, ...queries: string[]): Promise<number[]> {
  const ids: number[] = [];
  for (let index = 0; index < count; index++) {
    const id = await aCandidateRow(stage.accounts, `person-${ids.length}-${queries.join("-")}`);
    for (const query of queries) await aSavedSearch(stage, id, query);
    ids.push(id);
  }
  return ids;
}

test("nobody and a few are told in the same words", async () => {
  expect(await aboutOf()).toBe("moins de 10 candidats");
  await people(5, "q=communication");
  expect(await aboutOf()).toBe("moins de 10 candidats");
});

test("candidates are counted, not their searches", async () => {
  await people(5, "q=communication", "domaine=COM", "niveau=6", "type=stage");
  expect(await aboutOf()).toBe("moins de 10 candidats");
});

test("thirty candidates are about thirty, the same however often it is asked", async () => {
  await people(30, "q=communication");
  const said = new Set(await Promise.all([aboutOf(), aboutOf(), aboutOf()]));
  expect(said.size).toBe(1);
  expect(["une trentaine de candidats"]).toContain([...said][0]);
});

test("those whom no alert would reach are not counted", async () => {
  const ids = await people(30, "q=communication");
  const among = (from: number) => sql.raw(ids.slice(from, from + 8).join(","));
  await stage.accounts.run(sql`UPDATE saved_searches SET cadence = NULL WHERE candidate_id IN (${among(0)})`);
  await stage.accounts.run(sql`UPDATE saved_searches SET deleted_at = 'x' WHERE candidate_id IN (${among(8)})`);
  await stage.accounts.run(sql`UPDATE saved_searches SET broken = 'criteria' WHERE candidate_id IN (${among(16)})`);
  await stage.accounts.run(sql`INSERT INTO suppressions (email_key, reason, at)
    SELECT email_key, 'bounce', 'x' FROM candidates WHERE id IN (${among(24)})`);
  expect(await aboutOf()).toBe("moins de 10 candidats");
});

test("searches that ask for something else are not counted", async () => {
  await people(30, "q=archiviste");
  expect(await aboutOf()).toBe("moins de 10 candidats");
});

test("the missing field that would reach others is named, with how many at most", async () => {
  await people(40, "q=communication&domaine=COM");
  const audience = await audienceOf({ domains: [] });
  expect(audience).toMatchObject({ about: "moins de 10 candidats", more: [{ field: "domains" }] });
  expect(audience).toHaveProperty(
    "more.0.sentence",
    expect.stringMatching(
      /^Indiquer le domaine pourrait prévenir jusqu’à une (?:trentaine|quarantaine) de candidats de plus\.$/,
    ),
  );
});

test("a missing field that would reach a few is not named", async () => {
  await people(5, "q=communication&domaine=COM");
  expect(await audienceOf({ domains: [] })).toMatchObject({ more: [] });
});

test("whom the draft reaches already is not counted again", async () => {
  await people(40, "q=communication", "domaine=COM");
  expect(await audienceOf({ domains: [] })).toMatchObject({ more: [] });
});

test("a town that is not said would reach the alerts around it, a missing start those of its months", async () => {
  await people(20, "lieu=35238&rayon=30");
  await people(20, "debut=2026-02");
  const audience = await audienceOf({ city: null });
  expect(audience).toHaveProperty("more", [
    expect.objectContaining({ field: "city" }),
    expect.objectContaining({ field: "startsOn" }),
  ]);
});

test("who asks too often is told nothing, and another administration is", async () => {
  const recruiter = ++recruiters;
  for (let times = 0; times < 20; times++) await audienceOf({}, recruiter);
  expect(await audienceOf({}, recruiter)).toBe("too-often");
  expect(await audienceOf()).not.toBe("too-often");
});

test("a search that the database cannot run leaves the count unknown", async () => {
  const id = await aSavedSearch(stage, stage.ada, "q=communication");
  await stage.accounts.run(sql`UPDATE saved_searches SET match = 'title:"a' WHERE id = ${id}`);
  expect(await audienceOf()).toBe("unknown");
});

test("a draft leaves nothing behind, and does not disturb the alerts", async () => {
  await aSavedSearch(stage, stage.ada, "q=communication");
  await publishOffer(stage, { publishedAt: null });
  await audienceOf();
  expect(await stage.accounts.all(sql`SELECT * FROM draft_offers_tokens`)).toEqual([]);
  await runAlerts(stage, later(1));
  expect(await stage.accounts.all(sql`SELECT 1 AS found FROM alert_matches`)).toEqual([{ found: 1 }]);
});
