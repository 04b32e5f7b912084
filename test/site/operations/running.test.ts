import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser, openBrowser, person } from "#test/support/spaces/candidate.ts";
import { anOperator, whatOperatorsLookAt } from "#test/support/spaces/operators.ts";
import { aPublisher } from "#test/support/spaces/recruiter-walk.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

const READY = {
  type: "stage",
  title: "Archiviste (femme ou homme)",
  description: "Classer.",
  level: "6",
  startsOn: "2027-06-01",
  durationMin: "2",
  durationMax: "2",
  place1: "Rennes (35)",
  contact1Email: "archives@culture.example",
};
const MAIL = "00000001-0000-4000-8000-000000000000";

let site: Site;
let operator: Browser;
beforeAll(async () => {
  site = await startSite();
  ({ browser: operator } = await anOperator(site));
  await whatOperatorsLookAt(site);
});
afterAll(() => site.stop());

const inAccounts = async <Row>(statement: string) =>
  (await (await site.accounts()).prepare(statement).all<Row>()).results;

/** The last lines of what operators did. */
const written = () =>
  inAccounts<{ event: string; subject: string | null; reason: string | null }>(
    "SELECT event, subject, reason FROM operator_audit ORDER BY id DESC LIMIT 2",
  );

const turn = (act: "couper" | "retablir", interrupteur: string) =>
  operator.post("/exploitation/interrupteurs", {
    action: act,
    interrupteur,
    reason: "Essai",
    notice: "C’est fermé jusqu’à lundi.",
  });

test("today shows what came in, what went out and what failed, and leads to the page that mends it", async () => {
  const hour = new Date().setUTCMinutes(3, 0, 0);
  await site.tick(new Date(hour));
  await publish(site, [aPosting({ reference: "S-2026-1" })]);
  await site.tick(new Date(hour + 300_000));
  const page = await operator.text("/exploitation");
  expect(page).toContain("source");
  expect(page).toMatch(/Offres arrivées<\/th><td>1<\/td>/);
  expect(page).toContain('href="/exploitation/messages-perdus"');
});

test("an answer that is our fault is counted under the id of its route, and no address is", async () => {
  await site.fetch("/offres?q=communication");
  await vi.waitUntil(
    async () => {
      const { results } = await (await site.catalogue())
        .prepare("SELECT kind, about FROM day_counts WHERE kind IN ('requests', 'searches')")
        .all<{ kind: string; about: string }>();
      return results.length > 0 && results.every(({ about }) => about === "");
    },
    { timeout: 20_000, interval: 250 },
  );
});

test("the mails of an address are found by a form; neither the page’s address nor the audit holds it", async () => {
  await aCandidate(site, "lea");
  const found = await operator.post("/exploitation/mails", { action: "chercher", email: "LEA@exemple.fr" });
  expect([found.status, found.url.endsWith("/exploitation/mails")]).toEqual([200, true]);
  expect(await found.text()).toContain("Activation d’un compte");
  const [candidate] = await inAccounts<{ id: number }>("SELECT id FROM candidates WHERE username = 'lea'");
  expect(await written()).toMatchObject([{ event: "mails-of-address-viewed", subject: String(candidate?.id) }, {}]);
  expect(JSON.stringify(await inAccounts("SELECT * FROM operator_audit"))).not.toContain("exemple.fr");
});

test("a mail is shown without its content and its address, and sent again once", async () => {
  const page = await operator.text(`/exploitation/mails/${MAIL}`);
  expect(page).toContain("le prestataire le refuse (code 422)");
  expect(page).not.toContain("anne@culture.gouv.fr");
  expect((await written())[0]).toMatchObject({ event: "mail-viewed", subject: MAIL });
  const again = await operator.post(`/exploitation/mails/${MAIL}`, {});
  expect(again.headers.get("Location")).toBe(`/exploitation/mails/${MAIL}?fait=envoye`);
});

test("a blocked address is found, and unblocked for a reason", async () => {
  await aCandidate(site, "zoe");
  await inAccounts("INSERT INTO suppressions VALUES ('zoe@exemple.fr', 'bounce', '2026-11-01T08:00:00.000Z')");
  const page = "/exploitation/adresses-bloquees";
  const look = { action: "chercher", email: "zoe@exemple.fr" };
  expect(await (await operator.post(page, look)).text()).toContain("elle refuse nos mails");
  const unblock = { action: "debloquer", email: "zoe@exemple.fr" };
  expect((await operator.post(page, { ...unblock, reason: " " })).status).toBe(422);
  await operator.post(page, { ...unblock, reason: "Boîte vidée" });
  expect(await inAccounts("SELECT * FROM suppressions")).toEqual([]);
  expect((await written())[0]).toMatchObject({ event: "suppression-removed", reason: "Boîte vidée" });
});

test("a lost message is text, is replayed when it is a job, and discarded otherwise", async () => {
  const page = "/exploitation/messages-perdus";
  await inAccounts("INSERT INTO dead_letters VALUES ('odd', '<b>\"odd\"</b>', '2026-11-01T08:00:00.000Z')");
  expect(await operator.text(page)).toContain("&lt;b&gt;");
  expect((await operator.post(page, { action: "rejouer", message: "odd" })).status).toBe(422);
  await operator.post(page, { action: "rejouer", message: "message-1" });
  await operator.post(page, { action: "ecarter", message: "odd" });
  expect(await inAccounts("SELECT * FROM dead_letters")).toEqual([]);
  expect(await written()).toMatchObject([{ event: "dead-letter-discarded" }, { event: "dead-letter-replayed" }]);
});

test("sign-up that is switched off says so, with a 503, and opens again", async () => {
  const visitor = openBrowser(site, "192.0.2.7");
  const open = await visitor.text("/inscription");
  const form = new FormData();
  form.append("draft", /name="draft" value="([^"]+)"/.exec(open)?.[1] ?? "");
  for (const [name, value] of Object.entries(person("nina"))) form.append(name, value);
  expect((await turn("couper", "inscription")).headers.get("Location")).toContain("fait=coupe");
  const closed = await visitor.get("/inscription");
  expect([closed.status, closed.headers.get("Retry-After")]).toEqual([503, "3600"]);
  const page = await closed.text();
  expect(page).toContain("C’est fermé jusqu’à lundi.");
  expect(page).not.toContain('name="username"');
  const refused = await visitor.send("/inscription", { method: "POST", body: form });
  expect(refused.status).toBe(503);
  expect(await refused.text()).toContain('value="nina"');
  expect(await inAccounts("SELECT 1 FROM registrations WHERE username = 'nina'")).toEqual([]);
  await turn("retablir", "inscription");
  expect((await visitor.get("/inscription")).status).toBe(200);
  expect(await written()).toMatchObject([
    { event: "switched-on", subject: "inscription", reason: "Essai" },
    { event: "switched-off", subject: "inscription" },
  ]);
});

test("uploads that are switched off leave the rest of sign-up, and refuse files", async () => {
  await turn("couper", "documents");
  const visitor = openBrowser(site, "192.0.2.8");
  const page = await visitor.text("/inscription");
  expect(page).toContain("C’est fermé jusqu’à lundi.");
  expect(page).not.toContain('type="file"');
  const file = new File(["%PDF-1.7"], "cv.pdf", { type: "application/pdf" });
  expect((await visitor.upload("/inscription", person("oda"), { cv: [file] })).status).toBe(422);
  expect((await visitor.upload("/inscription", person("oda"))).status).toBe(303);
  await turn("retablir", "documents");
});

test("publishing that is switched off is a problem for programs, until it is switched on", async () => {
  await turn("couper", "publication");
  await expect(publish(site, [aPosting({ reference: "S-2026-2" })])).rejects.toThrow(/503.*fermé/);
  await turn("retablir", "publication");
  await publish(site, [aPosting({ reference: "S-2026-2" })]);
});

test("a recruiter keeps the draft that cannot be published while publishing is switched off", async () => {
  await aPublisher(site);
  const anne = await aRecruiter(site, { email: "anne@culture.gouv.fr", name: "Anne Dupont" });
  const begun = await anne.post("/recruteurs/offres/nouvelle", { type: "stage" });
  const draft = begun.headers.get("Location") ?? "";
  await anne.post(draft, { ...READY, action: "enregistrer" });
  await turn("couper", "publication");
  const refused = await anne.post(`${draft}/publier`, { action: "publier" });
  expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining("C’est fermé")]);
  await turn("retablir", "publication");
  expect((await anne.post(`${draft}/publier`, { action: "publier" })).status).toBe(303);
});

test("an offer that its administration withdrew is not published again while publishing is switched off", async () => {
  const bea = await aRecruiter(site, { email: "bea@culture.gouv.fr", name: "Béa Martin" });
  const draft = (await bea.post("/recruteurs/offres/nouvelle", { type: "stage" })).headers.get("Location") ?? "";
  await bea.post(draft, { ...READY, action: "enregistrer" });
  const released = await bea.post(`${draft}/publier`, { action: "publier" });
  const [offer = ""] = released.headers.get("Location")?.split("?") ?? [];
  await turn("couper", "publication");
  expect((await bea.post(offer, { action: "retirer" })).headers.get("Location")).toContain("fait=retiree");
  const refused = await bea.post(offer, { action: "republier" });
  expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining("C’est fermé")]);
  await turn("retablir", "publication");
  expect((await bea.post(offer, { action: "republier" })).headers.get("Location")).toContain("fait=republiee");
});

test("a release that was interrupted is finished once publishing is switched on again", async () => {
  await aPublisher(site);
  const anne = await aRecruiter(site, { email: "ida@culture.gouv.fr" });
  const begun = await anne.post("/recruteurs/offres/nouvelle", { type: "stage" });
  const draft = begun.headers.get("Location") ?? "";
  await anne.post(draft, { ...READY, action: "enregistrer" });
  await inAccounts(
    `UPDATE drafts SET state = 'releasing', refs = '["S-2026-K7M4QX"]', updated_at = '2026-01-01'
     WHERE id = '${draft.split("/").at(-1)}'`,
  );
  await turn("couper", "publication");
  await site.tick(new Date());
  expect((await site.fetch("/offres/S-2026-K7M4QX")).status).toBe(404);
  await turn("retablir", "publication");
  await site.tick(new Date());
  expect((await site.fetch("/offres/S-2026-K7M4QX")).status).toBe(200);
});

test("alerts that are switched off are said to be so where searches are saved", async () => {
  await turn("couper", "alertes");
  const ada = await aCandidate(site, "ada");
  expect(await ada.text("/mes-recherches")).toContain("C’est fermé jusqu’à lundi.");
  await turn("retablir", "alertes");
  expect(await ada.text("/mes-recherches")).not.toContain("C’est fermé");
});
