import { afterAll, beforeAll, expect, test } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import type { Browser } from "#test/support/spaces/candidate.ts";
import { anOperator } from "#test/support/spaces/operators.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

const OFFER = "/exploitation/offres/S-2026-000001";
const CULTURE = "ministere-de-la-culture";

let site: Site;
let operator: Browser;
let recruiter: Browser;

beforeAll(async () => {
  site = await startSite();
  ({ browser: operator } = await anOperator(site));
  recruiter = await aRecruiter(site, { role: "administrator", email: "anne@culture.gouv.fr" });
  await publish(site, [
    aPosting({ reference: "S-2026-000001", title: "Archiviste" }),
    aPosting({ reference: "S-2026-000002", title: "Juriste", administration: "Ministère des Sports" }),
    aPosting({ reference: "S-2026-000003", title: "Notaire", administration: "Sports (ministère)" }),
  ]);
});
afterAll(() => site.stop());

test("offers are found by their reference, by words, and by administration and source", async () => {
  const exact = await operator.get("/exploitation/offres?q=s-2026-000001");
  expect(exact.headers.get("Location")).toBe(OFFER);
  const lists = [
    ["q=juriste", ["S-2026-000002"]],
    [`administration=${CULTURE}`, ["S-2026-000001"]],
    ["etat=toutes", ["S-2026-000003", "S-2026-000002", "S-2026-000001"]],
    ["source=ailleurs/ndjson", []],
    ["etat=masquees", []],
  ] as const;
  for (const [query, references] of lists) {
    const page = await operator.text(`/exploitation/offres?${query}`);
    expect(
      [...page.matchAll(/href="\/exploitation\/offres\/(S-[^"]+)"/g)].map(([, each]) => each),
      query,
    ).toEqual(references);
  }
});

test("a hidden offer is nowhere within a minute, and its recruiters read why and cannot open it", async () => {
  const refused = await operator.post(OFFER, { action: "masquer", because: "autre" });
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("Dites laquelle.")]);
  const hidden = await operator.post(OFFER, { action: "masquer", because: "illicite", details: "Numéro surtaxé" });
  expect(hidden.headers.get("Location")).toBe(`${OFFER}?fait=masquee`);

  const page = await site.fetch("/offres/S-2026-000001");
  expect(page.status).toBe(410);
  const html = await page.text();
  expect(html).toContain("ceux qui exploitent ce site l’ont masquée");
  expect(html).not.toMatch(/Archiviste|recrutement@drac/);
  expect((await site.fetch("/api/v1/offres/S-2026-000001")).status).toBe(410);
  for (const list of ["/offres?q=archiviste", "/offres.rss?q=archiviste", "/api/v1/offres?q=archiviste"]) {
    expect(await (await site.fetch(list)).text(), list).not.toContain("S-2026-000001");
  }

  const own = "/recruteurs/offres/S-2026-000001";
  const shown = await recruiter.text(own);
  expect(shown).toContain("Masquée par l’exploitation");
  expect(shown).toContain("Contenu illicite. Numéro surtaxé.");
  expect(shown).not.toContain("action=republier");
  expect((await recruiter.post(own, { action: "republier" })).status).toBe(422);

  const restored = await operator.post(OFFER, { action: "retablir", reason: "Numéro retiré" });
  expect(restored.headers.get("Location")).toBe(`${OFFER}?fait=retablie`);
  expect((await site.fetch("/offres/S-2026-000001")).status).toBe(200);
  const history = await operator.text(OFFER);
  expect(history).toMatch(/Offre rétablie<\/strong>[^§]*Numéro retiré[^§]*Offre masquée<\/strong>[^§]*Numéro surtaxé/);
});

test("an administration is renamed, attached and merged, and its old address leads to the kept one", async () => {
  const sports = "/exploitation/administrations/ministere-des-sports";
  expect(await operator.text("/exploitation/administrations?q=sports")).toContain("Sports (ministère)");
  const taken = await operator.post(sports, { action: "renommer", label: "Ministère de la Culture", reason: "Essai" });
  expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining("réunissez-les plutôt")]);
  await operator.post(sports, { action: "renommer", label: "Ministère des Sports et des Jeux", reason: "Décret" });
  expect(await (await site.fetch("/offres/S-2026-000002")).text()).toContain("Ministère des Sports et des Jeux");
  const attached = await operator.post(sports, { action: "rattacher", parent: CULTURE, attachingReason: "Décret" });
  expect(attached.headers.get("Location")).toBe(`${sports}?fait=rattachee`);

  const merging = "/exploitation/administrations/sports-ministere/reunir?avec=ministere-des-sports";
  expect(await operator.text(merging)).toContain("Cela ne se défait pas.");
  const merged = await operator.post(merging, { reason: "Doublon" });
  expect(merged.headers.get("Location")).toBe(`${sports}?fait=reunie`);
  await site.tick(new Date());
  const old = await site.fetch("/offres?administration=sports-ministere&q=notaire", { redirect: "manual" });
  expect([old.status, old.headers.get("Location")]).toEqual([
    301,
    "/offres?q=notaire&administration=ministere-des-sports",
  ]);
  const found = await (await site.fetch("/api/v1/offres?administration=sports-ministere")).text();
  expect(found).toContain("S-2026-000002");
  expect(found).toContain("S-2026-000003");
  const gone = await operator.get("/exploitation/administrations/sports-ministere");
  expect(gone.headers.get("Location")).toBe(sports);
});

test("recruiters are invited, promoted and removed, and each look at them is in the journal", async () => {
  const invited = await operator.post("/exploitation/recruteurs", {
    email: "rosa@culture.gouv.fr",
    invitedTo: CULTURE,
    role: "recruiter",
  });
  const list = `/exploitation/recruteurs?administration=${CULTURE}`;
  expect(invited.headers.get("Location")).toBe(`${list}&fait=invitation`);
  const elsewhere = await operator.post("/exploitation/recruteurs", {
    email: "rosa@culture.gouv.fr",
    invitedTo: "ministere-des-sports",
    role: "recruiter",
  });
  expect([elsewhere.status, await elsewhere.text()]).toEqual([
    422,
    expect.stringContaining("pour une autre administration"),
  ]);
  const [, rosa = ""] = /href="(\/exploitation\/recruteurs\/\d+)">rosa@/.exec(await operator.text(list)) ?? [];
  expect((await operator.post(rosa, { action: "nommer", promotingReason: "" })).status).toBe(422);
  await operator.post(rosa, { action: "nommer", promotingReason: "Demandé par l’administration" });
  expect(await operator.text(rosa)).not.toContain("Nommer administrateur");
  const removed = await operator.post(rosa, { action: "retirer", reason: "Départ" });
  expect(removed.headers.get("Location")).toBe("/exploitation/recruteurs?fait=retrait");
  expect((await operator.get(rosa)).status).toBe(404);
  const journal = await operator.text("/exploitation/journal");
  for (const line of [
    "Recruteur retiré",
    "Recruteur nommé administrateur",
    "Recruteur invité",
    "Activité d’un recruteur consultée",
    "Recruteurs d’une administration consultés",
  ]) {
    expect(journal).toContain(line);
  }
});
