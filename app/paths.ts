/** The site's URLs as functions, for links and mails. The same table, read the other way, is `routes.ts`. */
export const paths = {
  home: () => "/",
  /** @param query a canonical query string without `?`, as `canonicalQuery` gives it */
  offers: (query = "") => (query ? `/offres?${query}` : "/offres"),
  /** @param query the search that led to the offer, so that the page can lead back to it */
  offer: (reference: string, query = "") => `/offres/${encodeURIComponent(reference)}${query ? `?${query}` : ""}`,
  signUp: () => "/inscription",
  logIn: () => "/connexion",
  help: () => "/aide",
  accessibility: () => "/accessibilite",
  legalNotice: () => "/mentions-legales",
  personalData: () => "/donnees-personnelles",
  cookies: () => "/cookies",
  siteMap: () => "/plan-du-site",
};
