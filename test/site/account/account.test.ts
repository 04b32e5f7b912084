import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, linkIn, mailTo, openBrowser, PASSWORD, person } from "#test/support/spaces/candidate.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const location = (response: Response) => response.headers.get("Location");

test("an account is created, activated by the link of a mail, and opened by its username", async () => {
  const browser = openBrowser(site);
  const signedUp = await browser.upload("/inscription", person("lea.martin"));
  expect([signedUp.status, location(signedUp)]).toEqual([303, "/inscription/envoyee"]);
  expect(await browser.text("/inscription/envoyee")).toContain("Votre compte est créé");
  const mail = await mailTo(site, "lea.martin@exemple.fr", "Activez votre compte PASS");
  expect(mail.text).toContain("lea.martin");
  expect(mail.text + mail.html).not.toContain(PASSWORD);
  const before = await browser.post("/connexion", { login: "lea.martin", password: PASSWORD });
  expect(before.status).toBe(422);
  expect(await before.text()).toContain("n’est pas encore confirmée");
  const activation = linkIn(mail, "activation");
  expect(await browser.text(activation)).toContain("Activer mon compte");
  expect(location(await browser.post(activation, {}))).toBe("/connexion?fait=activation");
  const loggedIn = await browser.post("/connexion", { login: "Lea.Martin", password: PASSWORD });
  expect(location(loggedIn)).toBe("/compte");
  const account = await browser.text("/compte");
  expect(account).toContain("lea.martin@exemple.fr");
  expect(account).toContain("Modifier mes informations et mes documents");
  expect(account).toContain("Mes recherches sauvegardées et mes alertes");
});

test("a form with errors keeps what was typed, never the password, and says what to mend", async () => {
  const browser = openBrowser(site);
  const refused = await browser.upload("/inscription", {
    ...person("zoe"),
    email: "zoe@",
    phone: "12",
    password: "court",
    passwordAgain: "court",
    consent: "",
  });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('value="Martin"');
  expect(html).toContain("Elle doit ressembler à prenom.nom@exemple.fr");
  expect(html).toContain("Il doit ressembler à 06 12 34 56 78");
  expect(html).toContain("il en faut 12 au moins");
  expect(html).toContain("Cochez cette case");
  expect(html).not.toContain('value="court"');
});

test("an address that has an account gets the same answer, and its owner a mail that says so", async () => {
  await aCandidate(site, "paul");
  const browser = openBrowser(site);
  const again = await browser.upload("/inscription", { ...person("paul2"), email: "Paul@exemple.fr" });
  expect([again.status, location(again)]).toEqual([303, "/inscription/envoyee"]);
  const mail = await mailTo(site, "paul@exemple.fr", "Vous avez déjà un compte");
  expect(mail.text).not.toContain("/activation/");
  const taken = await browser.upload("/inscription", { ...person("Paul"), email: "autre@exemple.fr" });
  expect(taken.status).toBe(422);
  expect(await taken.text()).toContain("déjà pris");
  const reserved = await openBrowser(site).upload("/inscription", { ...person("paul2"), email: "autre@exemple.fr" });
  expect(reserved.status).toBe(422);
});

test("6.3.7: a forgotten password is chosen anew by a link that serves once, and ends every session", async () => {
  const browser = await aCandidate(site, "nina");
  const visitor = openBrowser(site);
  const asked = await visitor.post("/mot-de-passe-oublie", { login: "nina" });
  expect(location(asked)).toBe("/mot-de-passe-oublie?fait=envoi");
  const link = linkIn(await mailTo(site, "nina@exemple.fr", "nouveau mot de passe"), "reinitialisation");
  const chosen = { password: "quatre nuages verts", passwordAgain: "quatre nuages verts" };
  expect(location(await visitor.post(link, chosen))).toBe("/connexion?fait=mot-de-passe");
  expect(location(await browser.get("/compte"))).toBe("/connexion?retour=%2Fcompte");
  expect((await visitor.get(link)).status).toBe(404);
  await mailTo(site, "nina@exemple.fr", "Votre mot de passe a été changé");
  expect((await visitor.post("/connexion", { login: "nina", password: PASSWORD })).status).toBe(422);
  expect(location(await visitor.post("/connexion", { login: "nina@exemple.fr", password: chosen.password }))).toBe(
    "/compte",
  );
});

test("a new address is confirmed where it is, and told to the old one", async () => {
  const browser = await aCandidate(site, "marc");
  expect(location(await browser.post("/compte/adresse-mail", { email: "marc@nouveau.fr" }))).toBe(
    "/compte/adresse-mail?fait=envoi",
  );
  const link = linkIn(await mailTo(site, "marc@nouveau.fr", "Confirmez"), "compte/adresse-mail");
  expect(await browser.text("/compte")).toContain("marc@exemple.fr");
  expect(location(await openBrowser(site).post(link, {}))).toBe("/connexion?fait=adresse");
  await mailTo(site, "marc@exemple.fr", "a été changée");
  expect(location(await browser.post("/connexion", { login: "marc@nouveau.fr", password: PASSWORD }))).toBe("/compte");
  expect(await browser.text("/compte")).toContain("marc@nouveau.fr");
});

test("a password is changed by whoever knows it, and only this session goes on", async () => {
  const browser = await aCandidate(site, "ines");
  const other = openBrowser(site);
  await other.post("/connexion", { login: "ines", password: PASSWORD });
  const chosen = { password: "cinq chaises rouges", passwordAgain: "cinq chaises rouges" };
  const wrong = await browser.post("/compte/mot-de-passe", { ...chosen, current: "pas celui-ci du tout" });
  expect(wrong.status).toBe(422);
  const changed = await browser.post("/compte/mot-de-passe", { ...chosen, current: PASSWORD });
  expect(location(changed)).toBe("/compte/mot-de-passe?fait=mot-de-passe");
  expect((await browser.get("/compte")).status).toBe(200);
  expect((await other.get("/compte")).status).toBe(302);
});

test("information is changed, and a username that somebody has is refused", async () => {
  const browser = await aCandidate(site, "hugo");
  const form = { ...person("hugo"), phone: "06 12 34 56 78", level: "6", domain: "NUM", availableOn: "2027-09-01" };
  expect(location(await browser.post("/compte/modifier", form))).toBe("/compte/modifier?fait=informations");
  const account = await browser.text("/compte");
  expect(account).toContain("06 12 34 56 78");
  expect(account).toContain("Numérique");
  expect(account).toContain("1er septembre 2027");
  expect(account).toMatch(/Sans connexion de votre part, il sera effacé le \d/);
  const taken = await browser.post("/compte/modifier", { ...form, username: "INES" });
  expect(taken.status).toBe(422);
});

test("an account is deleted at once, and told by mail", async () => {
  const browser = await aCandidate(site, "rose");
  expect((await browser.post("/compte/supprimer", {})).status).toBe(422);
  expect(location(await browser.post("/compte/supprimer", { sure: "oui" }))).toBe("/connexion?fait=suppression");
  await mailTo(site, "rose@exemple.fr", "supprimé");
  expect((await browser.post("/connexion", { login: "rose", password: PASSWORD })).status).toBe(422);
});

test("sessions are listed, ended one by one and all together", async () => {
  const browser = await aCandidate(site, "omar");
  const other = openBrowser(site);
  await other.post("/connexion", { login: "omar", password: PASSWORD });
  const html = await browser.text("/compte/sessions");
  const ids = [...html.matchAll(/name="session" value="([^"]+)"/g)].map(([, id = ""]) => id);
  expect(ids).toHaveLength(2);
  const theirs = ids.find((id) => !browser.cookie().includes(id)) ?? "";
  expect(location(await browser.post("/compte/sessions", { session: theirs }))).toBe("/compte/sessions?fait=connexion");
  expect((await other.get("/compte")).status).toBe(302);
  expect(location(await browser.post("/compte/sessions", { toutes: "oui" }))).toBe("/connexion?fait=partout");
  expect((await browser.get("/compte")).status).toBe(302);
});

test("logging out ends the session, wherever its cookie is played again", async () => {
  const browser = await aCandidate(site, "lila");
  const cookie = browser.cookie();
  expect(location(await browser.send("/deconnexion", { method: "POST" }))).toBe("/connexion?fait=deconnexion");
  browser.setCookie(cookie);
  expect((await browser.get("/compte")).status).toBe(302);
});

test("whoever is led to log in comes back to the page that asked", async () => {
  const browser = await aCandidate(site, "yves");
  await browser.send("/deconnexion", { method: "POST" });
  const asked = location(await browser.get("/compte/activite")) ?? "";
  expect(asked).toBe("/connexion?retour=%2Fcompte%2Factivite");
  expect(location(await browser.post(asked, { login: "yves", password: PASSWORD }))).toBe("/compte/activite");
  expect(await browser.text("/compte/activite")).toContain("Compte créé");
});

test("the way back goes through the mails: of activation, of a new link, of a reset", async () => {
  const browser = openBrowser(site);
  const back = "/mes-recherches/nouvelle?q=archives&region=53";
  const query = `?retour=${encodeURIComponent(back)}`;
  await browser.upload(`/inscription${query}`, person("aya"));
  const first = linkIn(await mailTo(site, "aya@exemple.fr", "Activez"), "activation");
  expect(first).toContain(query);
  expect(location(await browser.post(`/activation${query}`, { login: "aya@exemple.fr" }))).toBe(
    `/activation?fait=envoi&retour=${encodeURIComponent(back)}`,
  );
  const activation = await vi.waitFor(async () => {
    const link = linkIn(await mailTo(site, "aya@exemple.fr", "Activez"), "activation");
    // A new link ends the one before, but not before its mail is written.
    expect(link).not.toBe(first);
    return link;
  });
  expect(location(await browser.post(activation, {}))).toBe(
    `/connexion?retour=${encodeURIComponent(back)}&fait=activation`,
  );
  await browser.post(`/mot-de-passe-oublie${query}`, { login: "aya" });
  const reset = linkIn(await mailTo(site, "aya@exemple.fr", "nouveau mot de passe"), "reinitialisation");
  const chosen = { password: "six lampes jaunes", passwordAgain: "six lampes jaunes" };
  const logIn = location(await browser.post(reset, chosen)) ?? "";
  expect(location(await browser.post(logIn, { login: "aya", ...chosen }))).toBe(back);
});

test("a way back to another site is not taken", async () => {
  const browser = openBrowser(site);
  for (const [number, elsewhere] of [
    "https://ailleurs.example/",
    "//ailleurs.example",
    "/\\ailleurs.example",
  ].entries()) {
    const asked = `/inscription?retour=${encodeURIComponent(elsewhere)}`;
    expect(await browser.text(asked)).not.toContain("ailleurs");
    const name = `eve${number}`;
    expect(location(await browser.upload(asked, person(name)))).toBe("/inscription/envoyee");
    expect((await mailTo(site, `${name}@exemple.fr`, "Activez")).text).not.toContain("ailleurs");
  }
});

test("what is sent without a session leads to the login, which says that it was not kept", async () => {
  const sent = await openBrowser(site).send("/mes-offres/ajouter?ref=S-2026-1&fait=x", { method: "POST" });
  const back = encodeURIComponent("/mes-offres/ajouter?ref=S-2026-1");
  expect(location(sent)).toBe(`/connexion?retour=${back}&fait=trop-tard`);
  expect(await openBrowser(site).text(location(sent) ?? "")).toContain("n’a pas été enregistré");
});
