import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser, hiddenFields } from "#test/support/spaces/candidate.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

let site: Site;
let ada: Browser;
beforeAll(async () => {
  site = await startSite({ EDGE_CACHE: "on" });
  ada = await aCandidate(site, "ada");
});
afterAll(() => site.stop());

let references = 0;
async function anOffer(): Promise<string> {
  const reference = `S-2026-${++references}`;
  await publish(site, [aPosting({ reference })]);
  return reference;
}

const as = (headers: Record<string, string>) => ({ headers: { "User-Agent": FIREFOX, ...headers } });
const view = (reference: string, headers: Record<string, string> = {}) =>
  site.fetch(`/offres/${reference}`, as(headers));

/** What is counted of an offer. */
async function countsOf(reference: string): Promise<Record<string, number>> {
  const { results } = await (await site.catalogue())
    .prepare(
      "SELECT kind, sum(count) AS count FROM offer_counts JOIN offers ON id = offer_id WHERE reference = ? GROUP BY kind",
    )
    .bind(reference)
    .all<{ kind: string; count: number }>();
  return Object.fromEntries(results.map(({ kind, count }) => [kind, count]));
}

/** Another offer is seen last, so that what is to be counted of the first is written by the time that it is. */
async function expectCounts(reference: string, expected: Record<string, number>): Promise<void> {
  const last = await anOffer();
  await view(last);
  await vi.waitUntil(async () => (await countsOf(last)).viewed === 1, { timeout: 20_000, interval: 250 });
  expect(await countsOf(reference)).toEqual(expected);
}

describe.concurrent("a view", () => {
  test("is each page that a browser asks for, from the cache too, and each that it has kept", async () => {
    const reference = await anOffer();
    const first = await view(reference);
    const tag = first.headers.get("ETag") ?? "";
    await view(reference);
    expect((await view(reference, { "If-None-Match": tag })).status).toBe(304);
    await view(`${reference}?q=communication`, { "Sec-Fetch-Dest": "document" });
    await expectCounts(reference, { viewed: 4 });
  });

  test("is none of a robot, of a browser that looks ahead, of a script, of a HEAD or of the calendar", async () => {
    const reference = await anOffer();
    for (const headers of [
      { "User-Agent": GOOGLEBOT },
      { "User-Agent": "curl/8.14.1" },
      { "Sec-Purpose": "prefetch" },
      { "Sec-Purpose": "prefetch;prerender" },
      { Purpose: "prefetch" },
      { "Sec-Fetch-Dest": "empty" },
    ]) {
      expect((await view(reference, headers)).status).toBe(200);
    }
    await site.fetch(`/offres/${reference}`, { method: "HEAD", ...as({}) });
    await site.fetch(`/offres/${reference}.ics`, as({}));
    await expectCounts(reference, {});
  });

  test("leaves no cookie", async () => {
    expect((await view(await anOffer())).headers.get("Set-Cookie")).toBeNull();
  });

  test("of an offer that does not exist is counted nowhere", async () => {
    expect((await view("S-0000")).status).toBe(404);
    await expectCounts(await anOffer(), {});
    const ofNone = "SELECT count(*) AS count FROM offer_counts WHERE offer_id NOT IN (SELECT id FROM offers)";
    expect(await (await site.catalogue()).prepare(ofNone).first()).toEqual({ count: 0 });
  });
});

describe.concurrent("a contact", () => {
  const report = (reference: string, headers: Record<string, string> = {}) =>
    site.fetch(`/offres/${reference}/contact`, {
      method: "POST",
      headers: { "User-Agent": FIREFOX, Origin: site.site, ...headers },
    });

  test("that the script of the page tells of is counted, and answered without a page", async () => {
    const reference = await anOffer();
    const answered = await report(reference);
    expect(answered.status).toBe(204);
    expect(answered.headers.get("Set-Cookie")).toBeNull();
    await expectCounts(reference, { "contact-shown": 1 });
  });

  test("that another site, or a robot, tells of is not", async () => {
    const reference = await anOffer();
    expect((await report(reference, { Origin: "https://ailleurs.example" })).status).toBe(403);
    await report(reference, { "User-Agent": GOOGLEBOT });
    await expectCounts(reference, {});
  });

  test("is shown by the page with the candidate’s message", async () => {
    const reference = await anOffer();
    await ada.post(`/mes-offres/ajouter?ref=${reference}`, {});
    await ada.send(`/mes-offres/${reference}/candidature`, as({}));
    await expectCounts(reference, { "contact-shown": 1 });
  });

  test("whose address is typed leads to the offer", async () => {
    const answered = await site.fetch("/offres/S-2026-1/contact");
    expect([answered.status, answered.headers.get("Location")]).toEqual([303, "/offres/S-2026-1"]);
  });

  test("is told by POST alone", async () => {
    const asked = { method: "PUT", headers: { "User-Agent": FIREFOX, Origin: site.site } };
    expect((await site.fetch("/offres/S-2026-1/contact", asked)).status).toBe(405);
  });
});

test("an offer is kept once by a candidate who sends the form twice, or takes its removal back", async () => {
  const reference = await anOffer();
  const { csrf = "" } = hiddenFields(await ada.text("/compte/sessions"));
  const keep = (fields: Record<string, string> = {}) =>
    ada.send(`/mes-offres/ajouter?ref=${reference}`, {
      method: "POST",
      body: new URLSearchParams({ csrf, ...fields }),
      ...as({}),
    });
  await keep();
  await keep();
  await ada.post("/mes-offres", { action: "retirer", ref: reference });
  expect(await ada.text(`/mes-offres?fait=retiree&ref=${reference}`)).toContain('name="annulation"');
  await keep({ annulation: "oui" });
  await expectCounts(reference, { kept: 1 });
});
