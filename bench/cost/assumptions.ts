/** What a month is taken to be. Nobody has measured it: change it here, and the bill follows. */
export const ASSUMED = {
  visitsEach: 10,
  pagesEach: { home: 1, results: 2, offers: 3, files: 4 },
  cached: { results: 0.3, offers: 0.4, home: 0.8 },
  logInsEach: 1,
  pagesOfHerOwnEach: 4,
  newShare: 1 / 12,
  searchesEach: 1.5,
  uploadsOfNew: 2,
  alertsAWeek: 1.5,
  openOffers: 10_000,
  newOffersADay: 150,
  pullsADay: 24,
  botsPerVisit: 0.5,
} as const;

const A = ASSUMED;

/** The assumptions, a row each. */
export const ASSUMPTIONS: string[][] = [
  ["visits a candidate and month, those of people without an account included", `${A.visitsEach}`],
  [
    "a visit",
    `${A.pagesEach.home} home, ${A.pagesEach.results} results, ${A.pagesEach.offers} offers, ${A.pagesEach.files} files of the build`,
  ],
  [
    "of which answered from a cache",
    `home ${A.cached.home * 100} %, results ${A.cached.results * 100} %, offers ${A.cached.offers * 100} %`,
  ],
  ["pages that programs read beside, each visit", `${A.botsPerVisit} (an offer)`],
  ["a candidate and month", `${A.logInsEach} log-in, ${A.pagesOfHerOwnEach} pages of her own`],
  ["new candidates a month", `1 in 12, each ${A.uploadsOfNew} files of 300 kB, ${A.searchesEach} saved searches`],
  ["alert mails a candidate and week", `${A.alertsAWeek}`],
  ["offers", `${A.openOffers} open, ${A.newOffersADay} new a day, all of them pulled ${A.pullsADay} times a day`],
  ["kept", "offers of 12 months; mails for 7 days, what they told for 90, as the product does; backups for 30 nights"],
];
