import { afterAll, beforeAll, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";
import { type Browser, hiddenFields } from "#test/support/spaces/candidate.ts";
import { aPublisher } from "#test/support/spaces/recruiter-walk.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

let site: Site;
let chief: Browser;
beforeAll(async () => {
  site = await startSite();
  chief = await aRecruiter(site, { role: "administrator" });
});
afterAll(() => site.stop());

const KEYS = "/recruteurs/cles";
const keys = async () =>
  (
    await (
      await site.catalogue()
    )
      .prepare(
        "SELECT id, name, label, administration, revoked_at FROM api_keys WHERE administration IS NOT NULL ORDER BY id",
      )
      .all<{ id: number; name: string; label: string; administration: string; revoked_at: string | null }>()
  ).results;

test("a key is shown once, with a request to try it, and kept as a hash under the administration", async () => {
  const made = await chief.post(KEYS, { action: "creer", label: "Site RH" });
  const page = await made.text();
  expect(made.status).toBe(201);
  const [key = ""] = page.match(/pass_[\w-]{43}/) ?? [];
  expect(page).toContain(`Authorization: Bearer ${key}`);
  expect(await chief.text(KEYS)).not.toContain(key);
  expect(await keys()).toEqual([
    expect.objectContaining({
      name: expect.stringMatching(/^@ministere-de-la-culture\/[\w-]{22}$/),
      label: "Site RH",
      administration: "ministere-de-la-culture",
    }),
  ]);
  expect(await chief.text("/recruteurs/activite")).toMatch(/Clé d’API créée<\/strong>\u00a0: (<!-- -->)?Site RH/);
});

test("the first offer of an administration, as the request to try a key sends it, bears the name of the administration", async () => {
  await aPublisher(site);
  const page = await (await chief.post(KEYS, { action: "creer", label: "Essai" })).text();
  const [key = ""] = page.match(/pass_[\w-]{43}/) ?? [];
  const sent = await site.fetch("/api/v1/offres/S-2026-000123", {
    method: "PUT",
    headers: { Authorization: `Bearer ${key}` },
    body: JSON.stringify({ title: "Stage – archives", department: "35", level: 6, domains: ["CUL"] }),
  });
  expect(sent.status).toBe(201);
  const offer: unknown = await (await site.fetch("/api/v1/offres/S-2026-000123")).json();
  expect(offer).toMatchObject({ administration: { label: "Ministère de la Culture" } });
});

test("a form that is sent again makes no second key", async () => {
  const fields = { ...hiddenFields(await chief.text(KEYS)), action: "creer", label: "Deux fois" };
  const send = () => chief.send(KEYS, { method: "POST", body: new URLSearchParams(fields) });
  expect((await send()).status).toBe(201);
  const again = await send();
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining("est déjà créée")]);
  expect((await keys()).filter(({ label }) => label === "Deux fois")).toHaveLength(1);
});

test("a key is revoked by its own administration alone, and publishes no more", async () => {
  const made = await (await chief.post(KEYS, { action: "creer", label: "À révoquer" })).text();
  const [key = ""] = made.match(/pass_[\w-]{43}/) ?? [];
  const { id } = (await keys()).find(({ label }) => label === "À révoquer") ?? { id: 0 };
  const publish = () =>
    site.fetch("/api/v1/imports", { method: "POST", headers: { Authorization: `Bearer ${key}` }, body: "" });
  expect((await publish()).status).not.toBe(401);
  const other = await aRecruiter(site, { administration: "ailleurs", role: "administrator", email: "x@ailleurs.fr" });
  const refused = await other.post(KEYS, { action: "revoquer", cle: String(id) });
  expect(refused.headers.get("Location")).toBe(`${KEYS}?fait=absente`);
  expect((await publish()).status).not.toBe(401);
  const revoked = await chief.post(KEYS, { action: "revoquer", cle: String(id) });
  expect(revoked.headers.get("Location")).toBe(`${KEYS}?fait=revoquee`);
  expect((await publish()).status).toBe(401);
  expect(await chief.text(KEYS)).toContain("Révoquée le");
});

test("an administration has twenty keys in force at most", async () => {
  const rich = await aRecruiter(site, { administration: "riche", role: "administrator", email: "x@riche.fr" });
  const db = await site.catalogue();
  await db.batch(
    Array.from({ length: 20 }, (_, n) =>
      db
        .prepare(
          "INSERT INTO api_keys (name, hash, administration, label, created_at) VALUES (?, ?, 'riche', 'x', '2026')",
        )
        .bind(`@riche/${n}`, `riche ${n}`),
    ),
  );
  const refused = await rich.post(KEYS, { action: "creer", label: "De trop" });
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("révoquez-en une")]);
});

test("a key without a name is not made", async () => {
  expect((await chief.post(KEYS, { action: "creer", label: " " })).status).toBe(422);
});
