import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { deleteCandidate } from "#db/accounts/account/erasure.ts";
import { loadDueMatches } from "#db/accounts/alerts/alert-matches.ts";
import { setCadence } from "#db/accounts/saved-searches/saved-searches.ts";
import {
  aReference,
  aSavedSearch,
  later,
  MORNING,
  publishOffer,
  publishPostings,
  runAlerts,
  SITE_URL,
  stageWithAda,
  tick,
  told,
  writtenAlerts,
} from "#test/support/alerts/alerts.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { aPosting } from "#test/support/postings.ts";

const stage = stageWithAda();

describe("what is mailed", () => {
  test("an offer that is published after the bell was switched on, and none before", async () => {
    await publishOffer(stage);
    await aSavedSearch(stage, stage.ada, "q=communication");
    const fresh = await publishOffer(stage);
    await publishOffer(stage, { title: "Juriste", description: "<p>Droit</p>", domains: ["JUR"] });
    await runAlerts(stage, later(1));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  });

  test("searches without words find offers by their criteria", async () => {
    await aSavedSearch(stage, stage.ada, "region=53&type=stage");
    const fresh = await publishOffer(stage);
    await publishOffer(stage, { region: "84", department: "69", city: "LYON" });
    await runAlerts(stage, later(1));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  });

  test("a circle finds an offer in Bruz, 12 km from Rennes, and none in Brest", async () => {
    await aSavedSearch(stage, stage.ada, "q=jardinier&lieu=35238&rayon=30");
    const bruz = await publishOffer(stage, { title: "Jardinière (H/F)", department: null, city: "35170 BRUZ" });
    await publishOffer(stage, { title: "Jardinier", department: "29", city: "BREST" });
    await runAlerts(stage, later(1));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [bruz] }]);
  });

  test("an offer that two searches find is told once, with the name of both", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication", { name: "Ma première" });
    await aSavedSearch(stage, stage.ada, "region=53", { name: "Ma seconde" });
    const fresh = await publishOffer(stage);
    await runAlerts(stage, later(1));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
    const [mail] = await writtenAlerts(stage);
    expect(mail?.text).toContain("== Ma première ==");
    expect(mail?.text).toContain("Répond aussi à «\u00a0Ma seconde\u00a0»");
    expect(mail?.text).not.toContain("== Ma seconde ==");
  });

  test("an offer that is edited, or withdrawn and published again, is not told again", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication");
    const fresh = await publishOffer(stage);
    await runAlerts(stage, later(1));
    await publishOffer(stage, { reference: fresh, title: "Chargé de communication interne" }, later(2));
    await runAlerts(stage, later(3));
    await env.CATALOGUE.prepare("UPDATE offers SET withdrawn_at = ? WHERE reference = ?")
      .bind(later(4).toISOString(), fresh)
      .run();
    await publishOffer(stage, { reference: fresh, title: "Chargé de communication externe" }, later(5));
    await runAlerts(stage, later(6));
    expect(await told(stage)).toHaveLength(1);
  });

  test("an offer that is withdrawn, has expired or no longer answers when the mail is written is left out", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication", { cadence: "daily" });
    const kept = await publishOffer(stage);
    const edited = await publishOffer(stage);
    const expiring = await publishOffer(stage, { expiresOn: "2026-01-06" });
    await publishOffer(stage);
    await runAlerts(stage, later(1));
    expect(await stage.accounts.all(sql`SELECT * FROM alert_matches`)).toHaveLength(4);
    const law = { title: "Juriste", description: "<p>Droit</p>", domains: ["JUR"] };
    const shown = [aPosting({ reference: kept }), aPosting({ reference: edited, ...law })];
    await publishPostings(stage, [...shown, aPosting({ reference: expiring, expiresOn: "2026-01-06" })], later(2), {
      full: true,
    });
    await runAlerts(stage, new Date("2026-01-07T06:01:00Z"));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [kept] }]);
  });

  test("without anything new there is no mail", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication");
    await publishOffer(stage, { title: "Juriste", description: "<p>Droit</p>", domains: ["JUR"] });
    await runAlerts(stage, later(1));
    await runAlerts(stage, later(2));
    expect(await told(stage)).toEqual([]);
  });

  test("what comes after the bell was switched off and on again, not what came between", async () => {
    const id = await aSavedSearch(stage, stage.ada, "q=communication");
    const newest = async () =>
      (await env.CATALOGUE.prepare("SELECT max(id) AS id FROM offers").first<number>("id")) ?? 0;
    const at = MORNING.toISOString();
    await setCadence(
      stage.accounts,
      { id, candidateId: stage.ada },
      { cadence: null, due: at, newestOfferId: await newest() },
    );
    await publishOffer(stage);
    await setCadence(
      stage.accounts,
      { id, candidateId: stage.ada },
      { cadence: "immediate", due: at, newestOfferId: await newest() },
    );
    const fresh = await publishOffer(stage);
    await runAlerts(stage, later(1));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  });
});

test("what a mail that was never sent has told is told for the other search, once its own is switched off", async () => {
  const id = await aSavedSearch(stage, stage.ada, "q=communication");
  await aSavedSearch(stage, stage.ada, "region=53", { cadence: "daily", name: "Bretagne" });
  const fresh = await publishOffer(stage);
  await runAlerts(stage, later(1));
  await runAlerts(stage, new Date("2026-01-07T06:00:00Z"));
  expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  await setCadence(stage.accounts, { id, candidateId: stage.ada }, { cadence: null, due: "", newestOfferId: 0 });
  expect(await told(stage)).toEqual([]);
  await runAlerts(stage, new Date("2026-01-07T06:02:00Z"));
  const alerts = await writtenAlerts(stage);
  expect(alerts.map(({ offers }) => offers)).toEqual([[fresh]]);
  expect(alerts[0]?.text).toContain("== Bretagne ==");
});

describe("when it is mailed", () => {
  test("each day at seven in Paris, in one mail", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication", { cadence: "daily" });
    const first = await publishOffer(stage);
    await runAlerts(stage, later(1));
    const second = await publishOffer(stage, {}, later(60));
    await runAlerts(stage, later(61));
    await runAlerts(stage, new Date("2026-01-07T05:59:00Z"));
    expect(await told(stage)).toEqual([]);
    await runAlerts(stage, new Date("2026-01-07T06:00:00Z"));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [second, first] }]);
  });

  test("each Monday at seven in Paris", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication", { cadence: "weekly" });
    const fresh = await publishOffer(stage);
    await runAlerts(stage, later(1));
    await runAlerts(stage, new Date("2026-01-12T05:59:00Z"));
    expect(await told(stage)).toEqual([]);
    await runAlerts(stage, new Date("2026-01-12T06:00:00Z"));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  });

  test("after five mails of a day, the rest waits for seven o’clock", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication");
    for (let minute = 1; minute <= 7; minute++) {
      await publishOffer(stage, {}, later(minute));
      await runAlerts(stage, later(minute));
    }
    expect(await told(stage)).toHaveLength(5);
    await runAlerts(stage, new Date("2026-01-07T06:00:00Z"));
    const alerts = await told(stage);
    expect(alerts).toHaveLength(6);
    expect(alerts.at(-1)?.offers).toHaveLength(2);
  });
});

test("of more than is looked through at once, each person’s is taken whole, in one mail", async () => {
  const zoe = await aCandidateRow(stage.accounts, "zoe");
  const find = async (candidateId: number, offers: number) => {
    const search = await aSavedSearch(stage, candidateId, "q=communication");
    await stage.accounts.run(sql`INSERT INTO alert_matches (saved_search_id, offer_id, candidate_id, due_at, state)
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${offers})
      SELECT ${search}, n, ${candidateId}, ${MORNING.toISOString()}, 'pending' FROM n`);
  };
  await find(stage.ada, 6_000);
  await find(zoe, 10_001);
  const take = async () => {
    const versions = { since: MORNING.toISOString(), textVersion: COMPILED_VERSION };
    const { due } = await loadDueMatches(stage.accounts, [stage.ada, zoe], versions, MORNING);
    return due.map(({ candidate, matches }) => [candidate.id, matches.length]);
  };
  expect(await take()).toEqual([[stage.ada, 6_000]]);
  await stage.accounts.run(sql`DELETE FROM alert_matches WHERE candidate_id = ${stage.ada}`);
  expect(await take()).toEqual([[zoe, 10_000]]);
});

describe("who gets it", () => {
  test("nobody whose bell was switched off after the match", async () => {
    const id = await aSavedSearch(stage, stage.ada, "q=communication");
    await publishOffer(stage);
    await tick(stage, later(1));
    await setCadence(stage.accounts, { id, candidateId: stage.ada }, { cadence: null, due: "", newestOfferId: 0 });
    await runAlerts(stage, later(2));
    expect(await told(stage)).toEqual([]);
  });

  test("nobody who has deleted the account, nor whose address takes no mail", async () => {
    const zoe = await aCandidateRow(stage.accounts, "zoe");
    for (const id of [stage.ada, zoe]) await aSavedSearch(stage, id, "q=communication", { cadence: "daily" });
    await publishOffer(stage);
    await runAlerts(stage, later(1));
    await deleteCandidate(stage.accounts, { candidateId: zoe, farewell: "goodbye" }, later(2));
    await stage.accounts.run(
      sql`INSERT INTO suppressions (email_key, reason, at) VALUES ('ada@exemple.fr', 'bounce', '2026')`,
    );
    await runAlerts(stage, new Date("2026-01-07T06:00:00Z"));
    expect(await told(stage)).toEqual([]);
    expect(await stage.accounts.all(sql`SELECT * FROM alert_matches`)).toEqual([]);
  });

  test("nobody while operators have paused the alerts; everybody afterwards", async () => {
    await aSavedSearch(stage, stage.ada, "q=communication");
    const fresh = await publishOffer(stage);
    await stage.accounts.run(sql`INSERT INTO settings (name, value) VALUES ('alerts-paused', '2026')`);
    await runAlerts(stage, later(1));
    expect(await told(stage)).toEqual([]);
    await stage.accounts.run(sql`DELETE FROM settings`);
    await runAlerts(stage, later(2));
    expect(await told(stage)).toEqual([{ recipient: "ada@exemple.fr", offers: [fresh] }]);
  });
});

test("a search whose offers are none of the ten that are listed says how many it has found, not how many more", async () => {
  await aSavedSearch(stage, stage.ada, "q=communication", { name: "Communication" });
  await aSavedSearch(stage, stage.ada, "q=juriste", { name: "Droit" });
  const law = { title: "Juriste", description: "<p>Droit</p>", domains: ["JUR"] };
  const postings = Array.from({ length: 10 }, () => aPosting({ reference: aReference() }));
  await publishPostings(stage, [...postings, aPosting({ reference: aReference(), ...law })], MORNING);
  await runAlerts(stage, later(1));
  const [mail] = await writtenAlerts(stage);
  const [, droit] = mail?.text.split("== Droit ==") ?? [];
  expect(droit).toMatch(/^\n+(?:juriste\n+)?1 offre pour cette recherche\.\n/);
});

test("the mail names an offer, lists ten, and can be stopped in one click", async () => {
  await aSavedSearch(stage, stage.ada, "q=communication", { name: "Communication" });
  const postings = Array.from({ length: 12 }, () => aPosting({ reference: aReference() }));
  await publishPostings(stage, postings, MORNING);
  await runAlerts(stage, later(1));
  const [mail] = await writtenAlerts(stage);
  expect(mail?.subject).toBe("Chargée de communication et 11 autres offres");
  expect(mail?.text.match(/^\* /gm)).toHaveLength(10);
  expect(mail?.text).toContain("… et 2 autres offres pour cette recherche.");
  expect(mail?.text).toMatch(new RegExp(`Voir les 12 offres\u00a0: ${SITE_URL}/alertes/\\S+`));
  expect(mail?.offers).toHaveLength(12);
  const headers = JSON.parse(mail?.headers ?? "{}");
  expect(headers["List-Unsubscribe"]).toMatch(new RegExp(`^<${SITE_URL}/desinscription/[\\w.-]+>$`));
  expect(headers).toMatchObject({
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": "Alertes PASS <alertes.pass.example>",
    "Auto-Submitted": "auto-generated",
  });
});
