/** An address with what it is asked for; empty values are left out. */
function asked(path: string, parameters: Record<string, string>): string {
  const pairs = Object.entries(parameters).filter(([, value]) => value);
  return pairs.length > 0 ? `${path}?${pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&")}` : path;
}

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
  securityTxt: () => "/.well-known/security.txt",
  sitemap: () => "/sitemap.xml",
  sitemapPages: () => "/sitemap/pages.xml",
  sitemapOffers: (file: number) => `/sitemap/offres/${file}.xml`,
  /** Sign-up, activation and login. @param back the page that asked for the login, shown again once logged in */
  signUp: (back = "") => asked("/inscription", { retour: back }),
  signedUp: (back = "") => asked("/inscription/envoyee", { retour: back }),
  activation: (token: string, back = "") => asked(`/activation/${encodeURIComponent(token)}`, { retour: back }),
  /** Where the activation link is asked for again. */
  resendActivation: (back = "") => asked("/activation", { retour: back }),
  /** @param done what led here, to be said at the top */
  logIn: (back = "", done = "") => asked("/connexion", { retour: back, fait: done }),
  logOut: () => "/deconnexion",
  forgottenPassword: (back = "") => asked("/mot-de-passe-oublie", { retour: back }),
  reset: (token: string, back = "") => asked(`/reinitialisation/${encodeURIComponent(token)}`, { retour: back }),
  account: () => "/compte",
  editAccount: () => "/compte/modifier",
  password: () => "/compte/mot-de-passe",
  email: () => "/compte/adresse-mail",
  confirmEmail: (token: string) => `/compte/adresse-mail/${encodeURIComponent(token)}`,
  documents: () => "/compte/documents",
  document: (id: string) => `/compte/documents/${id}`,
  documentFile: (id: string) => `/compte/documents/${id}/fichier`,
  sessions: () => "/compte/sessions",
  activity: () => "/compte/activite",
  exportData: () => "/compte/export",
  exportArchive: () => "/compte/export/archive",
  deleteAccount: () => "/compte/supprimer",
  savedSearches: () => "/mes-recherches",
  /** Where a search is saved, after logging in if need be. @param query as `canonicalQuery` gives it */
  saveSearch: (query = "") => (query ? `/mes-recherches/nouvelle?${query}` : "/mes-recherches/nouvelle"),
  savedSearch: (id: number) => `/mes-recherches/${id}`,
  editSavedSearch: (id: number) => `/mes-recherches/${id}/modifier`,
  /** Exactly the offers of one alert mail, without login. */
  mailedOffers: (token: string) => `/alertes/${token}`,
  /** Where a bell is switched off by the link of a mail, without login. */
  unsubscribe: (token: string) => `/desinscription/${token}`,
  /** Where the mail provider tells of bounces and complaints. */
  mailEvents: () => "/api/v1/mails/evenements",
  keptOffers: () => "/mes-offres",
  /** Where an offer is kept, after logging in if need be. */
  keepOffer: (reference: string) => `/mes-offres/ajouter?ref=${encodeURIComponent(reference)}`,
  /** The prepared message, and one's documents as a ZIP. */
  application: (reference: string) => `/mes-offres/${encodeURIComponent(reference)}/candidature`,
  applicationFiles: (reference: string) => `/mes-offres/${encodeURIComponent(reference)}/documents.zip`,
  help: () => "/aide",
  accessibility: () => "/accessibilite",
  legalNotice: () => "/mentions-legales",
  personalData: () => "/donnees-personnelles",
  cookies: () => "/cookies",
  siteMap: () => "/plan-du-site",
};
