import { afterAll, beforeAll, expect, test } from "vitest";
import { BROKEN_REFERENCE, INCOMING, writeIncoming } from "#test/support/imports/incoming.ts";
import { aPosting } from "#test/support/postings.ts";
import { type Site, startSite } from "#test/support/site.ts";
import type { Browser } from "#test/support/spaces/candidate.ts";
import { anOperator } from "#test/support/spaces/operators.ts";

let site: Site;
let operator: Browser;
beforeAll(async () => {
  site = await startSite();
  await writeIncoming(site);
  ({ browser: operator } = await anOperator(site));
});
afterAll(() => site.stop());

const IMPORTS = "/exploitation/imports";
const QUARANTINE = "/exploitation/quarantaine";
const SOURCES = "/exploitation/sources";
const KEYS = "/exploitation/cles";
/** The words of a page, without what React puts between them. */
const words = async (path: string) => (await operator.text(path)).replaceAll("<!-- -->", "");
const journal = () => words("/exploitation/journal");
const sourceRow = async (name: string) =>
  (await site.catalogue()).prepare("SELECT paused, force, due_at FROM sources WHERE name = ?").bind(name).first();

test("runs are listed newest first, by source and state, each with its report", async () => {
  const list = await words(IMPORTS);
  expect(list.indexOf(`import ${INCOMING.pushedRefused}`)).toBeLessThan(list.indexOf(`import ${INCOMING.complete}`));
  expect(list).toContain("3 créées");
  const refused = await words(`${IMPORTS}?source=ville/ndjson&etat=refused`);
  expect(refused.match(/, import \d+/g)).toEqual([`, import ${INCOMING.pulledRefused}`]);
  expect(await words(`${IMPORTS}/${INCOMING.complete}`)).toContain("Le niveau 2 n’existe pas.");
  expect((await operator.get(`${IMPORTS}/999`)).status).toBe(404);
});

test("a refused run says why, and its withdrawals are accepted where its source is pulled", async () => {
  const pulled = await words(`${IMPORTS}/${INCOMING.pulledRefused}`);
  expect(pulled).toContain("retirerait 4 des 10\u00a0offres ouvertes".replace("\u00a0", " "));
  expect(pulled).toContain("Accepter ces retraits");
  expect(await words(`${IMPORTS}/${INCOMING.pushedRefused}`)).toContain("<code>force=1</code>");
  const done = await operator.post(SOURCES, { action: "accepter", source: "ville", raison: "Fin de campagne" });
  expect(done.headers.get("Location")).toBe(`${SOURCES}?fait=retraits`);
  expect(await sourceRow("ville")).toMatchObject({ force: 1 });
  expect(await journal()).toMatch(/Retraits acceptés d’une source<\/strong>.*?source ville[\s\S]*?Fin de campagne/);
});

test("the quarantine counts its reasons, shows texts inert, and publishes what is mended", async () => {
  const list = await words(QUARANTINE);
  expect(list).toMatch(/Le titre est vide<\/a>\u00a0: 1 offre/);
  expect((await words(`${QUARANTINE}?raison=Le+titre+est+vide`)).match(/, n° \d/g)).toEqual([`, n° ${INCOMING.json}`]);
  expect(await words(`${QUARANTINE}/${INCOMING.xml}`)).not.toContain("<script>alert");
  const page = `${QUARANTINE}/${INCOMING.json}`;
  const before = await operator.post(page, { action: "accepter", texte: "{}" });
  expect([before.status, await before.text()]).toEqual([422, expect.stringContaining(">{}</textarea>")]);
  const texte = JSON.stringify(aPosting({ reference: BROKEN_REFERENCE, title: "Archiviste" }));
  const checked = await operator.post(page, { action: "verifier", texte });
  expect(await checked.text()).toContain("Ce texte peut être publié");
  expect((await site.fetch(`/offres/${BROKEN_REFERENCE}`)).status).toBe(404);
  const accepted = await operator.post(page, { action: "accepter", texte });
  expect(accepted.headers.get("Location")).toBe(`${page}?fait=publiee`);
  expect(await (await site.fetch(`/api/v1/offres/${BROKEN_REFERENCE}`)).json()).toMatchObject({ title: "Archiviste" });
  expect(await words(QUARANTINE)).not.toContain(BROKEN_REFERENCE);
  expect(await words(`${QUARANTINE}?etat=mended`)).toContain(BROKEN_REFERENCE);
  expect(await journal()).toContain(`offre ${BROKEN_REFERENCE}`);
});

test("a posting that is rejected leaves the list, and the journal says why", async () => {
  const rejected = await operator.post(`${QUARANTINE}/${INCOMING.csv}`, {
    action: "rejeter",
    raison: "Emploi titulaire",
  });
  expect(rejected.headers.get("Location")).toBe(`${QUARANTINE}?fait=rejetee`);
  expect(await words(QUARANTINE)).not.toContain(`n° ${INCOMING.csv}<`);
  expect(await journal()).toContain("Emploi titulaire");
  const again = await operator.post(`${QUARANTINE}/${INCOMING.csv}`, { action: "rejeter" });
  expect(again.headers.get("Location")).toBe(`${QUARANTINE}?fait=partie`);
});

test("a source is added, pulled, paused, resumed and removed, each in the journal", async () => {
  const fields = { action: "ajouter", url: "https://www.stages.example.fr/flux#x", kind: "pass", every: "30" };
  for (const [wrong, sentence] of [
    [{ url: "http://stages.example.fr" }, "pas en https"],
    [{ url: "https://192.168.0.1/" }, "pas celle d’un site public"],
    [{ every: "0" }, "nombre de minutes"],
    [{ name: "Ma Source" }, "lettres minuscules"],
    [{ name: "ville" }, "déjà une source"],
  ] as const) {
    const refused = await operator.post(SOURCES, { ...fields, ...wrong });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(sentence)]);
  }
  expect((await operator.post(SOURCES, fields)).headers.get("Location")).toBe(`${SOURCES}?fait=ajout`);
  const name = "stages-example-fr";
  expect(await words(SOURCES)).toContain(`<strong>${name}</strong> – Pas encore lue`);
  const act = async (action: string) => {
    const done = await operator.post(SOURCES, { action, source: name });
    return [done.headers.get("Location"), await sourceRow(name)];
  };
  expect(await act("suspendre")).toEqual([`${SOURCES}?fait=pause`, expect.objectContaining({ paused: 1 })]);
  expect(await act("reprendre")).toEqual([`${SOURCES}?fait=reprise`, expect.objectContaining({ paused: 0 })]);
  expect(await act("lire")).toEqual([`${SOURCES}?fait=lecture`, expect.objectContaining({ paused: 0 })]);
  expect(await act("retirer")).toEqual([`${SOURCES}?fait=retrait`, null]);
  expect(await act("lire")).toEqual([`${SOURCES}?fait=absente`, null]);
  const lines = (await journal()).match(/Source [a-zé]+|Lecture d’une source/g);
  expect(lines?.slice(0, 5).sort()).toEqual([
    "Lecture d’une source",
    "Source ajoutée",
    "Source reprise",
    "Source retirée",
    "Source suspendue",
  ]);
});

test("a key is shown once, publishes for its administration or for all, and is revoked", async () => {
  const made = await operator.post(KEYS, { action: "creer", label: "collecte" });
  const [key = ""] = (await made.text()).match(/pass_[\w-]{43}/) ?? [];
  expect([made.status, (await operator.text(KEYS)).includes(key)]).toEqual([201, false]);
  const publish = () =>
    site.fetch("/api/v1/imports", { method: "POST", headers: { Authorization: `Bearer ${key}` }, body: "" });
  expect((await publish()).status).not.toBe(401);
  for (const [wrong, sentence] of [
    [{ label: "collecte" }, "une clé de ce nom"],
    [{ label: "Ma clé" }, "lettres minuscules"],
    [{ label: "x", administration: "nulle-part" }, "dans la liste"],
  ] as const) {
    const refused = await operator.post(KEYS, { action: "creer", ...wrong });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(sentence)]);
  }
  const theirs = { action: "creer", label: "Portail RH", administration: "ministere-de-la-culture" };
  expect((await operator.post(KEYS, theirs)).status).toBe(201);
  expect(await words(`${KEYS}?pour=@ministere-de-la-culture`)).toContain("<strong>Portail RH</strong>, Ministère");
  const known = await (await site.accounts())
    .prepare("SELECT event, actor FROM publishing_events WHERE subject = 'Portail RH'")
    .first();
  expect(known).toEqual({ event: "key-created", actor: "l’exploitation du site" });
  const { id } = (await (
    await site.catalogue()
  )
    .prepare("SELECT id FROM api_keys WHERE name = 'collecte'")
    .first<{ id: number }>()) ?? { id: 0 };
  const revoked = await operator.post(KEYS, { action: "revoquer", cle: String(id), raison: "Fuite" });
  expect(revoked.headers.get("Location")).toBe(`${KEYS}?fait=revoquee`);
  expect((await publish()).status).toBe(401);
  expect(await journal()).toMatch(/Clé d’API révoquée<\/strong>.*?collecte[\s\S]*?Fuite/);
});
