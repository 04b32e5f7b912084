/** The site's URLs as functions, for links and mails. The same table, read the other way, is `routes.ts`. */
export const paths = {
  home: () => "/",
  /** @param query a canonical query string without `?`, as `canonicalQuery` gives it */
  offers: (query = "") => (query ? `/offres?${query}` : "/offres"),
  /** @param query the search that led to the offer, so that the page can lead back to it */
  offer: (reference: string, query = "") => `/offres/${encodeURIComponent(reference)}${query ? `?${query}` : ""}`,
  /** Feeds of a search. */
  rss: (query = "") => (query ? `/offres.rss?${query}` : "/offres.rss"),
  atom: (query = "") => (query ? `/offres.atom?${query}` : "/offres.atom"),
  /** The start date of an offer, for a calendar. */
  calendar: (reference: string) => `/offres/${encodeURIComponent(reference)}.ics`,
  suggestions: () => "/suggestions",
  apiOffers: (query = "") => (query ? `/api/v1/offres?${query}` : "/api/v1/offres"),
  apiOffer: (reference: string) => `/api/v1/offres/${encodeURIComponent(reference)}`,
  openApi: () => "/api/v1/openapi.json",
  developers: () => "/developpeurs",
  /** Landing pages. @param region a slug as « bretagne » @param domain a slug as « numerique » */
  region: (region: string) => `/stages-et-apprentissages/${region}`,
  regionDomain: (region: string, domain: string) => `/stages-et-apprentissages/${region}/${domain}`,
  landings: () => "/stages-et-apprentissages",
  sitemap: () => "/sitemap.xml",
  sitemapPages: () => "/sitemap/pages.xml",
  sitemapOffers: (file: number) => `/sitemap/offres/${file}.xml`,
  signUp: () => "/inscription",
  logIn: () => "/connexion",
  keptOffers: () => "/mes-offres",
  help: () => "/aide",
  accessibility: () => "/accessibilite",
  legalNotice: () => "/mentions-legales",
  personalData: () => "/donnees-personnelles",
  cookies: () => "/cookies",
  siteMap: () => "/plan-du-site",
};
