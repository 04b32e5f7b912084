import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { type Browser, hiddenFields, linkIn, mailTo, openBrowser } from "#test/support/spaces/candidate.ts";
import { aPublisher } from "#test/support/spaces/recruiter-walk.ts";
import { aRecruiter, logInAs } from "#test/support/spaces/recruiters.ts";

let site: Site;
let anne: Browser;
let chief: Browser;
const NOW = new Date("2026-03-02T10:00:00.000Z");
const IMPORTED = "S-2026-100001";

beforeAll(async () => {
  site = await startSite();
  site.setClock(NOW);
  await aPublisher(site);
  await publish(site, [aPosting({ reference: IMPORTED, title: "Chargée de communication" })]);
  anne = await aRecruiter(site, { email: "anne@culture.gouv.fr", name: "Anne Dupont" });
  chief = await aRecruiter(site, { email: "chef@culture.gouv.fr", role: "administrator", name: "Zoé Chef" });
});
afterAll(() => site.stop());

const READY = {
  type: "stage",
  title: "Archiviste (femme ou homme)",
  description: "Classer.",
  level: "6",
  startsOn: "2026-06-01",
  durationMin: "2",
  durationMax: "2",
  place1: "Rennes (35)",
  contact1Email: "archives@culture.example",
};

/** Begins a draft and saves it. @returns its address */
async function aDraft(who: Browser, fields: Record<string, string>): Promise<string> {
  const begun = await who.post("/recruteurs/offres/nouvelle", { type: "stage" });
  const path = begun.headers.get("Location") ?? "";
  await who.post(path, { ...READY, ...fields, action: "enregistrer" });
  return path;
}

/** Publishes it. @returns the address of its page */
async function released(who: Browser, fields: Record<string, string> = {}): Promise<string> {
  const path = await aDraft(who, fields);
  const answer = await who.post(`${path}/publier`, { action: "publier" });
  const location = answer.headers.get("Location") ?? "";
  expect(location).toMatch(/^\/recruteurs\/offres\/S-2026-/);
  return location.split("?")[0] ?? "";
}

test("a draft is kept whatever is wrong in it, and says what keeps it from being published", async () => {
  const path = await aDraft(anne, { title: "", contact1Email: "pas une adresse", startsOn: "bientôt" });
  const page = await anne.text(path);
  expect(page).toContain("pas une adresse");
  expect(page).toContain("bientôt");
  const verdict = await anne.text(`${path}/publier`);
  expect(verdict).toContain("À corriger avant de publier");
  expect(verdict).not.toContain(">Publier</button>");
  const forced = await anne.send(`${path}/publier`, {
    method: "POST",
    body: new URLSearchParams({ csrf: hiddenFields(page).csrf ?? "", version: "2", action: "publier" }),
  });
  expect(forced.headers.get("Location")).toBe(`${path}/publier`);
});

test("of two windows, the second one overwrites nothing, and shows what was typed in it", async () => {
  const path = await aDraft(anne, {});
  const { csrf = "", version = "" } = hiddenFields(await anne.text(path));
  const save = (title: string) =>
    anne.send(path, { method: "POST", body: new URLSearchParams({ ...READY, csrf, version, title }) });
  expect((await save("Première")).status).toBe(303);
  const second = await save("Seconde");
  expect(second.status).toBe(409);
  const page = await second.text();
  expect(page).toContain("a changé dans une autre fenêtre");
  expect(page).toContain('value="Seconde"');
  expect(await anne.text(path)).toContain('value="Première"');
});

test("what was typed under another session is shown again, and nothing is written", async () => {
  const path = await aDraft(anne, {});
  const { version = "" } = hiddenFields(await anne.text(path));
  const sent = new URLSearchParams({ ...READY, csrf: "d’une autre session", version, title: "Mots à garder" });
  const answered = await anne.send(path, { method: "POST", body: sent });
  expect(answered.status).toBe(403);
  const page = await answered.text();
  expect(page).toContain('value="Mots à garder"');
  expect(page).toContain("Votre connexion a changé");
  expect(hiddenFields(page).csrf).toBe(hiddenFields(await anne.text(path)).csrf);
  expect(await anne.text(path)).not.toContain("Mots à garder");
});

test("a form of two hundred kilobytes is read, a longer one is refused", async () => {
  const path = await aDraft(anne, {});
  expect((await anne.post(path, { ...READY, description: "a".repeat(150_000) })).status).toBe(303);
  expect((await anne.post(path, { ...READY, description: "a".repeat(250_000) })).status).toBe(413);
});

test("an offer is previewed, published at each place, found, edited, filled and published again", async () => {
  const path = await aDraft(anne, { place2: "Lyon", publishesOn: "2026-03-10" });
  expect(await anne.text(`${path}/publier`)).toContain("2 offres, une par lieu, qui paraîtront le 10 mars 2026");
  await anne.post(path, { ...READY, place2: "Lyon", publishesOn: "", action: "enregistrer" });
  expect(await anne.text(`${path}/apercu`)).toContain("<p>Classer.</p>");
  const answer = await anne.post(`${path}/publier`, { action: "publier" });
  const offer = (answer.headers.get("Location") ?? "").split("?")[0] ?? "";
  const reference = offer.split("/").at(-1) ?? "";
  expect((await site.fetch(`/offres/${reference}`)).status).toBe(200);
  expect((await site.fetch(`/offres/${reference}-2`)).status).toBe(200);
  await anne.post(path, { ...READY, title: "Archiviste en chef" });
  expect(await anne.text("/recruteurs/offres")).toContain("Modifications non publiées.");
  await anne.post(`${path}/publier`, { action: "publier" });
  expect(await (await site.fetch(`/offres/${reference}`)).text()).toContain("Archiviste en chef");
  expect((await site.fetch(`/offres/${reference}-2`)).status).toBe(410);
  await anne.post(`${offer}?action=pourvoir`, { action: "pourvoir" });
  expect(await anne.text(`${path}/publier`)).toContain("quand elle sera republiée");
  expect((await site.fetch(`/offres/${reference}`)).status).toBe(410);
  expect(await anne.text("/recruteurs/offres?etat=pourvues")).toContain("Archiviste en chef");
  await anne.post(`${offer}?action=republier`, { action: "republier" });
  expect((await site.fetch(`/offres/${reference}`)).status).toBe(200);
  const history = await anne.text(offer);
  for (const event of ["Offre publiée", "Offre modifiée", "Offre pourvue", "Offre republiée"])
    expect(history).toContain(event);
});

test("an offer is prolonged to a day to come", async () => {
  const offer = await released(anne, { expiresOn: "2026-03-20" });
  const past = await anne.post(`${offer}?action=prolonger`, { action: "prolonger", lastDay: "2026-03-01" });
  expect(past.status).toBe(422);
  const done = await anne.post(`${offer}?action=prolonger`, { action: "prolonger", lastDay: "2026-04-20" });
  expect(done.headers.get("Location")).toBe(`${offer}?fait=prolongee`);
  expect(await anne.text(offer)).toContain("20 avril 2026");
});

test("a scheduled offer is listed, and may be given up", async () => {
  const offer = await released(anne, { publishesOn: "2026-03-10", title: "Bibliothécaire (femme ou homme)" });
  expect(await anne.text("/recruteurs/offres?etat=programmees")).toContain("Bibliothécaire");
  const scheduled = await anne.text(offer);
  expect(scheduled).toContain("elle paraît le 10 mars 2026");
  const [draft = ""] = /\/recruteurs\/brouillons\/[\w-]{22}/.exec(scheduled) ?? [];
  expect(await anne.text(`${draft}/publier`)).toContain("paraîtront avec l’offre, le 10 mars 2026 à 7 h.");
  const { csrf = "" } = hiddenFields(scheduled);
  const giveUp = () =>
    anne.send(offer, { method: "POST", body: new URLSearchParams({ csrf, action: "deprogrammer" }) });
  const become = async (from: string, to: string) =>
    (await site.accounts())
      .prepare("UPDATE drafts SET state = ? WHERE title LIKE 'Biblio%' AND state = ?")
      .bind(to, from)
      .run();
  await become("released", "releasing");
  const busy = await giveUp();
  expect([busy.status, await busy.text()]).toEqual([422, expect.stringContaining("réessayez dans une minute")]);
  await become("releasing", "released");
  for (const _ of ["once", "twice"]) {
    const given = await giveUp();
    expect(await anne.text(given.headers.get("Location") ?? "")).toContain("à nouveau un brouillon");
  }
  expect((await anne.get(offer)).status).toBe(404);
  expect(await anne.text("/recruteurs/offres?etat=brouillons&q=bibliothecaire")).toContain("Bibliothécaire");
});

describe("an offer of a feed", () => {
  test("is listed with its source, and is not prolonged here", async () => {
    expect(await anne.text("/recruteurs/offres?source=flux&q=COMMUNICATION")).toContain(IMPORTED);
    const answer = await anne.post(`/recruteurs/offres/${IMPORTED}`, { action: "prolonger", lastDay: "2026-04-20" });
    expect(answer.status).toBe(422);
  });

  test("is copied as a draft, and closed by hand", async () => {
    const copied = await anne.post("/recruteurs/offres", { reference: IMPORTED });
    expect(await anne.text(copied.headers.get("Location") ?? "")).toContain('value="Chargée de communication"');
    await anne.post(`/recruteurs/offres/${IMPORTED}`, { action: "retirer" });
    expect((await site.fetch(`/offres/${IMPORTED}`)).status).toBe(410);
    expect(await anne.text("/recruteurs/offres?etat=retirees")).toContain(IMPORTED);
  });
});

test("a draft is deleted after it was asked once, and a published one is not", async () => {
  const path = await aDraft(anne, { title: "À jeter" });
  expect(await anne.text(`${path}?supprimer=oui`)).toContain("sera perdu");
  await anne.post(`${path}?supprimer=oui`, { action: "supprimer" }, path);
  expect((await anne.get(path)).status).toBe(404);
  const published = await aDraft(anne, { title: "À garder (femme ou homme)" });
  await anne.post(`${published}/publier`, { action: "publier" });
  const kept = await anne.post(`${published}?supprimer=oui`, { action: "supprimer" }, published);
  expect([kept.status, await kept.text()]).toEqual([409, expect.stringContaining("Rien n’est supprimé.")]);
});

test("what was done to a draft that was deleted since leads nowhere", async () => {
  const path = await aDraft(anne, { title: "À jeter aussi" });
  await anne.post(`${path}?supprimer=oui`, { action: "supprimer" }, path);
  const activity = await anne.text("/recruteurs/activite");
  expect(activity).toContain("un brouillon supprimé depuis");
  expect(activity).not.toContain(path);
});

test("nobody of another administration finds a draft or an offer", async () => {
  const other = await aRecruiter(site, { administration: "prefecture", email: "zoe@prefecture.fr" });
  const path = await aDraft(anne, {});
  const offer = await released(anne);
  for (const each of [path, `${path}/apercu`, `${path}/publier`, offer])
    expect((await other.get(each)).status).toBe(404);
});

describe("when an administration reads its offers again", () => {
  beforeAll(() => aPublisher(site, { review: true }));
  afterAll(() => aPublisher(site));

  test("an administrator gives an offer back with an answer, then publishes it; mails tell of both", async () => {
    const path = await aDraft(anne, { title: "Documentaliste (femme ou homme)" });
    const button = new URLSearchParams({ ...hiddenFields(await anne.text(`${path}/publier`)), action: "publier" });
    await anne.send(`${path}/publier`, { method: "POST", body: button });
    const again = await anne.send(`${path}/publier`, { method: "POST", body: button });
    expect(await anne.text(again.headers.get("Location") ?? "")).toContain("attend qu’un administrateur la relise");
    const asked = await mailTo(site, "chef@culture.gouv.fr", "Offre à relire");
    expect(asked.text).toContain(`${path}/publier`);
    expect(await chief.text("/recruteurs/offres?etat=a-relire")).toContain("Documentaliste");
    const { version = "" } = hiddenFields(await chief.text(`${path}/publier`));
    await chief.post(`${path}/publier`, { action: "rendre", answer: "Précisez la durée.", version });
    expect((await mailTo(site, "anne@culture.gouv.fr", "À revoir")).text).toContain("Précisez la durée.");
    expect(await anne.text(path)).toContain("Précisez la durée.");
    // Given back already: the same button pressed twice publishes nothing, and loses no word.
    const twice = await chief.post(`${path}/publier`, { action: "rendre", answer: "Encore un mot.", version });
    expect(twice.status).toBe(422);
    expect(await twice.text()).toContain("Encore un mot.");
    expect(await chief.text("/recruteurs/offres?etat=publiees")).not.toContain("Documentaliste");
    await anne.post(`${path}/publier`, { action: "publier" });
    const published = await chief.post(`${path}/publier`, { action: "publier" });
    expect(published.headers.get("Location")).toMatch(/fait=publiee$/);
  });
});

test("a place whose day is to come is given up, and those that candidates see stay", async () => {
  const offer = await released(anne, { title: "Régisseuse (femme ou homme)" });
  const [, reference = ""] = /offres\/(S-[\w-]+)$/.exec(offer) ?? [];
  const draft = /\/recruteurs\/brouillons\/[\w-]{22}/.exec(await anne.text(offer))?.[0] ?? "";
  const fields = { ...READY, title: "Régisseuse (femme ou homme)", place2: "Lyon", publishesOn: "2026-03-20" };
  await anne.post(draft, { ...fields, action: "enregistrer" });
  expect(await anne.text(`${draft}/publier`)).toContain("Les lieux nouveaux paraîtront le 20 mars 2026");
  await anne.post(`${draft}/publier`, { action: "publier" });
  expect(await anne.text("/recruteurs/offres?etat=programmees")).toContain(`${reference}-2`);
  const given = await anne.post(`/recruteurs/offres/${reference}-2`, { action: "deprogrammer" });
  expect(await anne.text(given.headers.get("Location") ?? "")).toContain("Les lieux déjà parus ne changent pas.");
  expect(await anne.text("/recruteurs/offres?etat=programmees")).not.toContain(`${reference}-2`);
  expect((await site.fetch(`/offres/${reference}`)).status).toBe(200);
  expect(await anne.text("/recruteurs/offres?etat=brouillons")).not.toContain("Régisseuse");
});

test("the link of a reminder shows on opening, acts on sending, once, without login", async () => {
  await released(anne, { expiresOn: "2026-03-05", title: "Vacataire (femme ou homme)" });
  const eve = new Date("2026-03-04T09:00:00.000Z");
  // The mail that a tick asks for is written and sent by the next one.
  await site.tick(eve);
  await site.tick(new Date(eve.getTime() + 60_000));
  const mail = await mailTo(site, "anne@culture.gouv.fr", "Vacataire");
  const link = linkIn(mail, "liens");
  const anybody = openBrowser(site);
  const shown = await anybody.get(link);
  expect([shown.status, shown.headers.get("Referrer-Policy")]).toEqual([200, "same-origin"]);
  const acted = await anybody.send(link, { method: "POST" });
  expect(await acted.text()).toContain("est prolongée d’un mois");
  expect(await anybody.text(link)).toContain("a déjà servi");
  expect((await anybody.get(`${link}x`)).status).toBe(404);
});

test("the link that prolongs by a month does not shorten an offer that was prolonged further", async () => {
  const who = { email: "guide@culture.gouv.fr", administration: "ministere-de-la-culture" };
  const fields = { expiresOn: "2026-03-06", title: "Guide-conférencier ou guide-conférencière" };
  const offer = await released(await aRecruiter(site, who), fields);
  const eve = new Date("2026-03-05T09:00:00.000Z");
  for (const minutes of [0, 1]) await site.tick(new Date(eve.getTime() + minutes * 60_000));
  const link = linkIn(await mailTo(site, who.email, "Guide-conférencier"), "liens");
  // The tick has ended the session of the days before.
  const again = await logInAs(site, who);
  await again.post(`${offer}?action=prolonger`, { action: "prolonger", lastDay: "2026-12-01" });
  await openBrowser(site).send(link, { method: "POST" });
  expect(await again.text(offer)).toContain("1er décembre 2026");
});
