import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { launchBrowser, onPage } from "./browser.ts";
import { aPosting } from "./postings.ts";
import { publish } from "./publish.ts";
import { type Site, startSite } from "./site.ts";

const NOW = "2026-11-23T10:00:00.000Z";

export const DEVELOPER = "A-2026-100001";
export const BARE = "S-2026-100002";
export const ABROAD = "S-2026-100003";
export const CLOSED = "S-2026-100004";
export const APPRENTICE = "A-2026-100005";

/** Thirty archivists, enough for two pages, then five offers to look at; the last one is the newest. */
const OFFERS: Posting[] = [
  ...Array.from({ length: 30 }, (_, index) =>
    aPosting({
      reference: `S-2026-2000${String(index).padStart(2, "0")}`,
      title: `Archiviste ${index}`,
      publishedAt: `2026-10-${String(index + 1).padStart(2, "0")}T08:00:00.000Z`,
      startsOn: `2027-03-${String(30 - index).padStart(2, "0")}`,
    }),
  ),
  aPosting({ reference: APPRENTICE, title: "Relieur apprenti", publishedAt: "2026-09-30T08:00:00.000Z" }),
  aPosting({
    reference: CLOSED,
    title: "Juriste en droit public",
    publishedAt: "2026-11-01T08:00:00.000Z",
    expiresOn: "2026-11-22",
  }),
  aPosting({
    reference: BARE,
    title: "Jardinier",
    administration: null,
    employer: null,
    level: null,
    domains: [],
    region: null,
    department: null,
    city: null,
    description: null,
    contacts: [],
    publishedAt: "2026-11-20T08:00:00.000Z",
  }),
  aPosting({
    reference: ABROAD,
    title: "Attaché culturel",
    administration: "Ministère de l’Europe et des Affaires étrangères",
    region: null,
    department: null,
    country: "DEU",
    city: "BERLIN",
    publishedAt: "2026-11-22T08:00:00.000Z",
    expiresOn: "2026-11-25",
    telework: false,
    disabilityFriendly: false,
  }),
  aPosting({
    reference: DEVELOPER,
    title: "Développeuse & data",
    service: "Bureau du numérique",
    domains: ["NUM", "COM"],
    city: "PARIS 14ème arrondissement",
    department: "75",
    region: "11",
    description: "<p>Vous développez des services publics.</p>",
    profile: "<p>Curiosité.</p>",
    employerDescription: "<p>Une équipe de dix personnes.</p>",
    more: "<p>Télétravail possible.</p>",
    startsOn: "2027-01-04",
    durationMinMonths: 12,
    durationMaxMonths: 24,
    telework: true,
    disabilityFriendly: true,
    pay: "1 250 € brut par mois",
    contacts: [
      { name: "Ada Lovelace", email: "ada+stage@drac.example", phone: "01 99 00 12 34" },
      { url: "https://drac.example/recrutement" },
    ],
    publishedAt: "2026-11-23T08:00:00.000Z",
    expiresOn: "2026-12-31",
  }),
];

/** The site with these offers, on their day, and what the tests of its pages ask of it. */
export function openSearchPages() {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    site = await startSite();
    site.setClock(new Date(NOW));
    await publish(site, OFFERS);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  const html = async (path: string) => (await site.fetch(path)).text();
  return {
    site: () => site,
    on: <T>(path: string, options: BrowserContextOptions, act: (page: Page) => Promise<T>): Promise<T> =>
      onPage(browser, `${site.site}${path}`, { extraHTTPHeaders: { "x-test-now": NOW }, ...options }, act),
    html,
    /** What a page says, tags aside, with plain spaces. */
    text: async (path: string): Promise<string> => {
      const [, main = ""] = /<main[^>]*>(.*)<\/main>/s.exec(await html(path)) ?? [];
      return main.replaceAll(/<[^>]+>/g, "\n").replaceAll(/[\u00a0\u202f]/g, " ");
    },
    titles: async (path: string): Promise<string[]> => {
      const found = (await html(path)).matchAll(/offer-card__title"><a[^>]*>(.*?)<\/a>/g);
      return [...found].map(([, title = ""]) => title.replaceAll(/<[^>]*>/g, ""));
    },
  };
}

export const plain = (lines: string[]) => lines.map((line) => line.replaceAll(/[\u00a0\u202f]/g, " "));
