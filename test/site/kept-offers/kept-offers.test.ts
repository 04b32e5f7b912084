import { BlobReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPdf } from "#test/support/documents.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser, mailTo, openBrowser, PASSWORD } from "#test/support/spaces/candidate.ts";

const OPEN = "S-2026-1001";
const CLOSING = "A-2026-1002";
const ENDING = "S-2026-1003";
const TITLES = { [OPEN]: "Chargée d’archives", [CLOSING]: "Développeuse & data", [ENDING]: "Juriste" };
const DAY = 86_400_000;

let site: Site;
let lea: Browser;
let zoe: Browser;
beforeAll(async () => {
  site = await startSite();
  await publish(site, [
    aPosting({ reference: OPEN, title: TITLES[OPEN] }),
    aPosting({ reference: CLOSING, title: TITLES[CLOSING], expiresOn: inDays(3) }),
    aPosting({ reference: ENDING, title: TITLES[ENDING], contacts: [{ url: "https://drac.example/" }] }),
  ]);
  lea = await aCandidate(site, "lea.martin");
  zoe = await aCandidate(site, "zoe.petit", "192.0.2.2");
});
afterAll(() => site.stop());

const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const location = (response: Response) => response.headers.get("Location");
const adding = (reference: string) => `/mes-offres/ajouter?ref=${reference}`;
const keep = (browser: Browser, reference: string) => browser.post(adding(reference), {});
const remove = (browser: Browser, reference: string) =>
  browser.post("/mes-offres", { action: "retirer", ref: reference });
const withdraw = async (reference: string, at: string | null) => {
  const catalogue = await site.catalogue();
  await catalogue.prepare("UPDATE offers SET withdrawn_at = ? WHERE reference = ?").bind(at, reference).run();
};

describe("keeping an offer", () => {
  test("starts on the page of the offer, which is the same for everybody", async () => {
    const page = await lea.text(`/offres/${OPEN}`);
    expect(page).toContain(`href="${adding(OPEN)}"`);
    expect(page).not.toContain("lea.martin");
  });

  test("leads somebody who is not logged in to log in, and back to the offer", async () => {
    const browser = openBrowser(site, "192.0.2.3");
    const asked = await browser.get(adding(OPEN));
    const logIn = location(asked) ?? "";
    expect(logIn).toBe(`/connexion?retour=${encodeURIComponent(adding(OPEN))}`);
    const back = await browser.post(logIn, { login: "zoe.petit", password: PASSWORD });
    expect(location(back)).toBe(adding(OPEN));
    const page = await browser.text(adding(OPEN));
    expect(page).toContain("Garder cette offre</button>");
    expect(page).toContain(TITLES[OPEN]);
  });

  test("puts it in « Mes offres », once, with its state and a link to it", async () => {
    expect(await zoe.text("/mes-offres")).toContain("Vous n’avez pas encore gardé d’offre.");
    expect(location(await keep(lea, OPEN))).toBe("/mes-offres?fait=gardee");
    expect(location(await lea.post("/mes-offres", {}, adding(OPEN)))).toBe("/mes-offres?fait=gardee");
    await keep(lea, CLOSING);
    const page = await lea.text("/mes-offres?fait=gardee");
    expect(page).toContain("L’offre est gardée.");
    expect(page.split(`href="/offres/${OPEN}"`)).toHaveLength(2);
    expect(page).toMatch(/Ferme bientôt.*Développeuse &amp; data.*Ouverte.*Chargée d’archives/s);
    expect(await lea.text(adding(OPEN))).toContain("déjà parmi");
  });

  test("is told to the scripts of her pages, with the token that they need, and to nobody else", async () => {
    const hers = await lea.get("/mes-offres/gardees");
    expect(hers.headers.get("Cache-Control")).toBe("private, no-store");
    const { references, csrf } = (await hers.json()) as { references: string[]; csrf: string };
    expect(references.sort()).toEqual([CLOSING, OPEN]);
    const body = new URLSearchParams({ csrf });
    expect(location(await lea.send(adding(OPEN), { method: "POST", body }))).toBe("/mes-offres?fait=gardee");
    expect(await (await zoe.get("/mes-offres/gardees")).json()).toMatchObject({ references: [] });
    const anonymous = await site.fetch("/mes-offres/gardees");
    expect(anonymous.status).toBe(302);
    expect(await anonymous.text()).toBe("");
  });

  test("starts from its card in a list too", async () => {
    for (const page of [await lea.text("/offres"), await (await site.fetch("/offres")).text()]) {
      expect(page).toContain(
        `<a class="keep-offer" href="${adding(OPEN)}" rel="nofollow">Garder<span class="fr-sr-only"> l’offre ${TITLES[OPEN]}</span></a>`,
      );
    }
  });

  test("is not done without the token of the session, for an offer that never was, or from another site", async () => {
    const forged = new URLSearchParams({ csrf: "0".repeat(64) });
    expect((await zoe.send(adding(OPEN), { method: "POST", body: forged })).status).toBe(403);
    expect((await zoe.get(adding("S-2026-9999"))).status).toBe(404);
    const elsewhere = { method: "POST", body: forged, headers: { Origin: "https://ailleurs.example" } };
    expect((await zoe.send(adding(OPEN), elsewhere)).status).toBe(403);
    expect(await zoe.text("/mes-offres")).toContain("Vous n’avez pas encore gardé d’offre.");
  });

  test("is hers alone, on pages that nothing keeps", async () => {
    const mine = await lea.get("/mes-offres");
    expect(mine.headers.get("Cache-Control")).toBe("private, no-store");
    expect(await zoe.text("/mes-offres")).not.toContain(TITLES[OPEN]);
    expect(location(await zoe.get(`/mes-offres/${OPEN}/candidature`))).toBe(adding(OPEN));
    expect(location(await site.fetch("/mes-offres"))).toBe("/connexion?retour=%2Fmes-offres");
  });
});

describe("an offer that is kept", () => {
  test("says that it is closed or withdrawn, under the title that it had, without a link that leads nowhere", async () => {
    await keep(lea, ENDING);
    await withdraw(ENDING, new Date().toISOString());
    const page = await lea.text("/mes-offres");
    expect(page).toMatch(/Retirée du site.*Juriste/s);
    expect(page).not.toContain(`href="/offres/${ENDING}"`);
    expect(location(await lea.get(`/mes-offres/${ENDING}/candidature`))).toBe("/mes-offres");
    await withdraw(ENDING, null);
  });

  test("is removed, and taken back by « Annuler »", async () => {
    await keep(zoe, OPEN);
    const removed = location(await remove(lea, OPEN)) ?? "";
    expect(removed).toBe(`/mes-offres?fait=retiree&ref=${OPEN}`);
    // A second click asks again, and its answer is the one that is shown.
    expect(location(await remove(lea, OPEN))).toBe(removed);
    const page = await lea.text(removed);
    expect(page).not.toContain(TITLES[OPEN]);
    expect(page).toContain(`action="${adding(OPEN)}"`);
    expect(await zoe.text("/mes-offres")).toContain(TITLES[OPEN]);
    await lea.post(removed, {}, adding(OPEN));
    expect(await lea.text("/mes-offres")).toContain(TITLES[OPEN]);
  });

  test("stays when another candidate says that she removes it", async () => {
    expect(location(await remove(zoe, CLOSING))).toBe(`/mes-offres?fait=retiree&ref=${CLOSING}`);
    expect(await lea.text("/mes-offres")).toContain("Développeuse &amp; data");
  });
});

describe("the application", () => {
  const page = `/mes-offres/${CLOSING}/candidature`;

  test("is a message to the recruiter, with the reference, her name, and what must be attached", async () => {
    const html = await lea.text(page);
    const subject = encodeURIComponent(`Candidature – ${TITLES[CLOSING]} – ${CLOSING}`);
    expect(html).toContain(`href="mailto:recrutement@drac.example?subject=${subject}&amp;body=Madame%2C%20Monsieur`);
    expect(html).toContain("joignez impérativement votre CV et votre lettre de motivation");
    expect(html).toMatch(/<textarea[^>]*>\s*Madame, Monsieur.*Léa Martin<\/textarea>/s);
  });

  test("tells where the ways to apply are when the employer gave no address", async () => {
    expect(await lea.text(`/mes-offres/${ENDING}/candidature`)).toContain(`href="/offres/${ENDING}#candidater"`);
  });

  test("gives the documents that she chose as a ZIP, and another candidate’s to nobody", async () => {
    await lea.upload("/compte/documents", {}, { cv: [aPdf("CV.pdf")], lettre: [aPdf("CV.pdf"), aPdf("Autre.pdf")] });
    await zoe.upload("/compte/documents", {}, { cv: [aPdf("De Zoé.pdf")] });
    const accounts = await site.accounts();
    const { results } = await accounts
      .prepare("SELECT id, name FROM documents ORDER BY name")
      .all<{ id: string; name: string }>();
    expect(results.map(({ name }) => name)).toEqual(["Autre.pdf", "CV.pdf", "CV.pdf", "De Zoé.pdf"]);
    const chosen = results.filter(({ name }) => name !== "Autre.pdf").map(({ id }) => [`document-${id}`, "oui"]);
    const zip = await lea.post(page, Object.fromEntries(chosen), `/mes-offres/${CLOSING}/documents.zip`);
    expect(zip.status).toBe(200);
    expect(zip.headers.get("Content-Disposition")).toContain(`filename="Candidature ${CLOSING}.zip"`);
    expect(zip.headers.get("Cache-Control")).toBe("private, no-store");
    const files: Record<string, string> = {};
    for (const entry of await new ZipReader(new BlobReader(await zip.blob())).getEntries()) {
      if (!entry.directory) {
        files[entry.filename] = new TextDecoder().decode(await entry.getData(new Uint8ArrayWriter()));
      }
    }
    expect(Object.keys(files)).toEqual(["CV.pdf", "CV (2).pdf"]);
    expect(files["CV.pdf"]).toContain("(CVpdf)");
  });

  test("says so when no document was chosen", async () => {
    const answer = location(await lea.post(page, {}, `/mes-offres/${CLOSING}/documents.zip`)) ?? "";
    expect(answer).toBe(`${page}?erreur=aucun`);
    expect(await lea.text(answer)).toContain("Choisissez au moins un document.");
  });
});

describe("the mail about kept offers", () => {
  test("is asked for on the page, and no longer when she unticks it", async () => {
    expect(location(await lea.post("/mes-offres", { action: "avis", avis: "oui" }))).toBe("/mes-offres?fait=avis");
    expect(await lea.text("/mes-offres")).toMatch(/<input[^>]*id="avis"[^>]*checked/);
    expect(location(await lea.post("/mes-offres", { action: "avis" }))).toBe("/mes-offres?fait=sans-avis");
    expect(await lea.text("/mes-offres")).not.toMatch(/<input[^>]*id="avis"[^>]*checked/);
  });

  test("comes the next morning with what has changed since", async () => {
    await lea.post("/mes-offres", { action: "avis", avis: "oui" });
    await withdraw(OPEN, new Date().toISOString());
    // The round begins at 7 in Paris; the mail that it asks for is written and sent by the tick after.
    const noon = new Date(`${inDays(1)}T11:00:00Z`);
    await site.tick(noon);
    await site.tick(new Date(noon.getTime() + 60_000));
    const mail = await mailTo(site, "lea.martin@exemple.fr", "N’est plus disponible");
    expect(mail.text).toContain(`Retirée du site\u00a0: ${TITLES[OPEN]} (${OPEN})`);
    expect(mail.text).not.toContain(TITLES[CLOSING]);
    expect(mail.text).toContain("https://pass.example/mes-offres");
  });
});
