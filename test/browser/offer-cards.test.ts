import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { snapshotToken } from "#app/services/alerts/alert-links.ts";
import { launchBrowser } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { logIn } from "#test/support/spaces/account-walk.ts";
import { aCandidate } from "#test/support/spaces/candidate.ts";

const KEY = "a-key-that-signs-links";
const MAIL = "0b6a6f0e-2c1c-4b7c-9c0d-000000000001";
const OPEN = "S-2026-1001";
const CLOSED = "S-2026-1002";
/** A word that no line of a phone holds. */
const WORD = "inconstitutionnellement".repeat(7).slice(0, 150);

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await startSite({ SIGNING_KEY: KEY });
  const wordy = {
    title: WORD,
    administration: WORD,
    employer: `Direction ${WORD}`,
    service: `Service ${WORD}`,
    city: WORD,
    description: `<p>Archives ${WORD}</p><ul><li>${WORD}</li></ul>`,
    profile: `<p>${WORD}</p>`,
    employerDescription: `<p>${WORD}</p>`,
    more: `<p>${WORD}</p>`,
    pay: WORD,
    startsOn: "2030-01-04",
    contacts: [
      {
        name: WORD,
        email: `${"a".repeat(60)}@${"b".repeat(60)}.example`,
        phone: "01 99 00 12 34",
        url: `https://${"c".repeat(60)}.${"d".repeat(60)}.example/${WORD}`,
      },
    ],
  };
  await publish(site, [
    aPosting({ reference: OPEN, ...wordy }),
    aPosting({ reference: CLOSED, ...wordy, expiresOn: "2026-01-20" }),
    // The same offer elsewhere, and one like it, stand below an offer.
    aPosting({ reference: "S-2026-1003", ...wordy, city: `${WORD.slice(0, 149)}x` }),
    aPosting({ reference: "S-2026-1004", ...wordy, title: `${WORD.slice(0, 149)}x` }),
  ]);
  const lea = await aCandidate(site, "lea.martin");
  await lea.post(`/mes-offres/ajouter?ref=${OPEN}`, {});
  await lea.post(`/mes-recherches/nouvelle?q=${WORD}`, { name: WORD.slice(0, 100) });
  const accounts = await site.accounts();
  await accounts
    .prepare(
      "INSERT INTO snapshots (mail_id, candidate_id, offer_ids, created_at) VALUES (?, 1, '[1,2]', '2026-11-20T09:00:00.000Z')",
    )
    .bind(MAIL)
    .run();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

describe("the title of an offer that was opened", () => {
  test.each(["light", "dark"] as const)("has another colour, as readable as any text: %s", async (colorScheme) => {
    // A page may not read the colour of a link that was visited: the rule is read, then the colour that it names.
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(`${site.site}/offres`);
    const [style = ""] = /\/assets\/[\w-]+\.css/.exec(await page.content()) ?? [];
    expect(await (await site.fetch(style)).text()).toMatch(
      /\.offer-card__title a:visited\{color:var\(--offer-seen\)\}/,
    );
    const [seen = "", fresh = "", ground = ""] = await page.evaluate<string[]>(`(() => {
      const title = document.querySelector(".offer-card__title a");
      const fresh = getComputedStyle(title).color;
      title.style.color = "var(--offer-seen)";
      return [getComputedStyle(title).color, fresh, getComputedStyle(document.body).backgroundColor];
    })()`);
    await context.close();
    expect(seen).not.toBe(fresh);
    expect(contrast(seen, ground)).toBeGreaterThan(4.5);
  });
});

/** The ratio of WCAG 2 between two colours written `rgb(…)`. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [...colour.matchAll(/\d+/g)].map(([level]) => {
    const share = Number(level) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("a word of 150 letters in every text of an offer", () => {
  test.each([320, 1280])("widens no page: %s pixels", async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 640 } });
    const page = await context.newPage();
    await page.goto(`${site.site}/connexion`);
    await logIn(page, "lea.martin");
    const wide: string[] = [];
    for (const path of [
      "/",
      "/offres",
      `/offres?q=archives+${WORD}&administration=${WORD}`,
      `/offres/${OPEN}`,
      `/offres/${OPEN}?q=${WORD}`,
      `/offres/${CLOSED}`,
      "/stages-et-apprentissages/bretagne",
      `/alertes/${await snapshotToken(KEY, MAIL)}`,
      "/mes-offres",
      `/mes-offres?fait=retiree&ref=${WORD}`,
      `/mes-offres/ajouter?ref=${OPEN}`,
      "/mes-offres/ajouter?ref=S-2026-1004",
      `/mes-offres/ajouter?ref=${CLOSED}`,
      `/mes-offres/${OPEN}/candidature`,
      "/mes-recherches",
      "/mes-recherches/1",
      "/mes-recherches/1/modifier",
      `/mes-recherches/nouvelle?q=${WORD}`,
    ]) {
      const answer = await page.goto(site.site + path);
      if (![200, 410].includes(answer?.status() ?? 0)) wide.push(`${path}: ${answer?.status()}`);
      if (!(await page.content()).toLowerCase().includes(WORD.slice(0, 90))) wide.push(`${path}: without the word`);
      await page.evaluate("document.querySelectorAll('main details').forEach((part) => (part.open = true))");
      const actual = await page.evaluate<number>("document.documentElement.scrollWidth");
      if (actual > width) wide.push(`${path}: ${actual}`);
    }
    await context.close();
    expect(wide).toEqual([]);
  });
});
