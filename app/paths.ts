/** A path with its query string. Empty values are left out. */
function asked(path: string, parameters: Record<string, string | undefined>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return pairs.length > 0 ? `${path}?${pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&")}` : path;
}

/** The paths of the site as functions, for links and mails. `routes.ts` maps the same paths to route modules. */
export const paths = {
  home: () => "/",
  /** @param query a canonical query string without `?`, as `canonicalQuery` gives it */
  offers: (query = "") => (query ? `/offres?${query}` : "/offres"),
  /** All the choices of one criterion of a search. @param dimension the parameter of the criterion */
  criteria: (dimension: string, query = "") => `/offres/criteres?dimension=${dimension}${query ? `&${query}` : ""}`,
  /** @param query the search that led to the offer, so that the page can lead back to it */
  offer: (reference: string, query = "") => `/offres/${encodeURIComponent(reference)}${query ? `?${query}` : ""}`,
  /** The feeds of a search. */
  rss: (query = "") => (query ? `/offres.rss?${query}` : "/offres.rss"),
  atom: (query = "") => (query ? `/offres.atom?${query}` : "/offres.atom"),
  /** The calendar file (iCalendar) with the start date of an offer. */
  calendar: (reference: string) => `/offres/${encodeURIComponent(reference)}.ics`,
  suggestions: () => "/suggestions",
  placeSuggestions: () => "/suggestions/lieux",
  apiOffers: (query = "") => (query ? `/api/v1/offres?${query}` : "/api/v1/offres"),
  apiOffer: (reference: string) => `/api/v1/offres/${encodeURIComponent(reference)}`,
  /** What changed since an instant, after an offer that changed then. */
  apiChanges: (since: string, id: number) => `/api/v1/offres?updated-since=${since}&after=${id}`,
  openApi: () => "/api/v1/openapi.json",
  developers: () => "/developpeurs",
  /** The feeds of the official shape, of apprenticeships and of internships. */
  apprenticeshipFeed: () => "/flux/offres",
  internshipFeed: () => "/flux/offres_stages",
  openData: () => "/donnees",
  openDataCsv: () => "/donnees/offres.csv",
  openDataNdjson: () => "/donnees/offres.ndjson",
  statistics: () => "/statistiques",
  statisticsOffers: () => "/statistiques/offres.csv",
  statisticsDurations: () => "/statistiques/durees.csv",
  statisticsSearches: () => "/statistiques/recherches.csv",
  /** The landing pages. @param region a slug such as « bretagne » @param domain a slug such as « numerique » */
  region: (region: string) => `/stages-et-apprentissages/${region}`,
  regionDomain: (region: string, domain: string) => `/stages-et-apprentissages/${region}/${domain}`,
  landings: () => "/stages-et-apprentissages",
  securityTxt: () => "/.well-known/security.txt",
  sitemap: () => "/sitemap.xml",
  sitemapPages: () => "/sitemap/pages.xml",
  sitemapOffers: (file: number) => `/sitemap/offres/${file}.xml`,
  /** Sign-up, activation and login. @param back the page that asked for the login. The login leads back to it. */
  signUp: (back = "") => asked("/inscription", { retour: back }),
  signedUp: (back = "") => asked("/inscription/envoyee", { retour: back }),
  activation: (token: string, back = "") => asked(`/activation/${encodeURIComponent(token)}`, { retour: back }),
  /** The page that sends the activation link again. */
  resendActivation: (back = "") => asked("/activation", { retour: back }),
  /** @param done the action that led to this page, named for the message at its top */
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
  /** The page that saves a search. It asks visitors to log in first. @param query as `canonicalQuery` gives it */
  saveSearch: (query = "") => (query ? `/mes-recherches/nouvelle?${query}` : "/mes-recherches/nouvelle"),
  savedSearch: (id: number) => `/mes-recherches/${id}`,
  editSavedSearch: (id: number) => `/mes-recherches/${id}/modifier`,
  /** The page of the offers of one alert mail. It needs no login. */
  mailedOffers: (token: string) => `/alertes/${token}`,
  /** The page that switches off an alert by the link of a mail. It needs no login. */
  unsubscribe: (token: string) => `/desinscription/${token}`,
  /** The webhook to which the mail provider reports bounces and complaints. */
  mailEvents: () => "/api/v1/mails/evenements",
  keptOffers: () => "/mes-offres",
  /** The page that keeps an offer. It asks visitors to log in first. */
  keepOffer: (reference: string) => `/mes-offres/ajouter?ref=${encodeURIComponent(reference)}`,
  /** The application to an offer: the prepared message, and the candidate's documents as a ZIP. */
  application: (reference: string) => `/mes-offres/${encodeURIComponent(reference)}/candidature`,
  applicationFiles: (reference: string) => `/mes-offres/${encodeURIComponent(reference)}/documents.zip`,
  /** The space of recruiters. @param back the page that asked for the login. The login leads back to it. */
  recruiters: () => "/recruteurs",
  recruiterLogIn: (back = "", done = "") => asked("/recruteurs/connexion", { retour: back, fait: done }),
  recruiterLogInLink: (token: string, back = "") =>
    asked(`/recruteurs/connexion/${encodeURIComponent(token)}`, { retour: back }),
  recruiterLogOut: () => "/recruteurs/deconnexion",
  recruiterMembers: () => "/recruteurs/membres",
  recruiterKeys: () => "/recruteurs/cles",
  recruiterActivity: () => "/recruteurs/activite",
  /** @param tab which offers: « brouillons », « publiees »… */
  recruiterOffers: (tab = "") => asked("/recruteurs/offres", { etat: tab }),
  newDraft: () => "/recruteurs/offres/nouvelle",
  recruiterOffer: (reference: string) => `/recruteurs/offres/${encodeURIComponent(reference)}`,
  draft: (id: string) => `/recruteurs/brouillons/${id}`,
  /** Where the form sends what is typed, by itself. */
  draftSave: (id: string) => `/recruteurs/brouillons/${id}/enregistrement`,
  draftPreview: (id: string) => `/recruteurs/brouillons/${id}/apercu`,
  draftRelease: (id: string) => `/recruteurs/brouillons/${id}/publier`,
  /** The page that acts on an offer by the link of a reminder. It needs no login. */
  reminderLink: (token: string) => `/recruteurs/liens/${token}`,
  /** The pages of those who operate the site. @param back the page that asked for the login. The login leads back to it. */
  operations: () => "/exploitation",
  operationsLogIn: (back = "", done = "") => asked("/exploitation/connexion", { retour: back, fait: done }),
  operationsLogInLink: (token: string, back = "") =>
    asked(`/exploitation/connexion/${encodeURIComponent(token)}`, { retour: back }),
  /** The page of the code, or of the enrolment at the first login. */
  operationsSecondFactor: (back = "") => asked("/exploitation/second-facteur", { retour: back }),
  operationsLogOut: () => "/exploitation/deconnexion",
  operationsRescueCodes: (back = "") => asked("/exploitation/codes-de-secours", { retour: back }),
  operationsImports: (filter: Record<string, string> = {}) => asked("/exploitation/imports", filter),
  operationsImport: (id: number) => `/exploitation/imports/${id}`,
  operationsQuarantine: (filter: Record<string, string> = {}) => asked("/exploitation/quarantaine", filter),
  operationsPosting: (id: number) => `/exploitation/quarantaine/${id}`,
  operationsSources: (done = "") => asked("/exploitation/sources", { fait: done }),
  operationsOffers: (filter: Record<string, string> = {}) => asked("/exploitation/offres", filter),
  operationsOffer: (reference: string, done = "") =>
    asked(`/exploitation/offres/${encodeURIComponent(reference)}`, { fait: done }),
  operationsAdministrations: (filter: Record<string, string> = {}) => asked("/exploitation/administrations", filter),
  operationsAdministration: (slug: string, done = "") => asked(`/exploitation/administrations/${slug}`, { fait: done }),
  /** The page that merges an administration into another one. @param into the slug of the kept one */
  operationsMerge: (slug: string, into = "") => asked(`/exploitation/administrations/${slug}/reunir`, { avec: into }),
  operationsRecruiters: (filter: Record<string, string> = {}) => asked("/exploitation/recruteurs", filter),
  operationsRecruiter: (id: number, done = "") => asked(`/exploitation/recruteurs/${id}`, { fait: done }),
  operationsKeys: (filter: Record<string, string> = {}) => asked("/exploitation/cles", filter),
  /** @param list which mails: « echec », « attente »…, and after which one */
  operationsMails: (list: { etat?: string; apres?: string } = {}) => asked("/exploitation/mails", list),
  operationsMail: (id: string, done = "") => asked(`/exploitation/mails/${encodeURIComponent(id)}`, { fait: done }),
  operationsSuppressions: (done = "") => asked("/exploitation/adresses-bloquees", { fait: done }),
  operationsDeadLetters: (list: { apres?: string; fait?: string } = {}) => asked("/exploitation/messages-perdus", list),
  operationsSwitches: (done = "") => asked("/exploitation/interrupteurs", { fait: done }),
  operationsEmptySearches: () => "/exploitation/recherches-sans-resultat",
  operationsOperators: (done = "") => asked("/exploitation/operateurs", { fait: done }),
  operationsAudit: (filter: Record<string, string> = {}) => asked("/exploitation/journal", filter),
  help: () => "/aide",
  accessibility: () => "/accessibilite",
  legalNotice: () => "/mentions-legales",
  personalData: () => "/donnees-personnelles",
  cookies: () => "/cookies",
  siteMap: () => "/plan-du-site",
};
