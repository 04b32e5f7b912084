import { afterAll, beforeAll, expect, test } from "vitest";
import { closeOfferByHand } from "#app/services/offers/offers-by-hand.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { INDEX_NAME } from "#db/catalogue/search-index.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

test("an offer closes by itself at midnight in Paris, and leaves the index at the next tick", async () => {
  site.setClock(new Date("2026-07-14T10:00:00Z"));
  await publish(site, [
    aPosting({ reference: "S-2026-000001", expiresOn: "2026-07-14" }),
    aPosting({ reference: "S-2026-000002", expiresOn: "2026-07-15" }),
  ]);
  // Midnight in Paris is 22:00 in universal time, in summer.
  site.setClock(new Date("2026-07-14T21:59:59Z"));
  expect(await listed()).toEqual(["S-2026-000001", "S-2026-000002"]);
  expect((await site.fetch("/offres/S-2026-000001")).status).toBe(200);

  site.setClock(new Date("2026-07-14T22:00:00Z"));
  expect(await listed()).toEqual(["S-2026-000002"]);
  const closed = await site.fetch("/offres/S-2026-000001");
  expect(closed.status).toBe(410);
  const html = await closed.text();
  expect(html).toContain("n’est plus disponible");
  expect(html).toContain('content="noindex');
  expect(html).not.toContain("recrutement@drac.example");

  expect(await indexed()).toBe(2);
  await site.tick(new Date("2026-07-14T22:00:00Z"));
  expect(await indexed()).toBe(1);
  expect(await listed()).toEqual(["S-2026-000002"]);
});

test("an offer without a last day closes when no import has shown it for twelve months", async () => {
  site.setClock(new Date("2026-07-14T10:00:00Z"));
  await publish(site, [aPosting({ reference: "S-2026-000003" })]);
  await site.tick(new Date("2027-07-14T09:59:00Z"));
  site.setClock(new Date("2027-07-14T10:01:00Z"));
  expect((await site.fetch("/offres/S-2026-000003")).status).toBe(200);
  await site.tick(new Date("2027-07-14T10:01:00Z"));
  expect((await site.fetch("/offres/S-2026-000003")).status).toBe(410);
});

test("an offer that an import showed on 1 March is not closed on 29 February, a day early", async () => {
  site.setClock(new Date("2027-03-01T10:00:00Z"));
  await publish(site, [aPosting({ reference: "S-2027-000001" })]);
  site.setClock(new Date("2028-02-29T12:00:00Z"));
  await site.tick(new Date("2028-02-29T12:00:00Z"));
  expect((await site.fetch("/offres/S-2027-000001")).status).toBe(200);
});

test("the page of an offer that is filled says so", async () => {
  site.setClock(new Date("2026-07-14T10:00:00Z"));
  await publish(site, [aPosting({ reference: "S-2026-000004" })]);
  const catalogue = openCatalogue(await site.catalogue());
  await closeOfferByHand(catalogue, "S-2026-000004", "filled", new Date("2026-07-14T10:00:00Z"));
  const page = await site.fetch("/offres/S-2026-000004");
  expect(page.status).toBe(410);
  expect(await page.text()).toContain("Ce poste est pourvu.");
});

async function listed(): Promise<string[]> {
  const html = await (await site.fetch("/offres")).text();
  return [...new Set(html.match(/S-2026-\d{6}/g))].sort();
}

async function indexed(): Promise<number> {
  const row = await (await site.catalogue()).prepare(`SELECT count(*) AS n FROM ${INDEX_NAME}`).first<{ n: number }>();
  return row?.n ?? 0;
}
